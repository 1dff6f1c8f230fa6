"""Writing and changing a finding."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from xuncha.domain.findings import Cure, Severity
from xuncha.domain.taxonomy import default_taxonomy
from xuncha.records.fieldwork import queries as fieldwork
from xuncha.records.findings import actions, queries
from xuncha.web.components.fields import coded, day, paragraph, several
from xuncha.web.components.records import NewPage, RecordForm
from xuncha.web.office.findings.findings import CRUMBS
from xuncha.web.office.findings.holder_forms import Holders, HolderSet, initial
from xuncha.web.office.findings.leaf_picker import LeafField

PLAIN = (
    "title", "leaf", "symptom", "cause", "rule_broken", "severity", "cure", "persons", "happened_from",
    "happened_until", "tags",
)  # fmt: skip


def tag_choices() -> list[Any]:
    """The cross tags under the question each group answers."""
    return [
        (_(group.label), [(tag.code, _(tag.label)) for tag in group.tags]) for group in default_taxonomy().tag_groups
    ]


class FindingForm(forms.Form):
    """Symptom, cause, whose duty, which rule; the rows of duty-holders stand below."""

    title = forms.CharField(label=_("问题"), max_length=200)
    leaf = LeafField()
    paper = forms.ChoiceField(label=_("底稿"), required=False, help_text=_("写入报告前须有组长已签批的底稿支撑"))
    symptom = paragraph(_("问题表现"))
    cause = paragraph(_("问题原因"), required=False)
    rule_broken = paragraph(_("违反的规定"), required=False, rows=2)
    severity = coded(Severity, _("程度"), initial=Severity.ORDINARY)
    cure = coded(Cure, _("整改类别"), initial=Cure.CONCENTRATED)
    amount = forms.DecimalField(label=_("涉及金额（元）"), required=False, min_value=0, max_digits=16, decimal_places=2)
    persons = forms.IntegerField(label=_("涉及人数"), required=False, min_value=0, max_value=1_000_000, initial=0)
    happened_from = day(_("发生时间起"), required=False)
    happened_until = day(_("发生时间止"), required=False)
    repeats = forms.ChoiceField(label=_("上轮已指出"), required=False, help_text=_("同一单位以往巡察已指出的同一问题"))
    tags = several(_("交叉标签"), required=False)

    def __init__(self, *args: Any, inspection: Any, finding: Any = None, **kwargs: Any) -> None:
        """Offer the papers, the earlier findings and the people of this unit."""
        super().__init__(*args, **kwargs)
        self.papers = {str(paper.pk): paper for paper in queries.signed_papers(inspection)}
        self.earlier = {str(old.pk): old for old in queries.earlier(inspection)[:300]}
        self._offer("paper", self.papers)
        self._offer("repeats", self.earlier)
        self.fields["tags"].choices = tag_choices()  # type: ignore[attr-defined]
        self.known = Holders(inspection.unit)
        self.holders = HolderSet(
            data=self.data if self.is_bound else None, prefix="holders",
            initial=initial(finding) if finding else None, form_kwargs={"holders": self.known},
        )  # fmt: skip

    def _offer(self, name: str, records: dict[str, Any]) -> None:
        choices = [("", "—"), *((key, str(record)) for key, record in records.items())]
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def is_valid(self) -> bool:
        """The rows must stand as well."""
        return super().is_valid() & self.holders.is_valid()

    def clean(self) -> dict[str, Any]:
        """The end of a period does not come before its beginning."""
        data = super().clean() or {}
        begins, ends = data.get("happened_from"), data.get("happened_until")
        if begins and ends and ends < begins:
            self.add_error("happened_until", _("不能早于开始时间"))
        return data

    def fill(self, finding: Any) -> Any:
        """Put what was filled in into the record; yuan are kept as fen."""
        data = self.cleaned_data
        for name in PLAIN:
            setattr(finding, name, data[name])
        finding.persons = data["persons"] or 0
        finding.amount_fen = None if data["amount"] is None else int(data["amount"] * 100)
        finding.paper = self.papers.get(data["paper"])
        finding.repeats = self.earlier.get(data["repeats"])
        return finding

    def duty_holders(self) -> list[Any]:
        """The rows filled in."""
        return [self.known.build(row.cleaned_data) for row in self.holders if row.cleaned_data.get("kind")]


class FindingNew(NewPage):
    """Write a finding."""

    permission = "finding.write"
    title = _("登记问题")
    template_name = "office/findings/finding_new.html"
    form_class = FindingForm
    crumbs: ClassVar = CRUMBS
    done = _("已保存")

    def choices(self) -> QuerySet[Any]:
        """Inspections on which this person may write findings."""
        return fieldwork.inspections(self.user, self.permission)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form which inspection it is about."""
        return {"inspection": self.inspection}

    def get_initial(self) -> dict[str, Any]:
        """Start from the paper, where one is named in the address."""
        return {"paper": self.request.GET.get("paper", "")}

    def act(self, form: Any) -> str:
        """Write it."""
        finding = form.fill(queries.new_finding(self.inspection))
        return reverse("office:finding", args=[actions.save_finding(finding, form.duty_holders(), by=self.user).pk])


class FindingEdit(RecordForm):
    """Change a draft."""

    permission = "finding.write"
    title = _("修改问题")
    template_name = "office/findings/finding_edit.html"
    form_class = FindingForm
    what = _("问题")
    back = "office:finding"
    crumbs: ClassVar = CRUMBS
    done = _("已保存")
    edits = True

    def found(self) -> QuerySet[Any]:
        """Findings within reach."""
        return queries.findings(self.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form what it is about."""
        return {"inspection": self.record.inspection, "finding": self.record}

    def get_initial(self) -> dict[str, Any]:
        """Start from what is kept."""
        finding = self.record
        amount = None if finding.amount_fen is None else Decimal(finding.amount_fen) / 100
        links = {"paper": str(finding.paper_id or ""), "repeats": str(finding.repeats_id or "")}
        kept = {name: getattr(finding, name) for name in PLAIN}
        return kept | links | {"leaf": finding.leaf.code, "amount": amount}

    def act(self, form: Any) -> str:
        """Keep the change."""
        actions.save_finding(form.fill(self.record), form.duty_holders(), by=self.user)
        return self.address()
