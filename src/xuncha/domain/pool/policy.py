"""The numbers an office works with when it decides who may serve; all of them settings, none from a regulation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PoolPolicy:
    """What an office has settled about its talent pool."""

    training_required: bool = False
    """Whether somebody without valid training is kept out, or only pointed out."""
    training_months: int = 24
    """How long a certificate holds that names no end itself; 0 for ever."""
    absent_days_most: int = 3
    """How many days of the stay somebody may be away and still serve."""
    one_round_at_a_time: bool = True
    """Whether serving in another round on site at the same time keeps somebody out, or is only pointed out."""
    unfit_months: int = 24
    """How long an appraisal as unfit keeps somebody out; 0 for ever."""
    proof_required: bool = False
    """Whether a skill counts only with its proof on file."""
    bodies_a_team: int = 3
    """How many bodies one team is reckoned to inspect in a round while teams are not yet formed."""
    members_a_team: int = 5
    """How many members, clerks among them, a team is reckoned to need beside leader, deputy and liaison."""
    clerks_a_team: int = 1
    finance_a_team: int = 1
    discipline_a_team: int = 1
    organisation_a_team: int = 1

    def __post_init__(self) -> None:
        """Refuse negative numbers, and a team that inspects nothing."""
        counts = (self.training_months, self.absent_days_most, self.unfit_months, self.members_a_team)
        skilled = (self.clerks_a_team, self.finance_a_team, self.discipline_a_team, self.organisation_a_team)
        if min(*counts, *skilled) < 0 or self.bodies_a_team < 1:
            raise ValueError("a count cannot be negative, and a team inspects at least one body")
