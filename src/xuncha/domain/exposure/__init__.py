"""Acquaintance exposure (熟人暴露度): what is no ground for recusal and still makes people and a unit know each other.

The weights are a setting of the office, ours to begin with and no published rule; every point comes with its reason.
"""

from xuncha.domain.exposure.bonds import Bond, bonds, years_since
from xuncha.domain.exposure.kinds import ENDLESS, PERSONAL, WEIGHED, Acquaintance
from xuncha.domain.exposure.policy import USUAL, ExposurePolicy, Weight
from xuncha.domain.exposure.reckoning import Contribution, Exposure, exposure

__all__ = [
    "ENDLESS",
    "PERSONAL",
    "USUAL",
    "WEIGHED",
    "Acquaintance",
    "Bond",
    "Contribution",
    "Exposure",
    "ExposurePolicy",
    "Weight",
    "bonds",
    "exposure",
    "years_since",
]
