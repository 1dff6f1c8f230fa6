"""The talent pool: who may serve in a round and why not, and what pools hold against what rounds need."""

from xuncha.domain.pool.policy import PoolPolicy
from xuncha.domain.pool.promise import PROMISE
from xuncha.domain.pool.serving import (
    Appraised,
    Away,
    Certificate,
    Obstacle,
    PoolPerson,
    Stay,
    check_role,
    check_service,
)
from xuncha.domain.pool.words import AbsenceReason, AppraisalGrade, OfficePost, ServiceRule, TrainingKind

__all__ = [
    "PROMISE",
    "AbsenceReason",
    "Appraised",
    "AppraisalGrade",
    "Away",
    "Certificate",
    "Obstacle",
    "OfficePost",
    "PoolPerson",
    "PoolPolicy",
    "ServiceRule",
    "Stay",
    "TrainingKind",
    "check_role",
    "check_service",
]
