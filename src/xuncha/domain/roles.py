"""Roles of accounts and of people in a team, and how far the reach of each goes."""

from __future__ import annotations

from collections.abc import Collection

from xuncha.domain.words import N_, Labelled, Sentence, say


class Scope(Labelled):
    """Which records a role may reach; what it may do with them is the access table's matter."""

    JURISDICTION = "jurisdiction", N_("本地区及下级地区")
    OWN_INSPECTIONS = "own_inspections", N_("授权期间本人所在的巡察组")
    OWN_UNIT = "own_unit", N_("反馈之后的本单位")
    SENT_TO_BODY = "sent_to_body", N_("送交本部门的材料")
    ACCOUNTS = "accounts", N_("账号与系统设置")
    TRAIL = "trail", N_("操作记录")
    SELF = "self", N_("本人")


class Role(Labelled):
    """What an account is for."""

    PLANNER = "planner", N_("巡察办")
    INSPECTOR = "inspector", N_("巡察干部")
    UNIT_HEAD = "unit_head", N_("被巡察单位主要负责人")
    UNIT_LIAISON = "unit_liaison", N_("被巡察单位联络员")
    DISCIPLINE = "discipline", N_("纪委监委")
    ORGANISATION = "organisation", N_("组织部")
    LINE = "line", N_("业务主管部门")
    LEADING_GROUP = "leading_group", N_("领导小组")
    SECRETARY = "secretary", N_("党委书记")
    SYSTEM = "system", N_("系统管理员")
    SECURITY = "security", N_("安全管理员")
    AUDIT_ADMIN = "audit_admin", N_("审计管理员")

    @property
    def description(self) -> str:
        """What the role lets a person do, in Chinese."""
        return ROLE_DESCRIPTIONS[self]

    @property
    def scope(self) -> Scope:
        """How far the role reaches."""
        return ROLE_SCOPES[self]


class TeamRole(Labelled):
    """A place in a team; comes from membership of the team, not from the account."""

    LEADER = "leader", N_("组长")
    DEPUTY = "deputy", N_("副组长")
    LIAISON = "liaison", N_("联络员")
    MEMBER = "member", N_("组员")
    CLERK = "clerk", N_("信访专员")

    @property
    def description(self) -> str:
        """What the place in the team lets a person do, in Chinese."""
        return TEAM_ROLE_DESCRIPTIONS[self]

    @property
    def scope(self) -> Scope:
        """A team reaches its own inspections, while authorised."""
        return Scope.OWN_INSPECTIONS

    @property
    def slot(self) -> TeamRole:
        """The slot it fills when a team is formed: a clerk fills a member's."""
        return TeamRole.MEMBER if self is TeamRole.CLERK else self

    @property
    def leads(self) -> bool:
        """Whether the stricter recusal rules for leaders apply."""
        return self in (TeamRole.LEADER, TeamRole.DEPUTY)


AnyRole = Role | TeamRole

ROLE_DESCRIPTIONS: dict[Role, str] = {
    Role.PLANNER: N_("制定规划和轮次，组建巡察组，审核报告，督促整改，管理档案"),
    Role.INSPECTOR: N_("申报本人情况和回避事项；进组后按组内职务开展工作"),
    Role.UNIT_HEAD: N_("接收反馈，签批整改方案、佐证材料和报告，是整改第一责任人"),
    Role.UNIT_LIAISON: N_("填报整改方案、进展和佐证材料，提出延期申请和回避异议"),
    Role.DISCIPLINE: N_("联合审核整改，接收并办理问题线索"),
    Role.ORGANISATION: N_("联合审核整改，会同提出巡察组人选"),
    Role.LINE: N_("按行业职责审核整改"),
    Role.LEADING_GROUP: N_("听取汇报，批准授权、立行立改和不予公开"),
    Role.SECRETARY: N_("在书记专题会上听取汇报，点人点事，作出决定"),
    Role.SYSTEM: N_("开通和停用账号，维护系统运行；不接触业务内容"),
    Role.SECURITY: N_("授予和收回角色；不接触业务内容"),
    Role.AUDIT_ADMIN: N_("查验操作记录；不接触业务内容"),
}

TEAM_ROLE_DESCRIPTIONS: dict[TeamRole, str] = {
    TeamRole.LEADER: N_("组长负责制：签批底稿，提交报告，移交线索，主持反馈"),
    TeamRole.DEPUTY: N_("审核底稿，协助组长，管理线索"),
    TeamRole.LIAISON: N_("联络协调，安排谈话、走访和调阅，管理组内资料"),
    TeamRole.MEMBER: N_("谈话、走访、查阅资料，起草底稿"),
    TeamRole.CLERK: N_("登记来信、来电、来访，保护反映人"),
}

ROLE_SCOPES: dict[Role, Scope] = {
    Role.PLANNER: Scope.JURISDICTION,
    Role.INSPECTOR: Scope.SELF,
    Role.UNIT_HEAD: Scope.OWN_UNIT,
    Role.UNIT_LIAISON: Scope.OWN_UNIT,
    Role.DISCIPLINE: Scope.SENT_TO_BODY,
    Role.ORGANISATION: Scope.SENT_TO_BODY,
    Role.LINE: Scope.SENT_TO_BODY,
    Role.LEADING_GROUP: Scope.JURISDICTION,
    Role.SECRETARY: Scope.JURISDICTION,
    Role.SYSTEM: Scope.ACCOUNTS,
    Role.SECURITY: Scope.ACCOUNTS,
    Role.AUDIT_ADMIN: Scope.TRAIL,
}

ADMINISTRATORS = frozenset({Role.SYSTEM, Role.SECURITY, Role.AUDIT_ADMIN})
"""The three administrators; one person holds at most one of these, and no other role beside it."""


PLACED = frozenset(role for role, scope in ROLE_SCOPES.items() if scope in (Scope.JURISDICTION, Scope.SENT_TO_BODY))
"""Roles that mean nothing without the jurisdiction they are granted for."""


def grant_refusals(held: Collection[Role], wanted: Role, *, has_place: bool, has_unit: bool) -> list[Sentence]:
    """Why a role cannot be granted to somebody who already holds some; nothing where it can."""
    others = set(held) - {wanted}
    reasons = []
    if others and (wanted in ADMINISTRATORS or others & ADMINISTRATORS):
        reasons.append(say(N_("系统、安全、审计管理员须由专人担任，不能兼任其他角色")))
    if wanted in PLACED and not has_place:
        reasons.append(say(N_("授予“%(role)s”须指定地区"), role=wanted))
    if wanted.scope is Scope.OWN_UNIT and not has_unit:
        reasons.append(say(N_("授予“%(role)s”须指定单位"), role=wanted))
    return reasons


def all_roles() -> tuple[AnyRole, ...]:
    """Every role, in the order of the access table's columns."""
    return (Role.PLANNER, Role.INSPECTOR, *TeamRole, *list(Role)[2:])
