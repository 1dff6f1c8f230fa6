"""The two profiles of recusal rules an office may choose from."""

from __future__ import annotations

from dataclasses import dataclass

from xuncha.domain.kinship import CIVIL_SERVICE, NEAREST, KinDegree
from xuncha.domain.recusal import kin_ties, leading_body_ties, place_ties, unit_ties
from xuncha.domain.recusal.rules import Against, RecusalRule, Who
from xuncha.domain.words import N_

_BUAA = N_("北京航空航天大学公布的巡察回避规定")
_CIVIL = N_("《公务员回避规定》（2020年）")
_FUJIAN = N_("福建省交叉巡察回避做法（系统回避、属地回避、亲属回避）")
_OURS = N_("从严设定，使用前请向业务部门核实")
_L, _A = Who.LEADER_DEPUTY, Who.ANY_MEMBER
_UNIT, _BODY, _STAFF = Against.UNIT, Against.LEADING_BODY, Against.ANY_STAFF

_STANDARD_RULES = (
    RecusalRule("studied", 1, N_("就读单位"), _L, _UNIT, unit_ties.studied_there,
                N_("%(who)s%(since)s年至%(until)s年在%(unit)s就读"), _BUAA),
    RecusalRule("worked_recently", 1, N_("近三年工作单位"), _L, _UNIT, unit_ties.worked_there_recently,
                N_("%(who)s于%(since)s至%(until)s在%(unit)s任%(post)s，属近三年内工作单位"), _BUAA),
    RecusalRule("worked_long", 1, N_("工作三年以上的单位"), _L, _UNIT, unit_ties.worked_there_long,
                N_("%(who)s在%(unit)s工作累计%(years)s年，满三年"), _BUAA),
    RecusalRule("body_spouse", 1, N_("与班子成员为夫妻"), _L, _BODY,
                kin_ties.kin_in_leading_body(KinDegree.SPOUSE),
                N_("%(unit)s领导班子成员%(other)s是%(who)s的%(relation)s"), _BUAA),
    RecusalRule("body_lineal", 1, N_("与班子成员为直系血亲"), _L, _BODY,
                kin_ties.kin_in_leading_body(KinDegree.LINEAL),
                N_("%(unit)s领导班子成员%(other)s是%(who)s的直系血亲（%(relation)s）"), _BUAA),
    RecusalRule("body_command", 1, N_("近三年与班子成员有上下级关系"), _L, _BODY,
                leading_body_ties.superior_or_subordinate,
                N_("%(who)s近三年与%(unit)s领导班子成员%(other)s有上下级关系"), _BUAA),
    RecusalRule("body_colleague", 1, N_("与班子成员同班子共事"), _L, _BODY,
                leading_body_ties.same_leading_body,
                N_("%(who)s与%(unit)s领导班子成员%(other)s曾同班子共事满三年或近三年内共事"), _BUAA),
    RecusalRule("body_teacher", 1, N_("与班子成员为师生"), _L, _BODY, leading_body_ties.teacher_or_student,
                N_("%(who)s与%(unit)s领导班子成员%(other)s是师生"), _BUAA),
    RecusalRule("body_classmate", 1, N_("与班子成员为同学"), _L, _BODY, leading_body_ties.classmates,
                N_("%(who)s与%(unit)s领导班子成员%(other)s是%(school)s同班同学"), _BUAA),
    RecusalRule("body_classmate_perhaps", 1, N_("可能与班子成员为同学"), _L, _BODY,
                leading_body_ties.perhaps_classmates,
                N_("%(who)s与%(unit)s领导班子成员%(other)s%(year)s年同入%(school)s，是否同学待核实"), _BUAA),
    RecusalRule("body_supervisor", 1, N_("与班子成员同导师"), _L, _BODY, leading_body_ties.same_supervisor,
                N_("%(who)s与%(unit)s领导班子成员%(other)s师从同一导师"), _BUAA),
    RecusalRule("staff_spouse", 1, N_("与单位人员为夫妻"), _A, _STAFF,
                kin_ties.kin_among_staff(KinDegree.SPOUSE),
                N_("%(unit)s工作人员%(other)s是%(who)s的%(relation)s"), _BUAA),
    RecusalRule("staff_lineal", 1, N_("与单位人员为直系血亲"), _A, _STAFF,
                kin_ties.kin_among_staff(KinDegree.LINEAL),
                N_("%(unit)s工作人员%(other)s是%(who)s的直系血亲（%(relation)s）"), _BUAA),
    RecusalRule("own_unit", 1, N_("本单位人员"), _A, _UNIT, unit_ties.belongs_to_it,
                N_("%(who)s是%(unit)s的人员，不得巡察本单位"), _OURS, confirmed=False),
    RecusalRule("declared", 1, N_("申报或提出的其他情形"), _A, _UNIT, unit_ties.declared,
                N_("%(who)s与%(unit)s有申报的关系：%(words)s"), _BUAA),
)  # fmt: skip

_STRICT_RULES = (
    RecusalRule("kin_collateral", 1, N_("三代以内旁系血亲"), _A, _STAFF,
                kin_ties.kin_anywhere(KinDegree.COLLATERAL),
                N_("%(unit)s人员%(other)s是%(who)s的三代以内旁系血亲（%(relation)s）"), _CIVIL),
    RecusalRule("kin_in_law", 1, N_("近姻亲"), _A, _STAFF, kin_ties.kin_anywhere(KinDegree.IN_LAW),
                N_("%(unit)s人员%(other)s是%(who)s的近姻亲（%(relation)s）"), _CIVIL),
    RecusalRule("grew_up", 1, N_("地域回避（成长地）"), _L, _UNIT, place_ties.grew_up_there,
                N_("%(unit)s所在地是%(who)s的%(kind)s"), _CIVIL),
    RecusalRule("worked_related", 1, N_("近三年在上级或下属单位工作"), _L, _UNIT, unit_ties.worked_next_to_it,
                N_("%(who)s近三年在%(unit)s的上级或下属单位%(other)s任%(post)s"), _OURS, confirmed=False),
    RecusalRule("cross_line", 1, N_("系统回避"), _A, _UNIT, place_ties.same_line,
                N_("交叉巡察中%(who)s与%(unit)s同属一个系统（%(line)s）"), _FUJIAN, cross_only=True),
    RecusalRule("cross_place", 1, N_("属地回避"), _A, _UNIT, place_ties.belongs_there,
                N_("交叉巡察中%(unit)s所在地是%(who)s的%(kind)s"), _FUJIAN, cross_only=True),
)  # fmt: skip


@dataclass(frozen=True)
class RecusalProfile:
    """A named set of rules with its edition; what an office decided to work by."""

    code: str
    edition: int
    label: str
    rules: tuple[RecusalRule, ...]
    kin: frozenset[KinDegree]
    """The kin it keeps away in any seat; other kin counts as exposure."""

    def rule(self, code: str) -> RecusalRule:
        """Give a rule by its code; `KeyError` where the profile has none such."""
        found = next((rule for rule in self.rules if rule.code == code), None)
        if found is None:
            raise KeyError(code)
        return found


STANDARD = RecusalProfile("standard", 1, N_("标准规则"), _STANDARD_RULES, NEAREST)
STRICT = RecusalProfile("strict", 1, N_("从严规则"), (*_STANDARD_RULES, *_STRICT_RULES), CIVIL_SERVICE)
PROFILES = {STANDARD.code: STANDARD, STRICT.code: STRICT}


def profile(code: str) -> RecusalProfile:
    """Give a profile by its code."""
    return PROFILES[code]
