"""The words of the talent pool: posts of the office, kinds of training, why somebody cannot serve, grades."""

from __future__ import annotations

from xuncha.domain.words import N_, Labelled


class OfficePost(Labelled):
    """A kind of post in the establishment (编制) of an inspection office; general knowledge.

    The office's director and deputies are the leading posts of the office as a body, and kept there.
    """

    TEAM_LEADER = "team_leader", N_("专职巡察组组长")
    TEAM_DEPUTY = "team_deputy", N_("专职巡察组副组长")
    OFFICER = "officer", N_("巡察专员")
    STAFF = "staff", N_("巡察办工作人员")


class TrainingKind(Labelled):
    """What a course was for."""

    ENTRY = "entry", N_("入库培训")
    BEFORE_ROUND = "before_round", N_("巡前培训")
    TOPIC = "topic", N_("专题培训")
    HIGHER = "higher", N_("上级调训")


class AbsenceReason(Labelled):
    """Why somebody of the pool cannot serve for a while; a kind of reason and nothing closer."""

    HEALTH = "health", N_("身体原因")
    FAMILY = "family", N_("家庭原因")
    DUTIES = "duties", N_("原单位工作不能脱开")
    STUDY = "study", N_("脱产学习")
    SECONDMENT = "secondment", N_("借调其他工作")
    MOVING = "moving", N_("岗位变动")
    REVIEW = "review", N_("接受组织审查或处分影响期内")
    OTHER = "other", N_("其他原因")


class AppraisalGrade(Labelled):
    """How somebody served in one round; the four grades are those of the yearly assessment of civil servants."""

    EXCELLENT = "excellent", N_("优秀")
    COMPETENT = "competent", N_("称职")
    BASIC = "basic", N_("基本称职")
    UNFIT = "unfit", N_("不称职")


class ServiceRule(Labelled):
    """What decides whether somebody of the pool may serve in a round."""

    IN_POOL = "in_pool", N_("在库")
    AVAILABLE = "available", N_("能够到岗")
    ELSEWHERE = "elsewhere", N_("不同时进两个组")
    APPRAISED = "appraised", N_("胜任")
    TRAINED = "trained", N_("经过培训")
    ROLE = "role", N_("职务相符")
    PROMISED = "promised", N_("保密承诺")

    @property
    def missed(self) -> str:
        """The rule where it is not met, as a reason for dropping out."""
        return MISSED[self]

    @property
    def source(self) -> str:
        """Where the rule is written; "一般做法" where no published text was seen."""
        return SOURCES.get(self, CUSTOM)

    @property
    def confirmed(self) -> bool:
        """Whether a published text was seen."""
        return self in SOURCES


CUSTOM = N_("一般做法")
MISSED: dict[ServiceRule, str] = {
    ServiceRule.IN_POOL: N_("进驻期内不在库"),
    ServiceRule.AVAILABLE: N_("不能到岗"),
    ServiceRule.ELSEWHERE: N_("同期已编入其他轮次"),
    ServiceRule.APPRAISED: N_("上次考核不称职"),
    ServiceRule.TRAINED: N_("培训失效或没有培训"),
    ServiceRule.ROLE: N_("职务不符"),
    ServiceRule.PROMISED: N_("没有保密承诺"),
}
SOURCES: dict[ServiceRule, str] = {
    ServiceRule.IN_POOL: N_("《大理州巡察人才库管理办法（试行）》：每轮从人才库中抽取人员组成巡察组"),
    ServiceRule.AVAILABLE: N_("红河州2018年公布的做法：因岗位变动、身体原因、单位工作任务繁重等不能参加的及时调整出库"),
    ServiceRule.APPRAISED: N_("《大理州巡察人才库管理办法（试行）》：每轮结束逐人考核评价，不胜任的及时调整"),
    ServiceRule.PROMISED: N_("高校巡察工作流程：授权、分工、回避申请和保密承诺在动员前办结"),
}
