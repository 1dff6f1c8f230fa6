"""Addresses of teams and of those who must stand aside."""

from __future__ import annotations

from django.urls import URLPattern, path

from xuncha.web.office.teams import (
    appraisals,
    authorisation,
    conflicts,
    declarations,
    forming,
    members,
    objections,
    promises,
    teams,
    waivers,
)

urlpatterns: list[URLPattern] = [
    path("teams/", teams.TeamList.as_view(), name="team_list"),
    path("teams/new/", teams.TeamNew.as_view(), name="team_new"),
    path("teams/<int:pk>/", teams.TeamPage.as_view(), name="team"),
    path("teams/<int:pk>/edit/", teams.TeamEdit.as_view(), name="team_edit"),
    path("teams/<int:pk>/delete/", teams.TeamDelete.as_view(), name="team_delete"),
    path("teams/<int:pk>/recheck/", teams.TeamRecheck.as_view(), name="team_recheck"),
    path("teams/<int:pk>/form/", forming.FormTeam.as_view(), name="team_form"),
    path("teams/<int:pk>/propose/", authorisation.TeamPropose.as_view(), name="team_propose"),
    path("teams/<int:pk>/authorise/", authorisation.TeamAuthorise.as_view(), name="team_authorise"),
    path("members/<int:pk>/remove/", members.MemberRemove.as_view(), name="member_remove"),
    path("members/<int:pk>/replace/", members.MemberReplace.as_view(), name="member_replace"),
    path("members/<int:pk>/declare/", declarations.DeclarationNew.as_view(), name="declaration_new"),
    path("members/<int:pk>/promise/", promises.PromiseNew.as_view(), name="promise_new"),
    path("members/<int:pk>/promise/paper/", promises.PromiseRecord.as_view(), name="promise_record"),
    path("members/<int:pk>/appraise/", appraisals.Appraise.as_view(), name="appraisal_edit"),
    path("conflicts/", conflicts.ConflictList.as_view(), name="conflict_list"),
    path("waivers/", waivers.WaiverList.as_view(), name="waiver_list"),
    path("waivers/new/", waivers.WaiverNew.as_view(), name="waiver_new"),
    path("waivers/<int:pk>/", waivers.WaiverPage.as_view(), name="waiver"),
    path("waivers/<int:pk>/decide/", waivers.WaiverDecide.as_view(), name="waiver_decide"),
    path("objections/", objections.ObjectionList.as_view(), name="objection_list"),
    path("objections/<int:pk>/", objections.ObjectionPage.as_view(), name="objection"),
    path("objections/<int:pk>/decide/", objections.ObjectionDecide.as_view(), name="objection_decide"),
]
