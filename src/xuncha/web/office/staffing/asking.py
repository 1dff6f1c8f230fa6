"""Asking for a plan, and stopping the search."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from xuncha.records.staffing import actions, queries
from xuncha.web.components.pages import VerbPage
from xuncha.web.office.staffing.round_page import RoundForm

GAPS = (
    (0.01, _("足够好：与理论最好相差不超过 1 %（推荐）")),
    (0.001, _("更精细：相差不超过 0.1 %，要多等一会儿")),
    (0.05, _("先看看：相差不超过 5 %，最快")),
)
SECONDS = (
    (60, _("1 分钟")),
    (120, _("2 分钟（推荐）")),
    (300, _("5 分钟")),
    (600, _("10 分钟")),
)


class AskForm(forms.Form):
    """How good, how long, and whether an earlier plan is to be kept as far as can be."""

    gap = forms.TypedChoiceField(label=_("好到什么程度"), coerce=float, choices=GAPS, widget=forms.RadioSelect)
    seconds = forms.TypedChoiceField(
        label=_("最长等多久"), coerce=int, choices=SECONDS, help_text=_("到时即停，给出当时最好的方案和已证明的差距")
    )
    basis: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        None, label=_("尽量少改哪个方案"), required=False, empty_label=_("不限，重新编组"),
        help_text=_("有人因病等原因不能参加时选它：只动必须动的人"),
    )  # fmt: skip
    seed = forms.IntegerField(
        label=_("随机数种子"), min_value=1, max_value=1_000_000, initial=1,
        help_text=_("同样的问题、同样的种子，结果相同"),
    )  # fmt: skip

    def __init__(self, *args: Any, attempts: QuerySet[Any], **kwargs: Any) -> None:
        """Offer the plans there are."""
        super().__init__(*args, **kwargs)
        basis = self.fields["basis"]
        basis.queryset = attempts  # type: ignore[attr-defined]
        basis.label_from_instance = lambda each: _("方案 %(number)s（%(objective)s 点）") % {  # type: ignore[attr-defined]
            "number": each.number, "objective": each.objective,
        }  # fmt: skip


class AskPage(RoundForm):
    """Start a search."""

    title = _("开始编组")
    lead = _("在后台计算，可以离开本页；计算中随时能看到目前最好的方案，也可以停止")
    form_class = AskForm
    submit = _("开始编组")

    def get_initial(self) -> dict[str, Any]:
        """What most will want."""
        return {"gap": GAPS[0][0], "seconds": SECONDS[1][0], "basis": self.request.GET.get("basis"), "seed": 1}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the plans there are."""
        return {"attempts": queries.attempts_of(self.user, self.round).filter(objective__isnull=False)}

    def act(self, form: forms.Form) -> str:
        """Ask for it."""
        data = form.cleaned_data
        basis = queries.attempts(self.user).filter(pk=data["basis"].pk).first() if data["basis"] else None
        attempt = actions.ask(
            self.round, by=self.user, gap=data["gap"], seconds=data["seconds"], seed=data["seed"], basis=basis
        )
        return reverse("office:staffing_attempt", args=[attempt.pk])


class AttemptCancel(VerbPage):
    """Stop a search; the best plan so far is kept."""

    permission = "staffing.edit"
    what = _("编组方案")
    done = _("已停止，保留目前最好的方案")

    def found(self) -> QuerySet[Any]:
        """Attempts within reach."""
        return queries.attempts(self.user, self.permission)

    def act(self) -> None:
        """Stop it."""
        actions.cancel(self.record, by=self.user)

    def address(self) -> str:
        """Back to the attempt."""
        return reverse("office:staffing_attempt", args=[self.record.pk])
