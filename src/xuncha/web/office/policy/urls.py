"""Addresses."""

from __future__ import annotations

from django.urls import URLPattern, path

from xuncha.web.office.policy import exposure, office, schemes, taxonomy

urlpatterns: list[URLPattern] = [
    path("taxonomy/", taxonomy.TaxonomyPage.as_view(), name="taxonomy"),
    path("taxonomy/editions/new/", taxonomy.EditionNew.as_view(), name="edition_new"),
    path("taxonomy/<int:pk>/", taxonomy.NodePage.as_view(), name="node"),
    path("taxonomy/<int:pk>/edit/", taxonomy.NodeEdit.as_view(), name="node_edit"),
    path("taxonomy/<int:pk>/new/", taxonomy.NodeNew.as_view(), name="node_new"),
    path("taxonomy/<int:pk>/retire/", taxonomy.NodeRetire.as_view(), name="node_retire"),
    path("taxonomy/<int:pk>/restore/", taxonomy.NodeRestore.as_view(), name="node_restore"),
    path("policy/", office.PolicyPage.as_view(), name="policy"),
    path("policy/<int:place>/deadlines/<slug:step>/", office.DeadlineEdit.as_view(), name="deadline_edit"),
    path("policy/deadlines/<int:pk>/clear/", office.DeadlineClear.as_view(), name="deadline_clear"),
    path("policy/<int:place>/rules/", office.RulesEdit.as_view(), name="policy_edit"),
    path("policy/<int:place>/exposure/", exposure.ExposureEdit.as_view(), name="exposure_edit"),
    path("policy/<int:place>/schemes/new/", schemes.SchemeNew.as_view(), name="scheme_new"),
    path("policy/schemes/<int:pk>/", schemes.SchemePage.as_view(), name="scheme"),
    path("policy/schemes/<int:pk>/edit/", schemes.SchemeEdit.as_view(), name="scheme_edit"),
    path("policy/schemes/<int:pk>/retire/", schemes.SchemeRetire.as_view(), name="scheme_retire"),
]
