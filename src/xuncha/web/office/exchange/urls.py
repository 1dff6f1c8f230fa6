"""Addresses."""

from __future__ import annotations

from django.urls import path

from xuncha.web.office.exchange import blanks, exports, imports

urlpatterns = [
    path("imports/", imports.ImportList.as_view(), name="import_list"),
    path("imports/new/", imports.ImportNew.as_view(), name="import_new"),
    path("imports/blank/<str:table>.<str:form>", blanks.BlankTable.as_view(), name="import_blank"),
    path("imports/<int:pk>/", imports.ImportPage.as_view(), name="import"),
    path("imports/<int:pk>/columns/", imports.ImportColumns.as_view(), name="import_columns"),
    path("imports/<int:pk>/progress/", imports.ImportProgress.as_view(), name="import_progress"),
    path("imports/<int:pk>/problems.xlsx", imports.ImportProblems.as_view(), name="import_problems"),
    path("imports/<int:pk>/start/", imports.ImportStart.as_view(), name="import_start"),
    path("exports/", exports.ExportList.as_view(), name="export_list"),
    path("exports/<int:pk>/", exports.ExportPage.as_view(), name="export"),
    path("exports/<int:pk>/progress/", exports.ExportProgress.as_view(), name="export_progress"),
    path("exports/<int:pk>/file/", exports.ExportDownload.as_view(), name="export_download"),
]
