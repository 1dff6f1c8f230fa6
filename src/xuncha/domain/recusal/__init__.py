"""Recusal (回避): who may not inspect which unit, by which published rule, on which evidence.

Declared facts, computed conflicts and waivers are three separate records; this package computes the second.
"""

from xuncha.domain.recusal.check import check, clear
from xuncha.domain.recusal.profiles import PROFILES, STANDARD, STRICT, RecusalProfile, profile
from xuncha.domain.recusal.rules import Against, Conflict, RecusalRule, Who
from xuncha.domain.recusal.sharing import Sharing
from xuncha.domain.recusal.targets import DeclaredTie, UnitFacts

__all__ = [
    "PROFILES",
    "STANDARD",
    "STRICT",
    "Against",
    "Conflict",
    "DeclaredTie",
    "RecusalProfile",
    "RecusalRule",
    "Sharing",
    "UnitFacts",
    "Who",
    "check",
    "clear",
    "profile",
]
