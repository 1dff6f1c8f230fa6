"""Scoring schemes: one scheme, the form for a new one or a next version."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from xuncha.domain import scoring
from xuncha.domain.rectification import Grade
from xuncha.domain.scoring import DEDUCTION_SCHEME, GradeCut, Indicator, Scheme, SchemeKind
from xuncha.records.policy import actions, queries
from xuncha.records.policy.schemes import of_record
from xuncha.web.components.fields import coded, lines, paragraph
from xuncha.web.components.pages import Button, DetailPage, VerbPage, get_or_missing
from xuncha.web.office.policy.office import CRUMBS, PlaceForm

GRADES = {name: grade for grade in Grade for name in (grade.label, grade.value)}


class SchemePage(DetailPage):
    """One version of one scheme."""

    permission = "scheme.view"
    what = _("评分办法")
    template_name = "office/policy/scheme.html"
    crumbs: ClassVar = CRUMBS

    def found(self) -> QuerySet[Any]:
        """Schemes are no secret to those who work by them."""
        return queries.scheme(self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the scheme as the domain reads it."""
        return super().get_context_data(scheme=of_record(self.record), **kwargs)

    def buttons(self) -> list[Button]:
        """Offer a next version of one in use, and to retire it."""
        if not self.record.active or not self.user.reaches("scheme.edit", self.record.jurisdiction.path):
            return []
        key, ask = [self.record.pk], _("停用后不再用于新的评估，已有评分不变。确定吗？")
        return [
            Button(_("修订（发布下一版）"), reverse("office:scheme_edit", args=key), "edit", main=True),
            Button(_("停用"), reverse("office:scheme_retire", args=key), "ban", post=True, confirm=ask),
        ]


class SchemeForm(forms.Form):
    """A scheme, indicators and grades one a line."""

    label = forms.CharField(label=_("名称"), max_length=64)
    kind = coded(SchemeKind, _("计分方式"))
    base = forms.DecimalField(
        label=_("基础分"), min_value=0, max_value=1000, max_digits=6, decimal_places=2,
        help_text=_("扣分法的起始分；逐项得分的填0"),
    )  # fmt: skip
    indicators = paragraph(_("指标"), rows=6, help_text=_("一行一项：名称 最高分，例如“任务落实 40”"))
    cuts = paragraph(
        _("等次"), rows=4, help_text=_("一行一等，由高到低，最后一档为0分：最低分 档次（好、中、差） 等次名称")
    )
    source = forms.CharField(label=_("依据"), max_length=200)
    confirmed = forms.BooleanField(label=_("已核实"), required=False)

    def clean_indicators(self) -> tuple[Indicator, ...]:
        """Read each line as a name and its points."""
        found = []
        for number, line in enumerate(lines(self.cleaned_data["indicators"]), start=1):
            name, _gap, points = line.replace("\t", " ").rpartition(" ")
            found.append(Indicator(f"i{number}", name.strip(), _points(points, line)))
            if not name.strip():
                raise forms.ValidationError(_now("写成“名称 最高分”：%(line)s") % {"line": line})
        return tuple(found)

    def clean_cuts(self) -> tuple[GradeCut, ...]:
        """Read each line as least points, grade, and what it is called here."""
        found = []
        for line in lines(self.cleaned_data["cuts"]):
            parts = line.split()
            grade = _grade(parts[1]) if len(parts) > 1 else None
            if grade is None:
                raise forms.ValidationError(_now("写成“最低分 档次 等次名称”：%(line)s") % {"line": line})
            found.append(GradeCut(_points(parts[0], line), grade, parts[2] if len(parts) > 2 else grade.label))
        return tuple(found)

    def scheme(self, known: Iterable[Indicator]) -> Scheme:
        """Give the scheme; an indicator keeps its code from version to version while it keeps its name."""
        said = self.cleaned_data
        indicators = scoring.coded(((each.label, each.most) for each in said["indicators"]), known)
        return Scheme(
            "local", 1, said["label"], SchemeKind(said["kind"]), said["base"], indicators, said["cuts"], said["source"],
            said["confirmed"],
        )  # fmt: skip


class SchemeNew(PlaceForm):
    """Issue a scheme of the place's own."""

    permission = "scheme.edit"
    title = _("新建评分办法")
    form_class = SchemeForm
    crumbs: ClassVar = CRUMBS
    done = _("已发布")

    def get_initial(self) -> dict[str, Any]:
        """Start from the usual scheme."""
        return written(DEDUCTION_SCHEME) | {"label": "", "source": ""}

    def act(self, form: Any) -> str:
        """Issue it."""
        record = actions.issue_scheme(self.place, form.scheme(()), by=self.user)
        return reverse("office:scheme", args=[record.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer the way back."""
        return super().get_context_data(back=self.address(), **kwargs)


class SchemeEdit(SchemeNew):
    """Issue the next version; scores given by the one before keep it."""

    title = _("修订评分办法")
    lead = _("修订后为新的一版，此前的评分仍按原版")
    edits = True

    @cached_property
    def record(self) -> Any:
        """The version the address names."""
        return get_or_missing(queries.scheme(self.kwargs["pk"]), self.kwargs["pk"], _("评分办法"))

    @cached_property
    def place(self) -> Any:
        """The place whose scheme it is."""
        return self.record.jurisdiction

    def get_initial(self) -> dict[str, Any]:
        """Start from what is in use."""
        return written(of_record(self.record))

    def act(self, form: Any) -> str:
        """Issue the next version."""
        scheme = form.scheme(of_record(self.record).indicators)
        record = actions.issue_scheme(self.place, scheme, by=self.user, replaces=self.record)
        return reverse("office:scheme", args=[record.pk])


class SchemeRetire(VerbPage):
    """Use a scheme no more."""

    permission = "scheme.edit"
    what = _("评分办法")
    done = _("已停用")

    def found(self) -> QuerySet[Any]:
        """Schemes are no secret to those who work by them."""
        return queries.scheme(self.kwargs["pk"])

    def act(self) -> None:
        """Do it."""
        actions.retire_scheme(self.record, by=self.user)

    def address(self) -> str:
        """Back to the scheme."""
        return reverse("office:scheme", args=[self.kwargs["pk"]])


def written(scheme: Scheme) -> dict[str, Any]:
    """A scheme as the form shows it."""
    return {
        "label": scheme.label, "kind": scheme.kind, "base": scheme.base, "source": scheme.source,
        "confirmed": scheme.confirmed,
        "indicators": "\n".join(f"{each.label} {each.most}" for each in scheme.indicators),
        "cuts": "\n".join(f"{cut.least} {cut.grade.label} {cut.label}" for cut in scheme.cuts),
    }  # fmt: skip


def _grade(text: str) -> Grade | None:
    return GRADES.get(text) or next((grade for grade in Grade if _now(grade.label) == text), None)


def _points(text: str, line: str) -> Decimal:
    try:
        points = Decimal(text)
    except InvalidOperation:
        points = Decimal(-1)
    if not points.is_finite() or not 0 <= points <= 1000:
        raise forms.ValidationError(_now("分值应为0至1000的数字：%(line)s") % {"line": line})
    return points
