"""Levels of jurisdictions, kinds of units, and the bodies that inspect, hear and review."""

from __future__ import annotations

from xuncha.domain.words import N_, Labelled

Key = int | str
"""What a record is known by. One installation uses one kind throughout, for 1 is not "1"."""


class Level(Labelled):
    """Level of a jurisdiction."""

    PROVINCE = "province", N_("省级")
    CITY = "city", N_("市级")
    COUNTY = "county", N_("县级")


class UnitKind(Labelled):
    """What a unit is, which decides the topics looked at."""

    TOWN = "town", N_("乡镇（街道）")
    BUREAU = "bureau", N_("党政部门")
    COMPANY = "company", N_("国有企业")
    SCHOOL = "school", N_("学校")
    HOSPITAL = "hospital", N_("医院")
    VILLAGE = "village", N_("村（社区）")
    INSTITUTION = "institution", N_("直属事业单位")
    OTHER = "other", N_("其他单位")


class ReviewBody(Labelled):
    """Who judges plans, evidence and close-outs."""

    OFFICE = "office", N_("巡察办")
    DISCIPLINE = "discipline", N_("纪委监委")
    ORGANISATION = "organisation", N_("组织部")
    LINE = "line", N_("业务主管部门")


class Hearing(Labelled):
    """Who hears the results of a round, in this order."""

    LEADING_GROUP = "leading_group", N_("巡察工作领导小组")
    SECRETARY = "secretary", N_("书记专题会")
