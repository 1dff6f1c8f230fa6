"""A draw that nobody can foresee and anybody can run again: commit, reveal, verify; `docs/reference/draw-files.md`.

Each candidate gets a ticket, HMAC-SHA256 of its id under a key made of the secret seed; the lowest tickets of each stratum are drawn
(Rivest, "Consistent Sampling with Replacement", arXiv:1808.10016; used without replacement, as in risk-limiting audits of elections).
"""

from xuncha.engines.draws.candidates import COLUMNS, Candidate, Candidates, read_candidates
from xuncha.engines.draws.documents import (
    Commitment,
    Reveal,
    Share,
    commitment_text,
    read_commitment,
    read_reveal,
    reveal_text,
)
from xuncha.engines.draws.seeds import grouped, new_seed, read_seed, seed_digest
from xuncha.engines.draws.steps import commit, reveal
from xuncha.engines.draws.verifying import differences

__all__ = [
    "COLUMNS",
    "Candidate",
    "Candidates",
    "Commitment",
    "Reveal",
    "Share",
    "commit",
    "commitment_text",
    "differences",
    "grouped",
    "new_seed",
    "read_candidates",
    "read_commitment",
    "read_reveal",
    "read_seed",
    "reveal",
    "reveal_text",
    "seed_digest",
]
