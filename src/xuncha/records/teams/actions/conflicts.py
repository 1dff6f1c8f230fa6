"""Keeping the record of conflicts equal to what the rules find now."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from xuncha.domain.roles import TeamRole
from xuncha.records.audit.actions import Change
from xuncha.records.rounds.models import Inspection, Round
from xuncha.records.teams.models import Conflict, Member
from xuncha.records.teams.screening import check_recusal

REASON_LENGTH = 300


def update_conflicts(
    change: Change, seats: Sequence[Member], inspections: Sequence[Inspection], round_: Round
) -> tuple[int, int]:
    """Record conflicts newly found, clear those gone; gives how many of each."""
    found = check_recusal([(seat.inspector, TeamRole(seat.role)) for seat in seats], inspections, round_)
    wanted = {
        (seat.pk, inspection.pk, conflict.rule.code, str(conflict.sentence)[:REASON_LENGTH]): conflict.verify
        for seat in seats
        for inspection in inspections
        for conflict in found[seat.inspector_id, inspection.pk]
    }
    kept = {
        (each.member_id, each.inspection_id, each.rule, each.reason): each
        for each in Conflict.objects.filter(member__in=seats, inspection__in=inspections, cleared_on__isnull=True)
    }
    today = timezone.localdate()
    for key, verify in wanted.items():
        if key not in kept:
            member, inspection, rule, reason = key
            change.create(
                Conflict(
                    member_id=member, inspection_id=inspection, rule=rule, reason=reason, to_verify=verify,
                    found_on=today,
                )
            )  # fmt: skip
        elif kept[key].to_verify != verify:
            kept[key].to_verify = verify
            change.save(kept[key])
    gone = [record for key, record in kept.items() if key not in wanted]
    for record in gone:
        record.cleared_on = today
        change.save(record)
    return len(wanted.keys() - kept.keys()), len(gone)
