"""Addresses of the inspected unit's pages."""

from __future__ import annotations

from django.urls import URLPattern, path

from xuncha.web.unit import feedback, home, plan_tasks, plans, tasks, team

app_name = "unit"
urlpatterns: list[URLPattern] = [
    path("", home.Home.as_view(), name="home"),
    path("feedback/", feedback.FeedbackPage.as_view(), name="feedback"),
    path("feedback/<int:pk>/receive/", feedback.Receive.as_view(), name="feedback_receive"),
    path("plan/", plans.CurrentPlan.as_view(), name="plan"),
    path("plans/<int:pk>/", plans.PlanPage.as_view(), name="plan_of"),
    path("plans/<int:pk>/edit/", plans.PlanEdit.as_view(), name="plan_edit"),
    path("plans/<int:pk>/submit/", plans.PlanSubmit.as_view(), name="plan_submit"),
    path("plans/<int:pk>/tasks/new/", plan_tasks.TaskNew.as_view(), name="task_new"),
    path("tasks/", tasks.TaskList.as_view(), name="task_list"),
    path("tasks/<int:pk>/", tasks.UnitTaskPage.as_view(), name="task"),
    path("tasks/<int:pk>/edit/", plan_tasks.TaskEdit.as_view(), name="task_edit"),
    path("tasks/<int:pk>/remove/", plan_tasks.TaskRemove.as_view(), name="task_remove"),
    path("tasks/<int:pk>/measures/new/", plan_tasks.MeasureNew.as_view(), name="measure_new"),
    path("tasks/<int:pk>/progress/new/", tasks.ProgressNew.as_view(), name="progress_new"),
    path("tasks/<int:pk>/evidence/new/", tasks.EvidenceUpload.as_view(), name="evidence_upload"),
    path("tasks/<int:pk>/submit/", tasks.TaskSubmit.as_view(), name="task_submit"),
    path("tasks/<int:pk>/extension/", tasks.ExtensionRequest.as_view(), name="extension_request"),
    path("measures/<int:pk>/edit/", plan_tasks.MeasureEdit.as_view(), name="measure_edit"),
    path("measures/<int:pk>/remove/", plan_tasks.MeasureRemove.as_view(), name="measure_remove"),
    path("measures/<int:pk>/done/", tasks.MeasureDone.as_view(), name="measure_done"),
    path("evidence/<int:pk>/", tasks.File.as_view(), name="evidence"),
    path("evidence/<int:pk>/withdraw/", tasks.EvidenceWithdraw.as_view(), name="evidence_withdraw"),
    path("team/", team.TeamPage.as_view(), name="team"),
    path("inspections/<int:pk>/objections/new/", team.ObjectionNew.as_view(), name="objection_new"),
]
