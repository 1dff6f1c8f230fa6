"""A fictional county's ledgers by seed: honest lines, planted cases of every rule, and the clean twin without them."""

from xuncha.engines.ledgers.generate.ledger import LABELS, generate

__all__ = ["LABELS", "generate"]
