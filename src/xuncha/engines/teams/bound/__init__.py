"""The lower bound of a certificate, proven anew from its multipliers; shares nothing with the solver."""

from xuncha.engines.teams.bound.rows import KINDS
from xuncha.engines.teams.bound.verifier import UnsoundProof, cost_at_most, proven_bound

__all__ = ["KINDS", "UnsoundProof", "cost_at_most", "proven_bound"]
