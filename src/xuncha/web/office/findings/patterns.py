"""By what a finding about money would be known again in a ledger: a form, and how it is shown."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.domain.ledgers import RuleFamily
from xuncha.records.findings import actions, queries
from xuncha.web.components.fields import coded, lines
from xuncha.web.components.records import RecordForm
from xuncha.web.components.writing import joined

LISTS = (
    ("words", _("摘要用语"), _("每行一项，如“管理局无法入账”；账目摘要含有其中一项即提示")),
    ("accounts", _("涉及科目"), _("每行一项，支出经济分类或科目编码，如30217")),
    ("suppliers", _("涉及供应商"), _("每行一项，统一社会信用代码或供应商编码")),
)


def pattern_facts(pattern: Any) -> list[tuple[Any, Any]]:
    """What a finding is known by, as facts of its page; nothing where nothing was said."""
    if pattern is None:
        return []
    shown = [(label, joined(getattr(pattern, name))) for name, label, _help in LISTS if getattr(pattern, name)]
    persons = [(_("涉及人员"), len(pattern.persons))] if pattern.persons else []
    return [(_("账目特征"), pattern.get_family_display()), *shown, *persons]


class PatternForm(forms.Form):
    """A family and three lists; persons come from the rows of a red flag alone."""

    family = coded(RuleFamily, _("疑点类别"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """One box a list."""
        super().__init__(*args, **kwargs)
        for name, label, help_text in LISTS:
            box = forms.Textarea(attrs={"rows": 3})
            self.fields[name] = forms.CharField(
                label=label, help_text=help_text, widget=box, required=False, max_length=1000
            )


class PatternEdit(RecordForm):
    """Say by what a finding would be known again."""

    permission = "finding.write"
    title = _("账目特征")
    lead = _("问题销号后，据此对原单位、上级和下属单位以后的账目继续监测")
    what = _("问题")
    back = "office:finding"
    crumbs: ClassVar = ((pgettext_lazy("list", "问题"), "office:finding_list"),)
    form_class = PatternForm
    done = _("已保存")

    def found(self) -> QuerySet[Any]:
        """Findings within reach."""
        return queries.findings(self.user)

    def get_initial(self) -> dict[str, Any]:
        """Start from what was said."""
        pattern = queries.pattern_of(self.record)
        if pattern is None:
            return {"family": RuleFamily.DISPLACEMENT}
        return {"family": pattern.family, **{name: "\n".join(getattr(pattern, name)) for name, *_rest in LISTS}}

    def act(self, form: forms.Form) -> str:
        """Settle it."""
        pattern = queries.pattern_of(self.record) or queries.new_pattern(self.record)
        pattern.family = form.cleaned_data["family"]
        for name, *_rest in LISTS:
            setattr(pattern, name, lines(form.cleaned_data[name]))
        actions.settle_pattern(pattern, by=self.user)
        return self.address()
