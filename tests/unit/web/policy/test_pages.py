"""Pages of what offices settle: supervision content, deadlines, rules, schemes."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Office
from xuncha.domain.recusal import STRICT
from xuncha.domain.steps import Step
from xuncha.domain.teams import TeamPolicy
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.people.models import Jurisdiction
from xuncha.records.policy import actions, queries
from xuncha.records.policy.models import DeadlineSetting, ScoringScheme, TaxonomyEdition, TaxonomyNode
from xuncha.web.office.policy.office import NUMBERS, in_words


def get(client: Client, page: str, /, *args: Any, **query: Any) -> str:
    """The page, which must be there."""
    response = client.get(reverse(f"office:{page}", args=args), query)
    assert response.status_code == 200, response.content.decode()
    return response.content.decode()


def send(client: Client, page: str, /, *args: Any, **fields: Any) -> Any:
    """What came of sending a form, followed to the page it leads to."""
    return client.post(reverse(f"office:{page}", args=args), fields, follow=True)


@pytest.fixture
def planner(client: Client, office: Office) -> Client:
    """周以宁 signed in."""
    return office.login(client, office.planner)


def test_the_tree_is_open_to_the_unit_and_not_to_administrators(client: Client, office: Office) -> None:
    """金守成 may know what is inspected; 管小机 has no business with it."""
    page = get(office.login(client, office.unit_head), "taxonomy")
    assert "向下属单位转嫁费用" in page
    assert reverse("office:edition_new") not in page
    assert client.get(reverse("office:node_edit", args=[office.leaf.pk])).status_code == 403
    assert office.login(client, office.system).get(reverse("office:taxonomy")).status_code == 403


def test_a_leaf_is_worded_added_retired_and_restored(planner: Client, office: Office) -> None:
    """Each act shows in the node's own history."""
    leaf = office.leaf
    fields = {"label": "向下属单位摊派费用", "points": "查往来款", "kinds": ["bureau"], "seen": "on"}
    page = send(planner, "node_edit", leaf.pk, **fields).content.decode()
    assert "向下属单位转嫁费用 → 向下属单位摊派费用" in page
    assert "查往来款" in page
    above = leaf.parent_id
    assert 'value="B1.1"' in get(planner, "node_new", above)
    assert send(planner, "node_new", above, code="C1.1", label="错的").status_code == 422
    send(planner, "node_new", above, code="B1.1", label="违规吃喝")
    added = TaxonomyNode.objects.get(code="B1.1")
    assert "停用下级" in send(planner, "node_retire", above).content.decode()
    assert "恢复使用" in send(planner, "node_retire", added.pk).content.decode()
    assert queries.leaves(office.edition) == [leaf]
    send(planner, "node_restore", added.pk)
    assert len(queries.leaves(office.edition)) == 2


def test_a_new_edition_is_issued_and_the_old_one_still_read(planner: Client, office: Office) -> None:
    """The old edition is shown without a button to change it."""
    send(planner, "edition_new", name="2027年版", source="领导小组会议", issued_on="2020-01-01")
    edition = TaxonomyEdition.objects.get(number=2)
    assert "2027年版" in get(planner, "taxonomy")
    assert "2010年1月1日" in get(planner, "taxonomy", edition=office.edition.pk)
    assert reverse("office:node_edit", args=[office.leaf.pk]) not in get(planner, "node", office.leaf.pk)
    assert queries.current_edition() == edition


def test_a_bigger_tree_takes_no_more_queries(planner: Client, office: Office) -> None:
    """Three leaves or thirty."""
    counts = []
    for start, stop in ((10, 13), (13, 40)):
        with act("demo.load", by=SYSTEM) as change:
            change.create_many(
                TaxonomyNode(edition=office.edition, code=f"B1.{number}", label="内容", parent=office.leaf.parent)
                for number in range(start, stop)
            )
        with CaptureQueriesContext(connection) as asked:
            get(planner, "taxonomy")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_deadlines_say_where_they_come_from(planner: Client, office: Office) -> None:
    """The usual figure first, then the city's with its source; given up, the usual one again."""
    assert "固原做法" in get(planner, "policy")
    fields = {"amount": 2, "unit": "months", "source": "云岫市办法", "confirmed": "on"}
    page = send(planner, "deadline_edit", office.city.pk, "acceptance", **fields).content.decode()
    assert "云岫市办法" in page
    assert "2个月" in page
    assert "云岫市办法" in get(planner, "policy", place=office.county.pk)
    assert send(planner, "deadline_edit", office.city.pk, "acceptance", **fields | {"source": ""}).status_code == 422
    assert planner.get(reverse("office:deadline_edit", args=[office.city.pk, "plan"])).status_code == 404
    assert "云岫市办法" not in send(planner, "deadline_clear", DeadlineSetting.objects.get().pk).content.decode()


