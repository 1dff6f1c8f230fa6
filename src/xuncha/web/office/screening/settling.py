"""What is made of a flag: checked on site, explained, part of a finding."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from xuncha.records.findings import queries as findings
from xuncha.records.screening import actions, queries
from xuncha.web.components.fields import paragraph
from xuncha.web.components.pages import ActionPage, get_or_missing
from xuncha.web.office.screening.flags import CRUMBS, FlagPage, reason_of

KEPT, NEW = "f", "i"
"""How a choice begins: a finding that is there, or an inspection to begin one in."""


class OfFlag(ActionPage):
    """A form on one flag."""

    permission = "flag.settle"
    crumbs: ClassVar = CRUMBS

    def found(self) -> QuerySet[Any]:
        """Flags this person may settle."""
        return queries.flags(self.user, "flag.settle")

    @property
    def record(self) -> Any:
        """The flag the address names."""
        if not hasattr(self, "_record"):
            self._record = get_or_missing(self.found(), self.kwargs["pk"], FlagPage.what)
        return self._record

    def address(self) -> str:
        """The flag's own page."""
        return reverse("office:flag", args=[self.record.pk])

    def get_crumbs(self) -> list[tuple[Any, str]]:
        """End with the flag."""
        return [*super().get_crumbs(), (self.record, self.address())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say why it was raised, above the form."""
        return super().get_context_data(back=self.address(), texts=[(_("提示理由"), reason_of(self.record))], **kwargs)


class WordsForm(forms.Form):
    """A few words."""

    words = paragraph(_("核实情况"), rows=4, max_length=1000)


class CheckForm(forms.Form):
    """How it is to be checked; may stay empty."""

    words = forms.CharField(
        label=_("怎样核实"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ToCheck(OfFlag):
    """Put it on the list of what is checked on site."""

    title = _("列入检查清单")
    form_class = CheckForm
    submit = _("列入")
    done = _("已列入检查清单")

    def act(self, form: forms.Form) -> str:
        """Do it."""
        actions.to_check(self.record, form.cleaned_data["words"], by=self.user)
        return self.address()


class Explain(OfFlag):
    """Put down the honest explanation."""

    title = _("已说明")
    lead = _("写明核实的情况和依据；以后的筛查不再就同样的行提示")
    form_class = WordsForm
    done = _("已记录说明")

    def act(self, form: forms.Form) -> str:
        """Do it."""
        actions.explain(self.record, form.cleaned_data["words"], by=self.user)
        return self.address()


class AttachForm(forms.Form):
    """Into which finding: one being written, or a new one of an inspection."""

    into = forms.ChoiceField(label=_("并入"), help_text=_("可以并入正在办理的问题，或在一次巡察中新建问题草稿"))
    leaf = forms.ChoiceField(label=_("监督内容"), required=False, help_text=_("新建问题时选择"))

    def __init__(self, *args: Any, choices: list[tuple[str, Any]], **kwargs: Any) -> None:
        """Offer what there is."""
        super().__init__(*args, **kwargs)
        self.fields["into"].choices = choices  # type: ignore[attr-defined]
        leaves = [(leaf.pk, str(leaf)) for leaf in findings.leaves()]
        self.fields["leaf"].choices = [("", "—"), *leaves]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A new finding needs a leaf."""
        data = self.cleaned_data
        if data.get("into", "").startswith(NEW) and not data.get("leaf"):
            self.add_error("leaf", _("新建问题须选择监督内容"))
        return data


class Attach(OfFlag):
    """Make it part of a finding, its rows attached."""

    title = _("形成问题")
    lead = _("所指的人员、科目、供应商和摘要用语记为这一问题的账目特征，销号后据以监测")
    form_class = AttachForm
    submit = _("形成问题")
    done = _("已形成问题")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Findings being written first, then a new one in each inspection."""
        flag = self.record
        kept = [(f"{KEPT}{each.pk}", str(each)) for each in queries.findings_for(self.user, flag)]
        inspections = queries.inspections_for(self.user, flag)
        new = [(f"{NEW}{each.pk}", _("新建：%(inspection)s") % {"inspection": each}) for each in inspections]
        return {"choices": [*kept, *new]}

    def act(self, form: forms.Form) -> str:
        """Do it, and go on with the finding."""
        into, leaf = form.cleaned_data["into"], form.cleaned_data["leaf"]
        key = int(into[1:])
        if into[0] == KEPT:
            finding = actions.attach(
                self.record, queries.findings_for(self.user, self.record).get(pk=key), by=self.user
            )
        else:
            inspection = queries.inspections_for(self.user, self.record).get(pk=key)
            chosen = findings.leaves().get(pk=leaf)
            finding = actions.begin_finding(self.record, inspection, chosen, by=self.user)
        return reverse("office:finding", args=[finding.pk])
