"""Rules are set by the highest office alone: what it sets holds for every ledger in the store."""

from __future__ import annotations

import pytest

from tests.cast import Office
from xuncha.domain.errors import InvalidField, NotAllowed, Refused, WrongState
from xuncha.domain.ledgers import OwnRuleState
from xuncha.domain.roles import Role
from xuncha.engines.ledgers.rules import Value
from xuncha.records.accounts.actions import grant_role
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.screening import actions
from xuncha.records.screening.models import OwnRule, RuleSetting

pytestmark = pytest.mark.django_db


def test_a_county_cannot_put_a_rule_aside_for_the_whole_city(office: Office) -> None:
    grant_role(office.outsider, Role.PLANNER, jurisdiction=office.county, by=office.security)
    with pytest.raises(NotAllowed):
        actions.set_rule(office.county, "B1", {}, "本县的做法", used=False, by=office.outsider)
    with pytest.raises(Refused):
        actions.set_rule(office.county, "B1", {}, "市委巡察办通知", used=False, by=office.planner)
    assert not RuleSetting.objects.exists()
    assert not actions.set_rule(office.city, "B1", {}, "市委巡察办通知", used=False, by=office.planner).used


@pytest.mark.parametrize("classes", [(), ("30201", 30202), "30201"], ids=["none", "a number among texts", "no list"])
def test_a_threshold_that_no_engine_could_read_is_refused(office: Office, classes: Value) -> None:
    with pytest.raises(InvalidField):
        actions.set_rule(office.city, "D4", {"classes": classes}, "通知", used=True, by=office.planner)
    assert not RuleSetting.objects.exists()


def test_a_rule_out_of_use_or_not_yet_in_use_cannot_retire(office: Office) -> None:
    with act("ledger_rule.write", by=SYSTEM) as change:
        rule = change.create(OwnRule(jurisdiction=office.city, rule="X1", text="", by=office.planner))
    with pytest.raises(WrongState):
        actions.retire_rule(rule, by=office.planner)
    assert OwnRule.objects.get().state == OwnRuleState.DRAFT
