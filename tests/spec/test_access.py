"""The access table, row by row: who must never hold what, whatever an office edits."""

from __future__ import annotations

import pytest

from xuncha.domain.access import allowed, permissions, permissions_of, read_table, require, roles_with, table
from xuncha.domain.errors import InvalidFile, NotAllowed
from xuncha.domain.roles import ADMINISTRATORS, Role, Scope, TeamRole, all_roles

ADMIN_THINGS = {"home", "access", "jurisdiction", "account", "trail", "token", "export"}
UNIT_ROLES = (Role.UNIT_HEAD, Role.UNIT_LIAISON)
KEPT_FROM_UNITS = {
    "account", "authorisation", "decision", "document_request", "interview", "lead", "paper", "person", "report", "tie",
    "trail", "visit", "waiver",
}  # fmt: skip


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_administrators_see_no_content(role: Role) -> None:
    assert {permission.partition(".")[0] for permission in permissions_of(role)} <= ADMIN_THINGS


def test_the_three_administrators_share_no_power_beyond_looking() -> None:
    for permission in permissions():
        # Taking a list away is looking at it; the trail says who took it.
        if not permission.endswith(".view") and permission != "export.run":
            assert len(roles_with(permission) & ADMINISTRATORS) <= 1, permission


def test_who_opens_accounts_does_not_grant_roles_and_neither_reads_the_trail() -> None:
    assert roles_with("account.create") == {Role.SYSTEM}
    assert roles_with("account.grant") == {Role.SECURITY}
    assert roles_with("trail.view") == {Role.AUDIT_ADMIN}


@pytest.mark.parametrize("role", UNIT_ROLES)
def test_an_inspected_unit_never_sees_who_told_or_what_is_planned(role: Role) -> None:
    assert not {permission for permission in permissions_of(role) if permission.partition(".")[0] in KEPT_FROM_UNITS}


@pytest.mark.parametrize("permission", ["task.close", "task.review", "task.reopen", "score.give"])
def test_a_unit_judges_nothing_of_its_own(permission: str) -> None:
    assert not roles_with(permission) & set(UNIT_ROLES)


def test_only_the_office_closes_out() -> None:
    assert roles_with("task.close") == {Role.PLANNER}


def test_leads_stay_with_leader_deputy_office_and_the_discipline_commission() -> None:
    assert roles_with("lead.view") == {TeamRole.LEADER, TeamRole.DEPUTY, Role.PLANNER, Role.DISCIPLINE}
    assert roles_with("lead.receive") == {Role.DISCIPLINE}


def test_papers_are_checked_by_deputies_and_signed_by_leaders() -> None:
    assert roles_with("paper.check") == {TeamRole.DEPUTY}
    assert roles_with("paper.sign") == {TeamRole.LEADER}
    assert TeamRole.LEADER not in roles_with("paper.handle")


def test_careers_and_kin_are_read_by_the_office_alone() -> None:
    assert roles_with("person.view") == {Role.PLANNER}


def test_a_waiver_is_decided_above_the_office_that_asks_for_it() -> None:
    assert roles_with("waiver.decide") == {Role.SECRETARY}
    assert not roles_with("waiver.request") & roles_with("waiver.decide")


def test_authorising_is_not_the_offices_to_grant() -> None:
    assert Role.PLANNER not in roles_with("authorisation.approve")


def test_everybody_may_read_the_table_itself() -> None:
    assert roles_with("access.view") == set(all_roles())


def test_every_permission_has_a_holder_a_label_and_whoever_writes_also_reads() -> None:
    for row in table():
        assert row.roles, row.permission
        assert row.label.strip(), row.permission
    for row in table():
        view = f"{row.thing}.view"
        if view in permissions() and not row.permission.endswith(".decide"):
            assert row.roles <= roles_with(view), row.permission


def test_every_role_has_a_description_and_a_scope() -> None:
    for role in all_roles():
        assert role.description
        assert role.scope in Scope


def test_a_permission_that_is_not_held_is_refused_in_plain_words() -> None:
    require("task.close", [Role.INSPECTOR, Role.PLANNER])
    with pytest.raises(NotAllowed) as refused:
        require("task.close", [Role.UNIT_HEAD])
    assert str(refused.value) == "您没有“销号”的权限"


def test_roles_may_be_given_by_their_code() -> None:
    assert allowed("paper.sign", "leader")
    assert not allowed("paper.sign", "member")


def test_a_malformed_table_is_refused_by_line_and_column() -> None:
    header = ",".join(["permission", "label", *all_roles()])
    row = ",".join(["a.view", "甲", *("" for _ in all_roles())])
    with pytest.raises(InvalidFile, match="access.csv:1："):
        read_table(["permission,label"])
    with pytest.raises(InvalidFile, match="access.csv:3:permission"):
        read_table([header, row, row])
    with pytest.raises(InvalidFile, match="access.csv:2:planner"):
        read_table([header, row.replace("甲,", "甲,yes", 1)])
