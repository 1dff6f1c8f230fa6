"""The taxonomy of supervision content: installed, kept, re-issued."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.cast import Office
from xuncha.domain.errors import InvalidField, NotAllowed, Refused
from xuncha.domain.taxonomy import default_taxonomy
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.audit.models import Event
from xuncha.records.audit.queries import verify
from xuncha.records.people.models import Jurisdiction
from xuncha.records.policy import actions, queries
from xuncha.records.policy.models import OfficePolicy, ScoringScheme, TaxonomyEdition, TaxonomyNode


def node(code: str) -> TaxonomyNode:
    """The node of the latest edition."""
    return TaxonomyNode.objects.filter(code=code).order_by("-edition__number")[0]


@pytest.mark.django_db
def test_a_new_office_starts_with_what_the_domain_brings_along() -> None:
    """Every focus, aspect and leaf, once; asked again, nothing more is written."""
    place = Jurisdiction(code="1", name="云岫市", level="city")
    with act("demo.load", by=SYSTEM) as change:
        change.create(place)
        place.path = f"/{place.pk}/"
        change.save(place)
    for _ in range(2):
        actions.install_defaults(place, by=SYSTEM)
    taxonomy = default_taxonomy()
    edition = queries.current_edition()
    assert edition is not None
    assert [leaf.code for leaf in queries.leaves(edition)] == [leaf.code for leaf in taxonomy.leaves]
    assert TaxonomyNode.objects.get(code="B1.6").parent == TaxonomyNode.objects.get(code="B1")
    assert (ScoringScheme.objects.count(), OfficePolicy.objects.count()) == (2, 1)
    assert verify()[1] is None


def test_a_label_changes_with_its_history(office: Office) -> None:
    """周以宁 words a leaf better; the trail keeps both wordings."""
    leaf = node("B1.6")
    leaf.label, leaf.points = "向下属单位转嫁、摊派费用", "查往来款\n查下属单位报销"
    actions.save_node(leaf, by=office.planner)
    changed = Event.objects.latest("seq").changes[0]["fields"]["label"]
    assert changed == ["向下属单位转嫁费用", "向下属单位转嫁、摊派费用"]
    leaf.code = "B1.7"
    with pytest.raises(Refused, match="编码"):
        actions.save_node(leaf, by=office.planner)


@pytest.mark.parametrize("code", ["B2.1", "B1.0", "B1", "B1.6", "B1.123", "b1.2"])
def test_a_leaf_is_added_under_its_branch_alone(office: Office, code: str) -> None:
    """The code says the branch, and is free."""
    with pytest.raises(InvalidField, match="编码"):
        actions.add_node(TaxonomyNode(parent=node("B1"), code=code, label="新内容"), by=office.planner)
    actions.add_node(TaxonomyNode(parent=node("B1"), code="B1.10", label="新内容"), by=office.planner)
    actions.add_node(TaxonomyNode(parent=node("B1"), code="B1.9", label="又一项"), by=office.planner)
    assert [each.code for each in queries.leaves(office.edition)] == ["B1.6", "B1.9", "B1.10"]


def test_a_branch_is_retired_from_its_leaves_up(office: Office) -> None:
    """An aspect with leaves in use stays; a leaf comes back after its aspect."""
    with pytest.raises(Refused, match="停用下级"):
        actions.retire_node(node("B1"), by=office.planner)
    actions.retire_node(node("B1.6"), by=office.planner)
    assert queries.leaves(office.edition) == []
    actions.retire_node(node("B1"), by=office.planner)
    with pytest.raises(Refused, match="先恢复上级"):
        actions.restore_node(node("B1.6"), by=office.planner)


def test_a_new_edition_leaves_the_old_one_as_it_was(office: Office) -> None:
    """Findings keep theirs; the old one is closed; the new one counts from its day."""
    actions.add_node(TaxonomyNode(parent=node("B1"), code="B1.7", label="停用的"), by=office.planner)
    actions.retire_node(node("B1.7"), by=office.planner)
    today = timezone.localdate()
    with pytest.raises(InvalidField, match="启用日期"):
        actions.issue_edition("新版", "", date(2009, 1, 1), by=office.planner)
    edition = actions.issue_edition("2027年版", "领导小组会议", today + timedelta(days=30), by=office.planner)
    assert [each.code for each in queries.nodes(edition)] == ["B", "B1", "B1.6"]
    assert node("B1.6").parent == node("B1")
    assert queries.current_edition() == office.edition
    with pytest.raises(Refused, match="新版"):
        actions.retire_node(office.leaf, by=office.planner)
    assert TaxonomyEdition.objects.count() == 2


def test_the_top_office_keeps_it(office: Office) -> None:
    """Not a leader, not a county's planner while the city has one."""
    with pytest.raises(NotAllowed):
        actions.retire_node(node("B1.6"), by=office.leader)
    grant = office.other_head.grants.get()
    with act("demo.load", by=SYSTEM) as change:
        grant.role, grant.jurisdiction, grant.unit = "planner", office.county, None
        change.save(grant)
    with pytest.raises(NotAllowed):
        actions.retire_node(node("B1.6"), by=office.other_head)
