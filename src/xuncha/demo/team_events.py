"""What happens around teams: declarations, recusals, objections, a waiver."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from xuncha.demo import parts
from xuncha.demo.cases import Case, cast_case
from xuncha.demo.rows import Declaration, Member, Objection, Waiver


class TeamEvents(NamedTuple):
    """Rows about members beyond their seats."""

    members: list[Member]  # every seat once, with the one who left
    declarations: list[Declaration]
    objections: list[Objection]
    waivers: list[Waiver]


def team_events(cases: Sequence[Case]) -> TeamEvents:
    """Everything around the teams of all rounds."""
    members: dict[str, Member] = {}
    for case in cases:
        for row in case.members:
            members.setdefault(row.code, row)
    left, declaration = _recused(cast_case(cases))
    every = [*members.values(), left]
    return TeamEvents(
        every, [*_declarations(cases), declaration], _objections(cases), _waivers(cases),
    )  # fmt: skip


def _declarations(cases: Sequence[Case]) -> list[Declaration]:
    rows: dict[str, Declaration] = {}
    for case in cases:
        for row in case.members:
            rows.setdefault(
                row.code,
                Declaration(
                    code=f"{row.code}-D", member=row.code, made_on=row.joined_on - timedelta(days=1), asks_recusal=False,
                    text="本人及近亲属与被巡察单位领导班子成员无应当回避的关系；如有变化，及时报告。",
                ),
            )  # fmt: skip
    return list(rows.values())


def _recused(case: Case) -> tuple[Member, Declaration]:
    """The recused inspector of the cast left before the team entered."""
    joined = case.line.site_from - timedelta(days=10)
    row = Member(
        code=f"{case.team.code}-M0", team=case.team.code, inspector=parts.pool_inspector(case.size, "recused"),
        role="member", duties="工程项目核查", joined_on=joined, left_on=joined + timedelta(days=3),
        left_because="本人申请回避：妻弟任被巡察单位领导班子成员",
    )  # fmt: skip
    text = f"本人妻弟{case.body[1].name}现任{case.unit.name}领导班子成员，属近姻亲，申请回避本次巡察。"
    return row, Declaration(
        code=f"{row.code}-D", member=row.code, made_on=joined + timedelta(days=1), asks_recusal=True, text=text
    )


def _objections(cases: Sequence[Case]) -> list[Objection]:
    rows = []
    for case in cases:
        if case.members and case.number in (3, 9) and case.target.round in (1, 2, 3, 6):
            member = case.handlers[1]
            decided = case.line.site_from - timedelta(days=4)
            rows.append(
                Objection(
                    code=f"{case.code}-OBJ", inspection=case.code, member=member.code,
                    raised_on=decided - timedelta(days=3),
                    reason="我单位一名中层干部反映，该同志与其曾有邻里纠纷，担心影响公正，请核实。", state="rejected",
                    decided_on=decided, decision="经核实双方早已和解，且无应当回避的关系，异议不成立。",
                )
            )  # fmt: skip
    return rows


def _waivers(cases: Sequence[Case]) -> list[Waiver]:
    """One old working relation, weighed and allowed, with its reason."""
    case = next(case for case in cases if case.target.round == 3 and case.members)
    member = case.handlers[0]
    return [
        Waiver(
            code=f"{case.code}-WAIVE", inspector=member.inspector, inspection=case.code, rule="cross_line",
            reason="五年前在同一系统短期借调，与现班子成员无交集；该同志为组内唯一财务审计骨干。",
            state="granted",
            asked_on=case.line.site_from - timedelta(days=8), approved_by="莫怀谷",
            approved_on=case.line.site_from - timedelta(days=6),
        )
    ]  # fmt: skip
