"""A body's own opinion on a plan or a task."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from xuncha.domain.rectification import Grade, ReviewOpinion
from xuncha.records.rectification import actions, queries
from xuncha.web.components.fields import coded, paragraph
from xuncha.web.components.records import RecordForm
from xuncha.web.office.rectification import plans, tasks


class TaskOpinionForm(forms.Form):
    """Agree or not, and why."""

    opinion = coded(ReviewOpinion, _("意见"), preset=False)
    words = paragraph(_("理由"), required=False, max_length=2000, help_text=_("不同意须写明理由，单位据此续改"))


class PlanOpinionForm(TaskOpinionForm):
    """Agree or not, the grade, and why."""

    grade = coded(Grade, _("等次"), required=False)
    field_order = ("opinion", "grade", "words")


class Review(RecordForm):
    """An opinion, given for the body this person belongs to."""

    template_name = "office/rectification/review.html"
    submit = _("提出意见")
    done = _("意见已记录")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say for which body it is given."""
        return super().get_context_data(body=queries.body_of(self.user, self.permission), **kwargs)


class PlanReview(Review):
    """An opinion on a plan."""

    permission = "rect_plan.review"
    title = _("审核整改方案")
    form_class = PlanOpinionForm
    back = "office:rect_plan"
    about = plans.PlanPage
    template_name = "office/rectification/plan_review.html"
    what = _("整改方案")
    crumbs: ClassVar = plans.CRUMBS

    def found(self) -> QuerySet[Any]:
        """Plans within reach."""
        return queries.plans(self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the tasks beside the form."""
        return super().get_context_data(tasks=queries.plan_tasks(self.user, self.record), **kwargs)

    def act(self, form: forms.Form) -> str:
        """Give it."""
        actions.review_plan(self.record, queries.new_review(**form.cleaned_data), by=self.user)
        return self.address()


class TaskReview(Review):
    """An opinion on a task."""

    permission = "task.review"
    title = _("联审整改任务")
    form_class = TaskOpinionForm
    back = "office:task"
    about = tasks.OfficeTaskPage
    what = _("整改任务")
    crumbs: ClassVar = tasks.CRUMBS

    def found(self) -> QuerySet[Any]:
        """Tasks within reach."""
        return queries.tasks(self.user)

    def act(self, form: forms.Form) -> str:
        """Give it."""
        actions.review_task(self.record, queries.new_review(**form.cleaned_data), by=self.user)
        return self.address()
