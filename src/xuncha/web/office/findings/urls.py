"""Addresses."""

from __future__ import annotations

from django.urls import URLPattern, path

from xuncha.web.office.findings import (
    branches,
    decisions,
    finding_forms,
    findings,
    leads,
    leaf_picker,
    paper_forms,
    papers,
    patterns,
    reports,
)

urlpatterns: list[URLPattern] = [
    path("papers/", papers.PaperList.as_view(), name="paper_list"),
    path("papers/new/", paper_forms.PaperNew.as_view(), name="paper_new"),
    path("papers/<int:pk>/", papers.PaperPage.as_view(), name="paper"),
    path("papers/<int:pk>/edit/", paper_forms.PaperEdit.as_view(), name="paper_edit"),
    path("papers/<int:pk>/handle/", papers.Handle.as_view(), name="paper_handle"),
    path("papers/<int:pk>/check/", papers.Check.as_view(), name="paper_check"),
    path("papers/<int:pk>/sign/", papers.Sign.as_view(), name="paper_sign"),
    path("papers/<int:pk>/return/", papers.Return.as_view(), name="paper_return"),
    path("findings/", findings.FindingList.as_view(), name="finding_list"),
    path("findings/new/", finding_forms.FindingNew.as_view(), name="finding_new"),
    path("findings/leaves/", leaf_picker.LeafOptions.as_view(), name="leaf_options"),
    path("findings/statistics/", branches.FindingStatistics.as_view(), name="finding_statistics"),
    path("findings/<int:pk>/", findings.FindingPage.as_view(), name="finding"),
    path("findings/<int:pk>/edit/", finding_forms.FindingEdit.as_view(), name="finding_edit"),
    path("findings/<int:pk>/pattern/", patterns.PatternEdit.as_view(), name="finding_pattern"),
    path("findings/<int:pk>/confirm/", findings.Confirm.as_view(), name="finding_confirm"),
    path("findings/<int:pk>/amend/", findings.Amend.as_view(), name="finding_amend"),
    path("leads/", leads.LeadList.as_view(), name="lead_list"),
    path("leads/new/", leads.LeadNew.as_view(), name="lead_new"),
    path("leads/<int:pk>/", leads.LeadPage.as_view(), name="lead"),
    path("leads/<int:pk>/edit/", leads.LeadEdit.as_view(), name="lead_edit"),
    path("leads/<int:pk>/hand-over/", leads.HandOver.as_view(), name="lead_hand_over"),
    path("leads/<int:pk>/receive/", leads.Receive.as_view(), name="lead_receive"),
    path("leads/<int:pk>/report-back/", leads.ReportBack.as_view(), name="lead_report_back"),
    path("reports/", reports.ReportList.as_view(), name="report_list"),
    path("reports/new/", reports.ReportNew.as_view(), name="report_new"),
    path("reports/<int:pk>/", reports.ReportPage.as_view(), name="report"),
    path("reports/<int:pk>/edit/", reports.ReportEdit.as_view(), name="report_edit"),
    path("reports/<int:pk>/enter/", reports.Enter.as_view(), name="report_enter"),
    path("reports/<int:pk>/withdraw/", reports.Withdraw.as_view(), name="report_withdraw"),
    path("reports/<int:pk>/submit/", reports.Submit.as_view(), name="report_submit"),
    path("reports/<int:pk>/return/", reports.Return.as_view(), name="report_return"),
    path("decisions/", decisions.DecisionList.as_view(), name="decision_list"),
    path("decisions/new/", decisions.DecisionNew.as_view(), name="decision_new"),
    path("decisions/<int:pk>/", decisions.DecisionPage.as_view(), name="decision"),
]