def test_the_rules_are_chosen_and_shown_in_words(planner: Client, office: Office) -> None:
    """Every rule of the stricter profile, no placeholder left in its words."""
    assert "从严规则" not in get(planner, "policy")
    numbers = {name: value for name, value in asdict(TeamPolicy(arc_rest=7)).items() if value is not False}
    send(planner, "policy_edit", office.city.pk, recusal_profile="strict", declarations_required="on", **numbers)
    settled = queries.office_policy(office.county)
    assert settled is not None
    assert settled.team_policy == {**asdict(TeamPolicy(arc_rest=7)), "declarations_required": True}
    page = get(planner, "policy")
    for rule in STRICT.rules:
        words = str(in_words(rule))
        assert words in page
        assert "%" not in words
    wrong = send(planner, "policy_edit", office.city.pk, recusal_profile="strict", **numbers | {"cross_share": 3})
    assert wrong.status_code == 422


def test_every_number_of_the_team_rules_has_its_words() -> None:
    """A number added to the domain needs a label here."""
    assert set(NUMBERS) == set(asdict(TeamPolicy()))


def test_a_unit_sees_deadlines_and_schemes_and_not_the_team_rules(client: Client, office: Office) -> None:
    """金守成 may know when things are due and how they are scored, of his own county."""
    page = get(office.login(client, office.unit_head), "policy")
    assert "整改评分办法" in page
    assert "回避规则" not in page
    assert f'<option value="{office.county.pk}" selected>' in page
    assert client.get(reverse("office:policy_edit", args=[office.county.pk])).status_code == 403


def test_a_scheme_is_issued_and_revised(planner: Client, office: Office) -> None:
    """Indicators one a line; an indicator keeps its code while it keeps its name."""
    fields = {
        "label": "云岫市评分办法", "kind": "deduct", "base": "100", "source": "市委文件", "confirmed": "on",
        "indicators": "任务落实 60\n满意度 测评 40", "cuts": "85 好 优秀\n60 中\n0 差",
    }  # fmt: skip
    for wrong in (
        {"indicators": "任务落实"}, {"indicators": "任务落实 -1"}, {"cuts": "60 好\n85 中\n0 差"}, {"cuts": "85 优"},
        {"indicators": ""}, {"cuts": "85 好"},
    ):  # fmt: skip
        assert send(planner, "scheme_new", office.city.pk, **fields | wrong).status_code == 422, wrong
    assert "优秀" in send(planner, "scheme_new", office.city.pk, **fields).content.decode()
    first = ScoringScheme.objects.get()
    assert [each["label"] for each in first.body["indicators"]] == ["任务落实", "满意度 测评"]
    assert "任务落实 60" in get(planner, "scheme_edit", first.pk)
    send(planner, "scheme_edit", first.pk, **fields | {"indicators": "公开 10\n任务落实 90"})
    second = ScoringScheme.objects.get(version=2)
    assert [(each["code"], each["label"]) for each in second.body["indicators"]] == [("i3", "公开"), ("i1", "任务落实")]
    assert reverse("office:scheme_edit", args=[first.pk]) not in get(planner, "scheme", first.pk)
    assert "已停用" in send(planner, "scheme_retire", second.pk).content.decode()


def test_what_the_installation_brings_along_is_shown(planner: Client, office: Office) -> None:
    """Both schemes of the domain, to be read and revised."""
    actions.install_defaults(office.city, by=SYSTEM)
    page = get(planner, "policy")
    assert "整改评估扣分法" in page
    assert "整改评估得分法" in page
    record = ScoringScheme.objects.get(name="整改评估得分法")
    assert "整改成效" in get(planner, "scheme", record.pk)


def test_every_step_with_a_start_can_be_settled(planner: Client, office: Office) -> None:
    """The form opens for each, also where nothing is settled."""
    for step in Step:
        expected = 200 if step.terms.counted_from else 404
        assert planner.get(reverse("office:deadline_edit", args=[office.city.pk, step])).status_code == expected


@pytest.mark.parametrize("page", ["policy_edit", "exposure_edit", "scheme_new", "pool_rules"])
def test_nobody_is_shown_a_form_for_a_place_beyond_them(planner: Client, page: str) -> None:
    """周以宁 settles the rules of her city, and is told before she fills anything in that another city's are not hers."""
    place = Jurisdiction.objects.create(code="9902", name="霁川市", level="city")
    assert planner.get(reverse(f"office:{page}", args=[place.pk])).status_code == 403
