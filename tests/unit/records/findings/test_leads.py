"""Leads: who knows of them, where they go, what comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from tests.factories.findings import make_lead
from xuncha.domain.errors import NotAllowed, NotFound, WrongState
from xuncha.domain.leads import LeadVerb
from xuncha.records.audit.queries import events
from xuncha.records.audit.verifying import verify
from xuncha.records.findings import actions, queries
from xuncha.records.findings.models import Lead

if TYPE_CHECKING:
    from tests.cast import Office


@pytest.mark.parametrize(
    "name", ["liaison", "member", "clerk", "unit_head", "organisation", "line", "leading_group", "secretary", "system"]
)
def test_a_lead_stays_with_leader_deputy_and_office(office: Office, name: str) -> None:
    make_lead(office)
    for insider in ("leader", "deputy", "planner"):
        assert queries.leads(getattr(office, insider)).count() == 1
    assert not queries.leads(getattr(office, name)).exists()


def test_the_discipline_body_knows_what_was_handed_to_it_and_no_other_lead(office: Office) -> None:
    handed, kept = make_lead(office), make_lead(office, number="线索〔2020〕市巡一-002")
    assert not queries.leads(office.discipline).exists()
    actions.hand_over(handed, "市纪委监委", timezone.localdate(), by=office.leader)
    assert set(queries.leads(office.discipline)) == {handed}
    with pytest.raises(NotFound):
        actions.receive(kept, by=office.discipline)


def test_a_lead_is_handed_over_received_and_answered(office: Office) -> None:
    lead = make_lead(office)
    assert queries.hands_leads_to(office.inspection) == "市纪委监委"
    actions.hand_over(lead, "市纪委监委", timezone.localdate(), by=office.planner)
    assert lead.due_on is not None
    actions.receive(lead, by=office.discipline)
    actions.report_back(lead, LeadVerb.FILE, "已立案审查", by=office.discipline)
    actions.report_back(lead, LeadVerb.SETTLE, "给予党内警告处分", by=office.discipline)
    assert (lead.outcome, lead.outcome_words) == ("settled", "给予党内警告处分")
    assert verify()[1] is None


def test_a_lead_is_handed_over_once_and_then_not_changed(office: Office) -> None:
    lead = make_lead(office)
    actions.hand_over(lead, "市纪委监委", timezone.localdate(), by=office.leader)
    with pytest.raises(WrongState):
        actions.hand_over(lead, "别处", timezone.localdate(), by=office.leader)
    with pytest.raises(WrongState):
        actions.save_lead(lead, by=office.deputy)


def test_a_deputy_registers_and_the_leader_hands_over(office: Office) -> None:
    lead = Lead(inspection=office.inspection, source="petition", summary="反映收受礼金", found_on=timezone.localdate())
    actions.save_lead(lead, by=office.deputy)
    assert lead.number.endswith("市巡一-001")
    with pytest.raises(NotAllowed):
        actions.hand_over(lead, "市纪委监委", timezone.localdate(), by=office.deputy)
    with pytest.raises(NotAllowed):
        actions.save_lead(Lead(inspection=office.inspection, summary="x"), by=office.member)


def test_what_a_lead_says_never_enters_the_trail(office: Office) -> None:
    lead = Lead(
        inspection=office.inspection, source="petition", summary="反映收受礼金", about_words="某某", found_on=timezone.localdate()
    )  # fmt: skip
    actions.save_lead(lead, by=office.leader)
    lead.summary = "反映收受礼金三万元"
    actions.save_lead(lead, by=office.leader)
    told = "".join(str(event.changes) + str(event.detail) + event.label for event in events())
    assert "礼金" not in told
    assert "某某" not in told
