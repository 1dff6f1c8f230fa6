"""Addresses of staffing a round."""

from __future__ import annotations

from django.urls import URLPattern, path

from xuncha.web.office.staffing import approval, asking, attempts, needs, round_page, seat, wishes

urlpatterns: list[URLPattern] = [
    path("staffing/<int:pk>/", round_page.StaffingPage.as_view(), name="staffing"),
    path("staffing/<int:pk>/needs/", needs.NeedsPage.as_view(), name="staffing_needs"),
    path("staffing/<int:pk>/rules/", needs.RulesPage.as_view(), name="staffing_rules"),
    path("staffing/<int:pk>/lend/", needs.LendPage.as_view(), name="staffing_lend"),
    path("staffing/<int:pk>/wishes/", wishes.WishesPage.as_view(), name="staffing_wishes"),
    path("staffing/<int:pk>/ask/", asking.AskPage.as_view(), name="staffing_ask"),
    path("staffing-guests/<int:pk>/remove/", needs.GuestRemove.as_view(), name="staffing_guest_remove"),
    path("staffing-wishes/<int:pk>/remove/", wishes.WishRemove.as_view(), name="staffing_wish_remove"),
    path("staffing-attempts/<int:pk>/", attempts.AttemptPage.as_view(), name="staffing_attempt"),
    path("staffing-attempts/<int:pk>/progress/", attempts.AttemptProgress.as_view(), name="staffing_progress"),
    path("staffing-attempts/<int:pk>/cancel/", asking.AttemptCancel.as_view(), name="staffing_cancel"),
    path("staffing-attempts/<int:pk>/seat/", seat.SeatPage.as_view(), name="staffing_seat"),
    path("staffing-attempts/<int:pk>/compare/", attempts.AttemptCompare.as_view(), name="staffing_compare"),
    path("staffing-attempts/<int:pk>/download/", attempts.AttemptDownload.as_view(), name="staffing_download"),
    path("staffing-attempts/<int:pk>/propose/", approval.PlanPropose.as_view(), name="staffing_propose"),
    path("staffing-attempts/<int:pk>/approve/", approval.PlanApprove.as_view(), name="staffing_approve"),
]
