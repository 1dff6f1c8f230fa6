"""From the prices of a search to the proof that goes into a certificate."""

from __future__ import annotations

import numpy as np

from xuncha.engines.teams.outcome import Proof, Split
from xuncha.engines.teams.solve.layout import Floats
from xuncha.engines.teams.solve.model import Model
from xuncha.engines.teams.solve.tree import Node

SCALE = 1000
"""Multipliers are in thousandths."""


def multipliers(model: Model, prices: Floats) -> dict[str, int]:
    """Prices as multipliers, those that are not nothing."""
    whole = np.rint(prices * SCALE).astype(np.int64)
    once = model.rows.once.all
    whole[once] = np.minimum(
        whole[once], 0
    )  # a pin, here a row that asks for one, is to the verifier a column set to 1
    return {model.names.row(int(row)): int(whole[row]) for row in np.flatnonzero(whole)}


def proof(model: Model, node: Node, enough: float) -> Proof:
    """The proof of a node: its own prices, or those of its halves where its own do not prove `enough`."""
    if node.split is None or node.zero is None or node.one is None or node.bound >= enough:
        return Proof(multipliers(model, node.prices))
    name = model.names.column(node.split, model.switches, model.columns)
    return Proof({}, Split(name, proof(model, node.zero, enough), proof(model, node.one, enough)))
