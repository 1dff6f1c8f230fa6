"""Appraising how a member served."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.domain.pool import AppraisalGrade
from xuncha.records.teams import actions, pool
from xuncha.web.components.fields import coded, paragraph
from xuncha.web.components.records import RecordForm


class AppraisalForm(forms.Form):
    """Grade and words."""

    grade = coded(AppraisalGrade, _("等次"), widget=forms.RadioSelect)
    comment = paragraph(_("评语"), required=False, help_text=_("评为基本称职、不称职的，须写明理由"))


class Appraise(RecordForm):
    """Appraise a member, or change the appraisal given."""

    permission = "appraisal.write"
    title = _("考核评价")
    lead = _("每轮结束逐人评价；只由巡察办、组织部、组长和本人查看")
    what = _("组员")
    form_class = AppraisalForm
    done = _("已评价")
    back = "office:team"
    crumbs: ClassVar = ((pgettext_lazy("list", "巡察组"), "office:team_list"),)

    def found(self) -> QuerySet[Any]:
        """The members this person may appraise."""
        return pool.appraisable(self.user)

    def get_initial(self) -> dict[str, Any]:
        """Start from the appraisal given."""
        given = pool.appraisals(self.user).filter(member=self.record).first()
        return {"grade": given.grade, "comment": given.comment} if given else {}

    def address(self) -> str:
        """Back to the team."""
        return reverse("office:team", args=[self.record.team_id])

    def act(self, form: forms.Form) -> str:
        """Appraise."""
        grade = AppraisalGrade(form.cleaned_data["grade"])
        actions.appraise(self.record, grade, form.cleaned_data["comment"], by=self.user)
        return self.address()
