"""Addresses."""

from __future__ import annotations

from django.urls import URLPattern, path

from xuncha.web.office.rectification import extensions, feedback, look_backs, plans, reviews, scores, tasks

urlpatterns: list[URLPattern] = [
    path("feedback/", feedback.FeedbackList.as_view(), name="feedback_list"),
    path("feedback/give/", feedback.FeedbackGive.as_view(), name="feedback_give"),
    path("feedback/<int:pk>/", feedback.FeedbackPage.as_view(), name="feedback"),
    path("rectification-plans/", plans.PlanList.as_view(), name="rect_plan_list"),
    path("rectification-plans/<int:pk>/", plans.PlanPage.as_view(), name="rect_plan"),
    path("rectification-plans/<int:pk>/review/", reviews.PlanReview.as_view(), name="rect_plan_review"),
    path("tasks/", tasks.TaskList.as_view(), name="task_list"),
    path("tasks/<int:pk>/", tasks.OfficeTaskPage.as_view(), name="task"),
    path("tasks/<int:pk>/review/", reviews.TaskReview.as_view(), name="task_review"),
    path("tasks/<int:pk>/close/", tasks.Close.as_view(), name="task_close"),
    path("tasks/<int:pk>/reopen/", tasks.Reopen.as_view(), name="task_reopen"),
    path("evidence/<int:pk>/", tasks.File.as_view(), name="evidence"),
    path("extensions/", extensions.ExtensionList.as_view(), name="extension_list"),
    path("extensions/<int:pk>/", extensions.ExtensionPage.as_view(), name="extension"),
    path("extensions/<int:pk>/decide/", extensions.Decide.as_view(), name="extension_decide"),
    path("scores/", scores.ScoreList.as_view(), name="score_list"),
    path("scores/new/", scores.ScoreNew.as_view(), name="score_new"),
    path("scores/<int:pk>/", scores.ScorePage.as_view(), name="score"),
    path("look-backs/", look_backs.LookBackList.as_view(), name="lookback_list"),
    path("look-backs/new/", look_backs.LookBackNew.as_view(), name="lookback_new"),
    path("look-backs/<int:pk>/", look_backs.LookBackPage.as_view(), name="lookback"),
    path("look-backs/<int:pk>/tasks/<int:task>/", look_backs.Look.as_view(), name="lookback_look"),
    path("look-backs/<int:pk>/conclude/", look_backs.Conclude.as_view(), name="lookback_conclude"),
]
