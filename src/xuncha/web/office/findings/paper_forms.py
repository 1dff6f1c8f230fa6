"""Drafting and changing a working paper."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from xuncha.domain import access
from xuncha.domain.papers import PaperSource
from xuncha.records.fieldwork import queries as fieldwork
from xuncha.records.findings import actions, queries
from xuncha.web.components.fields import coded, day, lines, paragraph, several
from xuncha.web.components.records import NewPage, RecordForm
from xuncha.web.office.fieldwork.outings import seat_choices
from xuncha.web.office.findings.leaf_picker import LeafField
from xuncha.web.office.findings.papers import CRUMBS

PLAIN = (
    "title", "leaf", "source", "summary", "process", "happened_from", "happened_until", "place", "circumstances",
    "effect", "basis",
)  # fmt: skip


class PaperForm(forms.Form):
    """The form of a paper. Parts may still be missing in a draft; they are asked for when it is signed."""

    title = forms.CharField(label=_("底稿名称"), max_length=200, help_text=_("一份底稿只写一个问题"))
    leaf = LeafField()
    source = coded(PaperSource, _("来源"))
    summary = paragraph(_("问题摘要"), rows=3)
    process = paragraph(_("发现过程"), required=False, help_text=_("用什么方式、由谁、何时、何地发现"))
    happened_from = day(_("发生时间起"), required=False)
    happened_until = day(_("发生时间止"), required=False)
    place = forms.CharField(label=_("地点"), max_length=128, required=False)
    circumstances = paragraph(_("情节"), required=False, rows=3)
    effect = paragraph(_("影响"), required=False, rows=3)
    basis = paragraph(_("定性依据"), required=False, rows=3, help_text=_("违反的党内法规、法律法规和政策条款"))
    evidence = paragraph(_("证据清单"), required=False, rows=3, help_text=_("每行一份"))
    handlers = several(_("经办人（至少两名）"))

    def __init__(self, *args: Any, inspection: Any, **kwargs: Any) -> None:
        """Offer those seats that may handle a paper."""
        super().__init__(*args, **kwargs)
        able = [seat for seat in fieldwork.seats(inspection) if access.allowed("paper.handle", seat.role)]
        self.seats = {str(seat.pk): seat for seat in able}
        self.fields["handlers"].choices = seat_choices(able)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The end of a period does not come before its beginning."""
        data = super().clean() or {}
        begins, ends = data.get("happened_from"), data.get("happened_until")
        if begins and ends and ends < begins:
            self.add_error("happened_until", _("不能早于开始时间"))
        return data

    def fill(self, paper: Any) -> Any:
        """Put what was filled in into the record."""
        for name in PLAIN:
            setattr(paper, name, self.cleaned_data[name])
        paper.evidence = lines(self.cleaned_data["evidence"])
        return paper

    def handlers_chosen(self) -> list[Any]:
        """The seats chosen."""
        return [self.seats[key] for key in self.cleaned_data["handlers"]]


class PaperNew(NewPage):
    """Draft a paper."""

    permission = "paper.write"
    title = _("起草底稿")
    form_class = PaperForm
    crumbs: ClassVar = CRUMBS
    done = _("已起草，请经办人签名")

    def choices(self) -> QuerySet[Any]:
        """Inspections on which this person may draft papers."""
        return fieldwork.inspections(self.user, self.permission)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form whose team to offer."""
        return {"inspection": self.inspection}

    def act(self, form: Any) -> str:
        """Draft it."""
        paper = actions.save_paper(form.fill(queries.new_paper(self.inspection)), form.handlers_chosen(), by=self.user)
        return reverse("office:paper", args=[paper.pk])


class PaperEdit(RecordForm):
    """Change a paper that is not yet handed on."""

    permission = "paper.write"
    title = _("修改底稿")
    lead = _("修改后，已有的签名作废，须重新签名")
    form_class = PaperForm
    what = _("底稿")
    back = "office:paper"
    crumbs: ClassVar = CRUMBS
    done = _("已保存")
    edits = True

    def found(self) -> QuerySet[Any]:
        """Papers within reach."""
        return queries.papers(self.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form whose team to offer."""
        return {"inspection": self.record.inspection}

    def get_initial(self) -> dict[str, Any]:
        """Start from what is kept."""
        paper = self.record
        kept = {name: getattr(paper, name) for name in PLAIN}
        handlers = [str(handler.member_id) for handler in paper.handlers.all()]
        return kept | {"leaf": paper.leaf.code, "evidence": "\n".join(paper.evidence), "handlers": handlers}

    def act(self, form: Any) -> str:
        """Keep the change."""
        actions.save_paper(form.fill(self.record), form.handlers_chosen(), by=self.user)
        return self.address()
