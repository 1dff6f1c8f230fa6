"""Scores: the list, one with its parts and reasons, and giving one by a scheme."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

import django_tables2 as tables
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.domain.rectification import Grade
from xuncha.domain.scoring import Mark, Scheme, SchemeKind
from xuncha.records.rectification import actions, queries
from xuncha.web.components.fields import paragraph
from xuncha.web.components.filters import RecordFilter, since, until
from xuncha.web.components.pages import Button, ListPage
from xuncha.web.components.records import NewPage, RecordPage
from xuncha.web.components.said import said
from xuncha.web.components.tables import DateColumn, LinkColumn, RecordTable
from xuncha.web.components.templatetags.xuncha import day as said_day

CRUMBS = ((pgettext_lazy("list", "整改评估"), "office:score_list"),)


class PointsColumn(tables.Column):  # type: ignore[misc]
    """Tenths of a point, as points."""

    def render(self, value: int) -> str:
        """Write the points."""
        return points(value)

    def value(self, value: int) -> float:
        """Give the figure, for the export."""
        return value / 10


def points(tenths: int) -> str:
    """87.5 for 875, 90 for 900."""
    return f"{Decimal(tenths) / 10:f}".removesuffix(".0")


def grade_words(grade: str) -> str:
    """The scheme's own word for a grade; scores brought in from elsewhere may bear the bare code."""
    return said(Grade(grade).label if grade in list(Grade) else grade)


class ScoreTable(RecordTable):
    """Columns of the list."""

    unit = LinkColumn(
        "office:score", accessor="inspection__unit", verbose_name=_("被巡察单位"), order_by="inspection__unit__name"
    )
    round = tables.Column(accessor="inspection__round", verbose_name=_("轮次"), order_by="inspection__round__name")
    scheme = tables.Column(verbose_name=_("评分办法"), order_by="scheme__name")
    total_tenths = PointsColumn(verbose_name=_("得分"))
    grade = tables.Column(verbose_name=_("等次"))
    scored_on = DateColumn(verbose_name=_("日期"), order_by=("scored_on", "pk"))

    def render_scheme(self, value: Any) -> str:
        """A scheme that ships with the product is named in the reader's language."""
        return f"{said(value.name)} v{value.version}"

    def render_grade(self, value: str) -> str:
        """A grade is named by its scheme."""
        return grade_words(value)


class ScoreFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("inspection__unit__name", "inspection__round__name", "grade", "note")
    since = since("scored_on", _("评分日期"))
    until = until("scored_on", _("评分日期"))


class ScoreList(ListPage):
    """Every score within reach."""

    permission = "score.view"
    title = pgettext_lazy("list", "整改评估")
    lead = _("按本地的评分办法评分，每一处扣分、得分都写明理由")
    table_class = ScoreTable
    filterset_class = ScoreFilter
    empty = _("集中整改期满后评分")

    def found(self) -> QuerySet[Any]:
        """Scores within reach."""
        return queries.scores(self.user)

    def buttons(self) -> list[Button]:
        """Offer to score."""
        return [Button(_("评分"), reverse("office:score_new"), "star", main=True)] if self.may("score.give") else []


class ScorePage(RecordPage):
    """One score."""

    permission = "score.view"
    what = _("整改评估")
    template_name = "office/rectification/score.html"
    crumbs: ClassVar = CRUMBS

    def found(self) -> QuerySet[Any]:
        """Scores within reach."""
        return queries.scores(self.user)

    def facts(self) -> list[tuple[Any, Any]]:
        """The outcome."""
        score = self.record
        return [
            (_("被巡察单位"), score.inspection.unit), (_("轮次"), score.inspection.round),
            (_("得分"), points(score.total_tenths)), (_("等次"), grade_words(score.grade)),
            (_("评分办法"), f"{said(score.scheme.name)} v{score.scheme.version}"), (_("日期"), said_day(score.scored_on)),
        ]  # fmt: skip

    def texts(self) -> list[tuple[Any, Any]]:
        """Where the scheme comes from, and a word on the score."""
        return [(_("说明"), self.record.note), (_("评分办法的依据"), said(self.record.scheme.source))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the parts."""
        return super().get_context_data(parts=[_part(part) for part in self.record.parts], **kwargs)


def _part(part: Any) -> dict[str, Any]:
    """One part as shown; a part kept as (name, tenths, most) has no single marks."""
    if not isinstance(part, dict):
        label, tenths, most = part
        part = {"label": label, "tenths": tenths, "most_tenths": most, "marks": []}
    marks = [(points(mark["tenths"]), mark["reason"]) for mark in part.get("marks", ())]
    return {
        "label": said(part["label"]), "points": points(part["tenths"]), "most": points(part["most_tenths"]),
        "marks": marks,
    }  # fmt: skip


class ScoreForm(forms.Form):
    """For each indicator of the scheme points and the reason for them."""

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        """Make a pair of fields for each indicator."""
        super().__init__(*args, **kwargs)
        self.scheme = scheme
        deducts = scheme.kind is SchemeKind.DEDUCT
        for indicator in scheme.indicators:
            words = {"label": said(indicator.label), "most": f"{indicator.most:f}"}
            label = _now("%(label)s：扣分（最多%(most)s分）") if deducts else _now("%(label)s：得分（最多%(most)s分）")
            self.fields[f"points_{indicator.code}"] = forms.DecimalField(
                label=label % words, min_value=0, max_value=indicator.most, max_digits=6, decimal_places=1,
                required=not deducts, initial=0 if deducts else None,
            )  # fmt: skip
            self.fields[f"reason_{indicator.code}"] = forms.CharField(
                label=_now("%(label)s：理由") % words, max_length=300, required=False
            )
        self.fields["note"] = paragraph(_("说明"), rows=3, required=False)

    def marks(self) -> list[Mark]:
        """The marks given; nothing taken off needs no reason."""
        given = (
            (each.code, self.cleaned_data[f"points_{each.code}"], self.cleaned_data[f"reason_{each.code}"])
            for each in self.scheme.indicators
        )
        return [Mark(code, value, reason) for code, value, reason in given if value]


class ScoreNew(NewPage):
    """Score one inspection's rectification."""

    permission = "score.give"
    title = _("评分")
    form_class = ScoreForm
    crumbs: ClassVar = CRUMBS
    submit = _("评分")
    done = _("已评分")
    template_name = "office/rectification/score_new.html"

    def choices(self) -> QuerySet[Any]:
        """Inspections that were fed back."""
        return queries.fed_back(self.user, self.permission)

    @property
    def schemes(self) -> dict[str, Scheme]:
        """The schemes to choose from."""
        return queries.scoring_schemes(self.inspection)

    @property
    def scheme_key(self) -> str:
        """The scheme chosen in the address, else the first."""
        known = self.schemes
        key = self.request.GET.get("scheme", "")
        return key if key in known else next(iter(known))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form the scheme."""
        return {"scheme": self.schemes[self.scheme_key]}

    def act(self, form: Any) -> str:
        """Score."""
        score = actions.give_score(
            self.inspection, self.scheme_key, form.marks(), by=self.user, note=form.cleaned_data["note"]
        )
        return reverse("office:score", args=[score.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer the other schemes."""
        if self.inspection:
            kwargs |= {"schemes": self.schemes.items(), "scheme_key": self.scheme_key}
        return super().get_context_data(**kwargs)
