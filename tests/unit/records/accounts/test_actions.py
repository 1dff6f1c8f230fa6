"""Two administrators look after accounts, neither can do the other's part, and neither holds any other role."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import PASSWORD, Office
from xuncha.domain.errors import InvalidField, NotAllowed, Refused
from xuncha.domain.roles import ADMINISTRATORS, Role
from xuncha.records.accounts import actions, queries
from xuncha.records.accounts.models import Token, User
from xuncha.records.audit.queries import events, verify


def newcomer() -> User:
    return User(username="xin", name="新来")


def test_the_system_administrator_opens_an_account_with_a_temporary_password(office: Office) -> None:
    user = newcomer()
    password = actions.create_account(user, by=office.system)
    kept = User.objects.get(username="xin")
    assert kept.check_password(password)
    assert kept.password_is_temporary
    assert verify()[1] is None


@pytest.mark.parametrize("name", ["security", "audit_admin", "planner", "leader", "unit_head"])
def test_nobody_else_opens_accounts(office: Office, name: str) -> None:
    with pytest.raises(NotAllowed):
        actions.create_account(newcomer(), by=getattr(office, name))
    assert not User.objects.filter(username="xin").exists()


def test_a_user_name_is_given_once_whatever_its_case(office: Office) -> None:
    with pytest.raises(InvalidField):
        actions.create_account(User(username="Planner", name="另一人"), by=office.system)


def test_a_person_has_one_account(office: Office) -> None:
    with pytest.raises(Refused):
        actions.create_account(User(username="er", name="程立言", person=office.member.person), by=office.system)


def test_the_security_administrator_grants_and_revokes(office: Office) -> None:
    actions.create_account(newcomer(), by=office.system)
    user = User.objects.get(username="xin")
    granted = actions.grant_role(user, Role.PLANNER, jurisdiction=office.county, by=office.security)
    assert User.objects.get(pk=user.pk).reaches("round.edit", office.county.path)
    actions.revoke(granted, by=office.security)
    assert not User.objects.get(pk=user.pk).reaches("round.edit", office.county.path)
    assert [event.verb for event in events()[:2]] == ["account.revoke", "account.grant"]


def test_the_system_administrator_cannot_grant(office: Office) -> None:
    with pytest.raises(NotAllowed):
        actions.grant_role(office.outsider, Role.PLANNER, jurisdiction=office.city, by=office.system)


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_an_administrators_role_goes_with_no_other(office: Office, role: Role) -> None:
    with pytest.raises(Refused, match="专人"):
        actions.grant_role(office.planner, role, by=office.security)


def test_an_administrator_gets_no_other_role(office: Office) -> None:
    with pytest.raises(Refused, match="专人"):
        actions.grant_role(office.system, Role.PLANNER, jurisdiction=office.city, by=office.security)


def test_nobody_grants_themselves_a_role_or_closes_their_own_account(office: Office) -> None:
    with pytest.raises(Refused):
        actions.grant_role(office.security, Role.SECURITY, by=office.security)
    with pytest.raises(Refused):
        actions.disable(office.system, by=office.system)


@pytest.mark.parametrize("role", [Role.PLANNER, Role.DISCIPLINE, Role.LEADING_GROUP, Role.SECRETARY, Role.LINE])
def test_a_role_for_a_place_needs_the_place(office: Office, role: Role) -> None:
    with pytest.raises(Refused, match="须指定地区"):
        actions.grant_role(office.outsider, role, by=office.security)


def test_a_units_role_needs_the_unit_and_a_line_departments_role_its_line(office: Office) -> None:
    with pytest.raises(Refused, match="须指定单位"):
        actions.grant_role(office.outsider, Role.UNIT_HEAD, by=office.security)
    with pytest.raises(Refused, match="条线"):
        actions.grant_role(office.outsider, Role.LINE, jurisdiction=office.city, by=office.security)


def test_a_role_is_granted_once_for_a_place_but_for_several_places(office: Office) -> None:
    actions.grant_role(office.outsider, Role.PLANNER, jurisdiction=office.county, by=office.security)
    actions.grant_role(office.outsider, Role.PLANNER, jurisdiction=office.other_county, by=office.security)
    with pytest.raises(Refused, match="已经有"):
        actions.grant_role(office.outsider, Role.PLANNER, jurisdiction=office.county, by=office.security)


def test_a_closed_account_signs_in_no_more_and_its_keys_end(office: Office) -> None:
    _, key = actions.create_token(office.leader, "程序", timezone.localdate() + timedelta(days=9), by=office.leader)
    actions.disable(office.leader, by=office.system)
    assert not User.objects.get(username="leader").is_active
    assert User.objects.get(username="leader").granted == ()
    assert queries.user_of_token(key) is None
    assert Token.objects.get().revoked_on == timezone.localdate()
    actions.enable(office.leader, by=office.system)
    assert User.objects.get(username="leader").granted != ()


def test_a_reset_password_replaces_the_old_one_until_the_owner_chooses(office: Office) -> None:
    password = actions.reset_password(office.planner, by=office.system)
    user = User.objects.get(username="planner")
    assert not user.check_password(PASSWORD)
    assert user.check_password(password)
    actions.choose_password(user, "自己选的口令 2026")
    assert not User.objects.get(username="planner").password_is_temporary
    assert verify()[1] is None


def test_a_key_is_kept_as_a_hash_and_not_in_the_trail(office: Office) -> None:
    token, key = actions.create_token(office.leader, "程序", timezone.localdate() + timedelta(days=9), by=office.leader)
    assert key not in str(Token.objects.values().get())
    assert token.digest not in str([event.changes[0].get("fields") for event in events()[:1]])
    assert queries.user_of_token(key) == office.leader
    assert queries.user_of_token(key + "x") is None


@pytest.mark.parametrize("days", [0, -1, 400])
def test_a_key_lasts_from_tomorrow_to_a_year(office: Office, days: int) -> None:
    with pytest.raises(InvalidField):
        actions.create_token(office.leader, "程序", timezone.localdate() + timedelta(days=days), by=office.leader)


def test_units_have_no_keys_and_nobody_makes_another_ones(office: Office) -> None:
    until = timezone.localdate() + timedelta(days=9)
    with pytest.raises(NotAllowed):
        actions.create_token(office.unit_head, "程序", until, by=office.unit_head)
    with pytest.raises(Refused):
        actions.create_token(office.planner, "程序", until, by=office.leader)


def test_who_looks_after_accounts_sees_those_to_look_after(office: Office) -> None:
    actions.create_account(newcomer(), by=office.system)
    found = queries.to_look_after(office.security)
    assert [user.username for user in found["roleless"]] == ["xin"]
    assert [user.username for user in found["temporary"]] == ["xin"]
    assert {user.username for user in found["one_factor"]} == {"system", "security", "audit_admin"}
    assert not queries.accounts(office.planner).exists()
