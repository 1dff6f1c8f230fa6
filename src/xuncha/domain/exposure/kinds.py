"""The ways an inspector and a unit come to know each other."""

from __future__ import annotations

from xuncha.domain.words import N_, Labelled


class Acquaintance(Labelled):
    """What makes an inspector known to a unit: through somebody of its leading body, or by the unit itself."""

    KIN = "kin", N_("亲属")
    COLLEAGUE = "colleague", N_("曾经共事")
    SAME_CLASS = "same_class", N_("同班")
    SAME_YEAR = "same_year", N_("同校同级")
    SAME_SCHOOL = "same_school", N_("同校同期")
    JOINT_SERVICE = "joint_service", N_("曾同组巡察")
    MET_INSPECTING = "met_inspecting", N_("曾是巡察与被巡察双方")
    SERVED_THERE = "served_there", N_("曾在该单位工作")
    SERVED_NEXT = "served_next", N_("曾在其上级或下属单位工作")
    INSPECTED_UNIT = "inspected_unit", N_("曾巡察该单位")
    GREW_UP = "grew_up", N_("在当地长大")
    LIVES = "lives", N_("在当地居住")
    SAME_LINE = "same_line", N_("同属一个系统")
    DECLARED = "declared", N_("申报的关系")
    THROUGH = "through", N_("经一人间接认识")


PERSONAL = (
    Acquaintance.KIN,
    Acquaintance.COLLEAGUE,
    Acquaintance.SAME_CLASS,
    Acquaintance.SAME_YEAR,
    Acquaintance.SAME_SCHOOL,
    Acquaintance.JOINT_SERVICE,
    Acquaintance.MET_INSPECTING,
)
"""Between two people: with somebody of the leading body, or with a go-between."""

WEIGHED = tuple(kind for kind in Acquaintance if kind not in (Acquaintance.DECLARED, Acquaintance.THROUGH))
"""Those the policy gives points to: a declared tie brings its own, a go-between a share of the weaker of two."""

ENDLESS = frozenset({Acquaintance.KIN, Acquaintance.GREW_UP, Acquaintance.SAME_LINE})
"""What never ends, or counts only while it lasts, and so never fades."""
