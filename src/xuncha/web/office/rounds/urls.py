"""Addresses of terms, plans, rounds and inspections."""

from __future__ import annotations

from django.urls import URLPattern, path

from xuncha.web.office.rounds import inspections, pick_units, place_grid, plans, rounds, steps, terms

urlpatterns: list[URLPattern] = [
    path("terms/", terms.TermList.as_view(), name="term_list"),
    path("terms/new/", terms.TermNew.as_view(), name="term_new"),
    path("terms/<int:pk>/edit/", terms.TermEdit.as_view(), name="term_edit"),
    path("plans/", plans.PlanList.as_view(), name="plan_list"),
    path("plans/new/", plans.PlanNew.as_view(), name="plan_new"),
    path("plans/<int:pk>/", plans.PlanPage.as_view(), name="plan"),
    path("plans/<int:pk>/edit/", plans.PlanEdit.as_view(), name="plan_edit"),
    path("plans/<int:pk>/places/", place_grid.PlaceGrid.as_view(), name="plan_places"),
    path("plans/<int:pk>/units/", pick_units.PlanUnits.as_view(), name="plan_units"),
    path("plans/<int:pk>/approve/", plans.PlanApprove.as_view(), name="plan_approve"),
    path("plan-lines/<int:pk>/remove/", plans.PlanLineRemove.as_view(), name="plan_line_remove"),
    path("rounds/", rounds.RoundList.as_view(), name="round_list"),
    path("rounds/new/", rounds.RoundNew.as_view(), name="round_new"),
    path("rounds/<int:pk>/", rounds.RoundPage.as_view(), name="round"),
    path("rounds/<int:pk>/edit/", rounds.RoundEdit.as_view(), name="round_edit"),
    path("rounds/<int:pk>/modes/", rounds.RoundModes.as_view(), name="round_modes"),
    path("rounds/<int:pk>/places/", place_grid.RoundGrid.as_view(), name="round_places"),
    path("rounds/<int:pk>/units/", pick_units.RoundUnits.as_view(), name="round_units"),
    path("rounds/<int:pk>/from-plan/", pick_units.RoundFromPlan.as_view(), name="round_from_plan"),
    path("rounds/<int:pk>/approve/", rounds.RoundApprove.as_view(), name="round_approve"),
    path("inspections/", inspections.InspectionList.as_view(), name="inspection_list"),
    path("inspections/<int:pk>/", inspections.InspectionPage.as_view(), name="inspection"),
    path("inspections/<int:pk>/edit/", inspections.InspectionEdit.as_view(), name="inspection_edit"),
    path("inspections/<int:pk>/remove/", inspections.InspectionRemove.as_view(), name="inspection_remove"),
    path("inspections/<int:pk>/announce/", inspections.InspectionAnnounce.as_view(), name="inspection_announce"),
    path("inspections/<int:pk>/refer/", inspections.InspectionRefer.as_view(), name="inspection_refer"),
    path("inspections/<int:pk>/steps/<str:step>/", steps.StepComplete.as_view(), name="step_complete"),
]
