"""Writing establishment, training, proofs of skill and absences."""

from xuncha.records.pool.actions.absences import forget_absences, remove_absence, save_absence, tell_absence
from xuncha.records.pool.actions.establishment import settle_establishment
from xuncha.records.pool.actions.policy import settle_pool
from xuncha.records.pool.actions.skills import remove_proof, save_proof, verify_proof
from xuncha.records.pool.actions.training import remove_training, save_training, train_many

__all__ = [
    "forget_absences",
    "remove_absence",
    "remove_proof",
    "remove_training",
    "save_absence",
    "save_proof",
    "save_training",
    "settle_establishment",
    "settle_pool",
    "tell_absence",
    "train_many",
    "verify_proof",
]
