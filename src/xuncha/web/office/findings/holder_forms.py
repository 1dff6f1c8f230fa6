"""Whose duty a finding comes down to: several rows, each a body or a person and which duty of theirs it was."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from xuncha.domain.findings import DutyHolderKind
from xuncha.records.fieldwork.queries import leading_posts
from xuncha.records.findings import queries
from xuncha.web.components.fields import coded
from xuncha.web.components.writing import aside


class Holders:
    """Who can be named for one unit: its leading body, its head, its people, the bodies below it."""

    def __init__(self, unit: Any) -> None:
        """Read them once for all rows."""
        self.unit = unit
        self.posts = {f"person:{post.person_id}": post for post in leading_posts(unit)}
        self.below = {f"unit:{below.pk}": below for below in unit.subordinates.order_by("name")}
        self.head = next((post.person for post in self.posts.values() if post.head), None)

    def choices(self) -> list[tuple[str, Any]]:
        """People and subordinate bodies to choose from."""
        people = [(key, f"{post.person.name}{aside(post.title)}") for key, post in self.posts.items()]
        below = [(key, unit.name) for key, unit in self.below.items()]
        return [("", "—"), (_now("班子成员"), people), (_now("下属单位"), below)]

    def build(self, row: dict[str, Any]) -> Any:
        """Make the record of one row; what can be known from its kind need not be typed."""
        kind = DutyHolderKind(row["kind"])
        post, below = self.posts.get(row["who"]), self.below.get(row["who"])
        person = post.person if post else None
        name = row["name"].strip()
        if kind is DutyHolderKind.HEAD and person is None and not name:
            person = self.head
        unit = below if kind is DutyHolderKind.SUBORDINATE else self.unit
        if not name:
            name = self._named(kind, person, below)
        return queries.new_holder(kind, name, row["duty"], unit, person)

    def _named(self, kind: DutyHolderKind, person: Any, below: Any) -> str:
        if kind is DutyHolderKind.LEADING_BODY:
            return f"{self.unit.name}领导班子"
        if kind is DutyHolderKind.OWN_LEVEL:
            return str(self.unit.name)
        return str(below.name if below else person.name if person else "")


class HolderForm(forms.Form):
    """One row; without a kind it is empty and left out."""

    kind = coded(DutyHolderKind, _("类别"), required=False)
    who = forms.ChoiceField(label=_("从名单选择"), required=False)
    name = forms.CharField(label=_("或填写名称"), max_length=128, required=False)
    duty = forms.CharField(label=_("应负的责任"), max_length=200, required=False)

    def __init__(self, *args: Any, holders: Holders, **kwargs: Any) -> None:
        """Offer people and bodies."""
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = holders.choices()  # type: ignore[attr-defined]
        self.holders = holders

    def clean(self) -> dict[str, Any]:
        """A row that says something says whose kind of duty it is, and names somebody."""
        data = super().clean() or {}
        said = any(data.get(name) for name in ("who", "name", "duty"))
        if said and not data.get("kind"):
            self.add_error("kind", _("请选择责任主体类别"))
        elif data.get("kind") and not self.holders.build({"who": "", "name": "", "duty": "", **data}).name:
            self.add_error("who", _("请选择或填写责任主体"))
        return data


HolderSet = forms.formset_factory(HolderForm, extra=2, max_num=20, absolute_max=40)


def initial(finding: Any) -> list[dict[str, Any]]:
    """The rows of a finding as the forms start with them."""
    rows = []
    for holder in queries.duty_holders(finding):
        below = holder.kind == DutyHolderKind.SUBORDINATE and holder.unit_id
        who = f"unit:{holder.unit_id}" if below else f"person:{holder.person_id}" if holder.person_id else ""
        rows.append({"kind": holder.kind, "who": who, "name": holder.name, "duty": holder.duty})
    return rows
