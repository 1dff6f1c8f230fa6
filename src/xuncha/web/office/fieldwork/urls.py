"""Addresses."""

from __future__ import annotations

from django.urls import URLPattern, path

from xuncha.web.office.fieldwork import document_requests, interviews, visits

urlpatterns: list[URLPattern] = [
    path("interviews/", interviews.InterviewList.as_view(), name="interview_list"),
    path("interviews/new/", interviews.InterviewNew.as_view(), name="interview_new"),
    path("interviews/<int:pk>/", interviews.InterviewPage.as_view(), name="interview"),
    path("interviews/<int:pk>/edit/", interviews.InterviewEdit.as_view(), name="interview_edit"),
    path("visits/", visits.VisitList.as_view(), name="visit_list"),
    path("visits/new/", visits.VisitNew.as_view(), name="visit_new"),
    path("visits/<int:pk>/", visits.VisitPage.as_view(), name="visit"),
    path("visits/<int:pk>/edit/", visits.VisitEdit.as_view(), name="visit_edit"),
    path("document-requests/", document_requests.DocumentRequestList.as_view(), name="document_request_list"),
    path("document-requests/new/", document_requests.DocumentRequestNew.as_view(), name="document_request_new"),
    path("document-requests/<int:pk>/", document_requests.DocumentRequestPage.as_view(), name="document_request"),
    path(
        "document-requests/<int:pk>/edit/",
        document_requests.DocumentRequestEdit.as_view(),
        name="document_request_edit",
    ),
    path("document-requests/<int:pk>/lend/", document_requests.Lend.as_view(), name="document_request_lend"),
    path("document-requests/<int:pk>/return/", document_requests.GiveBack.as_view(), name="document_request_return"),
]
