"""Addresses."""

from __future__ import annotations

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from xuncha.web.office.people import acquaintance, checking, facts, inspectors, persons, places, ties, units


class FactKind(StringConverter):
    """The kinds of facts held about a person."""

    regex = "|".join(facts.FORMS)


register_converter(FactKind, "fact_kind")

urlpatterns: list[URLPattern] = [
    path("places/", places.PlaceList.as_view(), name="place_list"),
    path("places/new/", places.PlaceNew.as_view(), name="place_new"),
    path("places/<int:pk>/", places.PlacePage.as_view(), name="place"),
    path("places/<int:pk>/edit/", places.PlaceEdit.as_view(), name="place_edit"),
    path("units/", units.UnitList.as_view(), name="unit_list"),
    path("units/new/", units.UnitNew.as_view(), name="unit_new"),
    path("units/<int:pk>/", units.UnitPage.as_view(), name="unit"),
    path("units/<int:pk>/edit/", units.UnitEdit.as_view(), name="unit_edit"),
    path("units/<int:pk>/leaders/new/", units.LeaderNew.as_view(), name="unit_leader_new"),
    path("persons/", persons.PersonList.as_view(), name="person_list"),
    path("persons/new/", persons.PersonNew.as_view(), name="person_new"),
    path("persons/expired/", facts.ExpiredFacts.as_view(), name="fact_expired"),
    path("persons/<int:pk>/", persons.PersonPage.as_view(), name="person"),
    path("persons/<int:pk>/edit/", persons.PersonEdit.as_view(), name="person_edit"),
    path("persons/<int:pk>/<fact_kind:kind>/new/", facts.FactNew.as_view(), name="fact_new"),
    path("persons/<int:pk>/<fact_kind:kind>/<int:fact>/edit/", facts.FactEdit.as_view(), name="fact_edit"),
    path("persons/<int:pk>/<fact_kind:kind>/<int:fact>/remove/", facts.FactRemove.as_view(), name="fact_remove"),
    path("inspectors/", inspectors.InspectorList.as_view(), name="inspector_list"),
    path("inspectors/new/", inspectors.InspectorNew.as_view(), name="inspector_new"),
    path("inspectors/<int:pk>/", inspectors.InspectorPage.as_view(), name="inspector"),
    path("inspectors/<int:pk>/leave/", inspectors.InspectorLeave.as_view(), name="inspector_leave"),
    path("inspectors/<int:pk>/return/", inspectors.InspectorReturn.as_view(), name="inspector_return"),
    path("inspectors/<int:pk>/edit/", inspectors.InspectorEdit.as_view(), name="inspector_edit"),
    path("inspectors/<int:pk>/exposure/<int:inspection>/", acquaintance.ExposurePage.as_view(), name="exposure"),
    path("ties/", ties.TieList.as_view(), name="tie_list"),
    path("ties/new/", ties.TieNew.as_view(), name="tie_new"),
    path("ties/check/", checking.TieCheck.as_view(), name="tie_check"),
    path("ties/<int:pk>/", ties.TiePage.as_view(), name="tie"),
    path("ties/<int:pk>/edit/", ties.TieEdit.as_view(), name="tie_edit"),
    path("ties/<int:pk>/verify/", ties.TieVerify.as_view(), name="tie_verify"),
    path("ties/<int:pk>/remove/", ties.TieRemove.as_view(), name="tie_remove"),
]
