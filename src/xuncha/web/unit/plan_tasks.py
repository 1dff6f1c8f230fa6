"""Tasks and measures written into the plan."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.domain.findings import Cure, DutyHolderKind
from xuncha.records.rectification import actions, queries
from xuncha.web.components.fields import coded, day, paragraph
from xuncha.web.components.records import RecordForm, RecordVerb

PLAN_CRUMBS = ((_("整改方案"), "unit:plan"),)
TASK_CRUMBS = ((pgettext_lazy("list", "整改任务"), "unit:task_list"),)


class TaskForm(forms.Form):
    """What is to be done about one finding, by whom at the unit's own level, until when."""

    finding = forms.ChoiceField(label=_("对应的问题"))
    title = forms.CharField(label=_("整改任务"), max_length=200)
    goal = paragraph(_("整改目标"), required=False, rows=3, help_text=_("写成能检验的结果，不写“加强、提高”"))
    cure = coded(Cure, _("整改类别"))
    duty_kind = coded(DutyHolderKind, _("本级责任"))
    duty_leader = forms.CharField(label=_("责任领导"), max_length=64)
    duty_person = forms.CharField(label=_("责任人"), max_length=64, required=False)
    due_on = day(_("完成时限"))

    def __init__(self, *args: Any, findings: QuerySet[Any], **kwargs: Any) -> None:
        """Offer the findings fed back."""
        super().__init__(*args, **kwargs)
        self.findings = {str(finding.pk): finding for finding in findings}
        choices = [(key, f"{finding.number}. {finding.title}") for key, finding in self.findings.items()]
        self.fields["finding"].choices = choices  # type: ignore[attr-defined]

    def fill(self, task: Any) -> Any:
        """Put what was filled in into the record."""
        for name in ("title", "goal", "cure", "duty_kind", "duty_leader", "duty_person", "due_on"):
            setattr(task, name, self.cleaned_data[name])
        task.finding = self.findings[self.cleaned_data["finding"]]
        return task


class TaskNew(RecordForm):
    """Add a task to a plan."""

    permission = "task.write"
    title = _("添加整改任务")
    form_class = TaskForm
    back = "unit:plan_of"
    crumbs: ClassVar = PLAN_CRUMBS
    what = _("整改方案")
    done = _("已添加，请继续写整改措施")

    def found(self) -> QuerySet[Any]:
        """Plans within reach."""
        return queries.plans(self.user)

    def get_initial(self) -> dict[str, Any]:
        """The end of the period is the latest date; the first finding without a task comes first."""
        finding = self.request.GET.get("finding") or queries.next_finding(self.user, self.record)
        return {"due_on": self.record.period_until, "finding": finding}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form the findings."""
        return {"findings": queries.fed_back_findings(self.user, self.record.inspection)}

    def act(self, form: Any) -> str:
        """Add it."""
        task = actions.save_task(form.fill(queries.new_task(self.record)), by=self.user)
        return reverse("unit:task", args=[task.pk])


class OnTask(RecordForm):
    """A form on one task."""

    back = "unit:task"
    crumbs: ClassVar = TASK_CRUMBS
    what = _("整改任务")

    def found(self) -> QuerySet[Any]:
        """Tasks within reach."""
        return queries.tasks(self.user)


class TaskEdit(OnTask):
    """Change a task."""

    permission = "task.write"
    title = _("修改整改任务")
    form_class = TaskForm
    done = _("已保存")
    edits = True

    def get_initial(self) -> dict[str, Any]:
        """Start from what is kept."""
        task = self.record
        names = ("title", "goal", "cure", "duty_kind", "duty_leader", "duty_person", "due_on")
        return {name: getattr(task, name) for name in names} | {"finding": str(task.finding_id)}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form the findings."""
        return {"findings": queries.fed_back_findings(self.user, self.record.inspection)}

    def act(self, form: Any) -> str:
        """Keep the change."""
        actions.save_task(form.fill(self.record), by=self.user)
        return self.address()


class TaskRemove(RecordVerb):
    """Take a task out of the plan."""

    permission = "task.write"
    what = _("整改任务")
    done = _("已删除")

    def found(self) -> QuerySet[Any]:
        """Tasks within reach."""
        return queries.tasks(self.user)

    def act(self) -> None:
        """Take it out."""
        actions.remove_task(self.record, by=self.user)

    def address(self) -> str:
        """Back to the plan."""
        return reverse("unit:plan_of", args=[self.record.plan_id])


class MeasureForm(forms.Form):
    """One measure with an accountable person and a date."""

    text = paragraph(_("整改措施"), rows=3, max_length=2000)
    accountable = forms.CharField(label=_("责任人"), max_length=64)
    due_on = day(_("完成时限"))

    def fill(self, measure: Any) -> Any:
        """Put what was filled in into the record."""
        for name in ("text", "accountable", "due_on"):
            setattr(measure, name, self.cleaned_data[name])
        return measure


class MeasureNew(OnTask):
    """Add a measure."""

    permission = "task.write"
    title = _("添加整改措施")
    form_class = MeasureForm
    done = _("已添加")

    def get_initial(self) -> dict[str, Any]:
        """Start with the task's own person and date."""
        return {"accountable": self.record.duty_person or self.record.duty_leader, "due_on": self.record.due_on}

    def act(self, form: Any) -> str:
        """Add it."""
        actions.save_measure(form.fill(queries.new_measure(self.record)), by=self.user)
        return self.address()


class OnMeasure(RecordForm):
    """A form on one measure, back to its task."""

    crumbs: ClassVar = TASK_CRUMBS
    what = _("整改措施")

    def found(self) -> QuerySet[Any]:
        """Measures within reach."""
        return queries.measures(self.user)

    def address(self) -> str:
        """The task's page."""
        return reverse("unit:task", args=[self.record.task_id])


class MeasureEdit(OnMeasure):
    """Change a measure."""

    permission = "task.write"
    title = _("修改整改措施")
    form_class = MeasureForm
    done = _("已保存")
    edits = True

    def get_initial(self) -> dict[str, Any]:
        """Start from what is kept."""
        return {name: getattr(self.record, name) for name in ("text", "accountable", "due_on")}

    def act(self, form: Any) -> str:
        """Keep the change."""
        actions.save_measure(form.fill(self.record), by=self.user)
        return self.address()


class MeasureRemove(RecordVerb):
    """Take a measure out."""

    permission = "task.write"
    what = _("整改措施")
    done = _("已删除")

    def found(self) -> QuerySet[Any]:
        """Measures within reach."""
        return queries.measures(self.user)

    def act(self) -> None:
        """Take it out."""
        actions.remove_measure(self.record, by=self.user)

    def address(self) -> str:
        """The task's page."""
        return reverse("unit:task", args=[self.record.task_id])
