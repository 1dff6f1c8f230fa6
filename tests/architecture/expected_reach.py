"""Who reaches which record of the furnished office: said by hand, so that the walk does not ask the code it tests."""

from __future__ import annotations

from xuncha.domain.roles import AnyRole, Role, TeamRole

ROLES: dict[str, tuple[AnyRole, ...]] = {
    "planner": (Role.PLANNER,), "leader": (Role.INSPECTOR, TeamRole.LEADER), "deputy": (Role.INSPECTOR, TeamRole.DEPUTY),
    "liaison": (Role.INSPECTOR, TeamRole.LIAISON), "member": (Role.INSPECTOR, TeamRole.MEMBER),
    "member2": (Role.INSPECTOR, TeamRole.MEMBER), "clerk": (Role.INSPECTOR, TeamRole.CLERK),
    "recused": (Role.INSPECTOR,), "outsider": (Role.INSPECTOR,), "unit_head": (Role.UNIT_HEAD,),
    "unit_liaison": (Role.UNIT_LIAISON,), "other_head": (Role.UNIT_HEAD,), "discipline": (Role.DISCIPLINE,),
    "organisation": (Role.ORGANISATION,), "line": (Role.LINE,), "leading_group": (Role.LEADING_GROUP,),
    "secretary": (Role.SECRETARY,), "system": (Role.SYSTEM,), "security": (Role.SECURITY,),
    "audit_admin": (Role.AUDIT_ADMIN,),
}  # fmt: skip
OFFICE = frozenset({"planner", "leading_group", "secretary"})
TEAM = frozenset({"leader", "deputy", "liaison", "member", "member2", "clerk"})
UNIT = frozenset({"unit_head", "unit_liaison"})
REVIEWERS = frozenset({"discipline", "organisation", "line"})
EVERYBODY = frozenset(ROLES)
INSPECTION = OFFICE | TEAM | UNIT | REVIEWERS

OWNERS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        ("inspection", "team", "interview", "visit", "document_request", "paper", "finding", "report", "feedback",
         "rect_plan", "task", "measure", "evidence", "extension", "score", "lookback", "objection"),
        INSPECTION,
    ),
    "jurisdiction": EVERYBODY, "unit": EVERYBODY, "taxonomy": EVERYBODY, "scheme": EVERYBODY, "edition": EVERYBODY,
    "lead": OFFICE | TEAM | {"discipline"},
    "decision": OFFICE | TEAM, "round": OFFICE | TEAM | REVIEWERS, "plan": OFFICE, "plan_line": OFFICE,
    "term": OFFICE, **dict.fromkeys(("staffing", "staffing_attempt", "staffing_guest", "staffing_wish"), OFFICE),
    **dict.fromkeys(("person", "post", "schooling", "kinship", "home"), frozenset({"planner"})), "tie": OFFICE, "waiver": OFFICE, "conflict": OFFICE,
    # Whose seat and whose place in the pool it is: 程立言 himself, his team, the office, the organisation department.
    "member": OFFICE | {"member"}, "inspector": OFFICE | TEAM | {"organisation"},
    **dict.fromkeys(("training", "proof", "absence"), frozenset({"planner", "organisation", "member"})),
    "appraisal": frozenset({"planner", "organisation", "member", "leader"}),
    "deadline": OFFICE, "import": frozenset({"planner"}), "export": frozenset({"planner"}),
    "account": frozenset({"system", "security", "audit_admin"}), "grant": frozenset({"security"}),
    "flag": frozenset({"planner"}) | TEAM, "alert": INSPECTION, "watch": INSPECTION,
    **dict.fromkeys(("ledger", "ledger_month"), frozenset({"planner"}) | TEAM),
    **dict.fromkeys(("screening", "own_rule", "rule_setting", "identity"), frozenset({"planner"})),
    "token": frozenset({"planner"}), "event": frozenset({"audit_admin"}),
}  # fmt: skip
"""Who reaches the furnished office's own record of each kind, if the table lets them at all."""


def roles_of(name: str) -> tuple[AnyRole, ...]:
    """Every role somebody of the cast holds, in the team as well."""
    return ROLES[name]


def within_reach(name: str, thing: str, permission: str) -> bool:
    """Whether the record is somebody's to know of, apart from what the table says."""
    if (thing, permission) == ("member", "appraisal.write"):
        return name in {"planner", "leader"}
    if (thing, permission) == ("inspector", "absence.tell"):
        return name == "member"
    if (thing, permission) == ("member", "team.view"):
        return name in OWNERS[thing] | {"leader"}
    return name in OWNERS[thing]
