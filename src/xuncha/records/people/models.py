"""Places, bodies, people and what is held about them in order to form teams nobody can call biased."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from xuncha.domain.kinship import Relation
from xuncha.domain.organisations import Level, UnitKind
from xuncha.domain.people import Employment, FactSource, HomeKind
from xuncha.domain.pool import OfficePost
from xuncha.domain.words import N_, Labelled
from xuncha.records.audit.models import Record, coded


class Attention(Labelled):
    """How closely a body is to be looked at when rounds are planned."""

    KEY = "key", N_("重点")
    WATCH = "watch", N_("关注")
    NORMAL = "normal", N_("一般")


class TieKind(Labelled):
    """What a declared tie is."""

    KIN = "kin", N_("亲属")
    CLASSMATE = "classmate", N_("同学")
    TEACHER = "teacher", N_("师生")
    COLLEAGUE = "colleague", N_("同事")
    SUPERIOR = "superior", N_("上下级")
    WORKED_THERE = "worked_there", N_("曾在该单位工作")
    STUDIED_THERE = "studied_there", N_("曾在该单位学习")
    FRIEND = "friend", N_("朋友")
    OTHER = "other", N_("其他")


class Jurisdiction(Record):
    """A province, city or county. `path` holds the ids from the root, so that a subtree is one prefix."""

    PRIVACY: ClassVar[str] = "不含个人信息。"

    code = models.CharField(_("代码"), max_length=32, unique=True)
    name = models.CharField(_("名称"), max_length=64)
    level = coded(Level, _("层级"))
    parent = models.ForeignKey(
        "self", verbose_name=_("上级地区"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    path = models.CharField(_("路径"), max_length=200, db_index=True, default="/")
    x_km = models.FloatField(_("东西坐标（公里）"), default=0)
    y_km = models.FloatField(_("南北坐标（公里）"), default=0)

    class Meta:
        verbose_name = _("地区")
        ordering = ("path",)

    def __str__(self) -> str:
        return self.name


class Unit(Record):
    """A body that can be inspected."""

    PRIVACY: ClassVar[str] = "不含个人信息。"

    code = models.CharField(_("单位代码"), max_length=32, unique=True)
    name = models.CharField(_("单位名称"), max_length=128, db_index=True)
    kind = coded(UnitKind, _("单位类型"), db_index=True)
    jurisdiction = models.ForeignKey(
        Jurisdiction, verbose_name=_("所在地区"), on_delete=models.PROTECT, related_name="units"
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("主管（上级）单位"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="subordinates",
    )
    line = models.CharField(_("系统（条线）"), max_length=32, blank=True)
    attention = coded(Attention, _("关注程度"), default=Attention.NORMAL)
    staff_quota = models.PositiveIntegerField(_("编制数"), default=0)
    staff = models.PositiveIntegerField(_("在编人数"), default=0)
    leading_posts = models.JSONField(_("领导职务"), default=list, blank=True)
    facts = models.JSONField(_("单位情况"), default=list, blank=True)
    active = models.BooleanField(_("在册"), default=True)

    class Meta:
        verbose_name = _("单位")
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class Person(Record):
    """A person known for the recusal check: an inspector, or in the leading body or on the staff of a unit."""

    PRIVACY: ClassVar[str] = "姓名、任职：回避审查和组建巡察组所必需；离开人才库或离任且无在办事项后，按保存期限删除。"
    PRIVATE: ClassVar[frozenset[str]] = frozenset({"name", "sex", "born_on", "native_place_id"})

    code = models.CharField(_("人员编号"), max_length=32, unique=True)
    name = models.CharField(_("姓名"), max_length=64, db_index=True)
    sex = models.CharField(_("性别"), max_length=1, blank=True, choices=[("f", _("女")), ("m", _("男"))])
    born_on = models.DateField(_("出生日期"), null=True, blank=True)
    native_place = models.ForeignKey(
        Jurisdiction, verbose_name=_("成长地"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    party_member = models.BooleanField(_("中共党员"), default=True)
    held_because = models.CharField(_("保存理由"), max_length=128, default="回避审查")
    hold_until = models.DateField(_("保存至"), null=True, blank=True)

    class Meta:
        verbose_name = _("人员")
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name

    def trail_label(self) -> str:
        """Name the person by number, not by name."""
        return self.code


class Fact(Record):
    """A fact about a person: why it is held, where it came from, until when."""

    held_because = models.CharField(_("保存理由"), max_length=128, default="回避审查")
    hold_until = models.DateField(_("保存至"), null=True, blank=True)
    source = coded(FactSource, _("来源"), default=FactSource.DECLARED)

    class Meta:
        abstract = True

    def trail_label(self) -> str:
        """Name the fact by its number alone."""
        return str(self.pk)


class Post(Fact):
    """One line of a career; `until` is empty for a post held now."""

    PRIVACY: ClassVar[str] = "任职经历：计算任职回避所必需；到保存期限删除。"
    PRIVATE: ClassVar[frozenset[str]] = frozenset({"title", "since", "until"})

    person = models.ForeignKey(Person, verbose_name=_("人员"), on_delete=models.CASCADE, related_name="posts")
    unit = models.ForeignKey(Unit, verbose_name=_("单位"), on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(_("职务"), max_length=64)
    head = models.BooleanField(_("主要负责人"), default=False)
    leading = models.BooleanField(_("领导班子成员"), default=False)
    since = models.DateField(_("任职时间"))
    until = models.DateField(_("免职时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("任职经历")
        ordering = ("-since",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="post_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.title}"


class Schooling(Fact):
    """One course of study; equal school, class and years make classmates."""

    PRIVACY: ClassVar[str] = "学习经历：计算同学、师生关系所必需；到保存期限删除。"
    PRIVATE: ClassVar[frozenset[str]] = frozenset({"school", "class_name", "supervisor", "begins", "ends"})

    person = models.ForeignKey(Person, verbose_name=_("人员"), on_delete=models.CASCADE, related_name="schoolings")
    school = models.CharField(_("学校"), max_length=128, db_index=True)
    school_unit = models.ForeignKey(
        Unit, verbose_name=_("学校（在册单位）"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    class_name = models.CharField(_("班级或专业"), max_length=64, blank=True)
    supervisor = models.CharField(_("导师"), max_length=64, blank=True)
    begins = models.PositiveSmallIntegerField(_("入学年份"))
    ends = models.PositiveSmallIntegerField(_("毕业年份"))
    teacher = models.BooleanField(_("任教"), default=False)

    class Meta:
        verbose_name = _("学习经历")
        ordering = ("begins",)

    def __str__(self) -> str:
        return f"{self.school} {self.begins}-{self.ends}"


class Kinship(Fact):
    """`relative` is the `relation` of `person`."""

    PRIVACY: ClassVar[str] = "亲属关系：计算亲属回避所必需；到保存期限删除。"
    PRIVATE: ClassVar[frozenset[str]] = frozenset({"relation", "words"})

    person = models.ForeignKey(Person, verbose_name=_("人员"), on_delete=models.CASCADE, related_name="kin")
    relative = models.ForeignKey(Person, verbose_name=_("亲属"), on_delete=models.CASCADE, related_name="kin_of")
    relation = coded(Relation, _("关系"))
    words = models.CharField(_("称谓"), max_length=32, blank=True)

    class Meta:
        verbose_name = _("亲属关系")

    def __str__(self) -> str:
        return f"{self.person} {self.get_relation_display()} {self.relative}"


class Home(Fact):
    """Where a person grew up or lives, no closer than the jurisdiction or village."""

    PRIVACY: ClassVar[str] = "成长地、居住地（只到县、村，不含门牌）：计算地域回避所必需；到保存期限删除。"
    PRIVATE: ClassVar[frozenset[str]] = frozenset({"jurisdiction_id", "village_id"})

    person = models.ForeignKey(Person, verbose_name=_("人员"), on_delete=models.CASCADE, related_name="homes")
    jurisdiction = models.ForeignKey(Jurisdiction, verbose_name=_("地区"), on_delete=models.PROTECT, related_name="+")
    kind = coded(HomeKind, _("类别"))
    village = models.ForeignKey(
        Unit, verbose_name=_("村（社区）"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    since = models.DateField(_("起"), null=True, blank=True)
    until = models.DateField(_("止"), null=True, blank=True)

    class Meta:
        verbose_name = _("成长地与居住地")

    def __str__(self) -> str:
        return f"{self.jurisdiction} {self.get_kind_display()}"


class Inspector(Record):
    """A person of the talent pool. `jurisdiction` is the pool, which is the home of the team rules.

    `practice_before` counts rounds served before the system; those served since are counted from the teams.
    """

    PRIVACY: ClassVar[str] = "专长、任职方式、岗位：组建巡察组所必需；退出人才库后按保存期限删除。"

    person = models.OneToOneField(Person, verbose_name=_("人员"), on_delete=models.PROTECT, related_name="inspector")
    jurisdiction = models.ForeignKey(
        Jurisdiction, verbose_name=_("所属人才库"), on_delete=models.PROTECT, related_name="inspectors"
    )
    roles = models.JSONField(_("可任职务"), default=list)
    skills = models.JSONField(_("专长"), default=list, blank=True)
    practice_before = models.PositiveSmallIntegerField(_("启用系统前参加轮次"), default=0)
    capacity = models.PositiveSmallIntegerField(_("每轮最多承担"), default=1)
    employment = coded(Employment, _("任职方式"), default=Employment.FULL)
    office_post = coded(OfficePost, _("编制内岗位"), blank=True)
    joined_on = models.DateField(_("入库日期"), null=True, blank=True)
    left_on = models.DateField(_("退出日期"), null=True, blank=True)
    left_because = models.CharField(_("退出原因"), max_length=128, blank=True)

    class Meta:
        verbose_name = _("巡察干部")
        ordering = ("person__code",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(office_post="") | models.Q(employment="full"),
                name="office_posts_are_full_time",
            ),
            models.CheckConstraint(
                condition=models.Q(left_on__isnull=True) | ~models.Q(left_because=""), name="leaving_pool_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.person.name

    def trail_label(self) -> str:
        """Name the inspector by number, not by name."""
        return self.person.code


class Tie(Record):
    """A tie an inspector declared, to a unit or to a person."""

    PRIVACY: ClassVar[str] = "本人申报的社会关系：回避审查所必需；随人员一并删除。"
    PRIVATE: ClassVar[frozenset[str]] = frozenset({"kind", "words"})

    inspector = models.ForeignKey(Inspector, verbose_name=_("巡察干部"), on_delete=models.CASCADE, related_name="ties")
    unit = models.ForeignKey(
        Unit, verbose_name=_("单位"), null=True, blank=True, on_delete=models.PROTECT, related_name="ties"
    )
    person = models.ForeignKey(
        Person, verbose_name=_("相关人员"), null=True, blank=True, on_delete=models.CASCADE, related_name="ties_to"
    )
    kind = coded(TieKind, _("关系"))
    recusal = models.BooleanField(_("须回避"), default=False)
    exposure = models.PositiveIntegerField(_("熟人暴露度"), default=0)
    declared_on = models.DateField(_("申报日期"))
    verified_on = models.DateField(_("核实日期"), null=True, blank=True)
    words = models.CharField(_("情况说明"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("关系申报")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(unit__isnull=False, person__isnull=True)
                | models.Q(unit__isnull=True, person__isnull=False),
                name="tie_is_to_a_unit_or_a_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.inspector} {self.get_kind_display()} {self.unit or self.person}"

    def trail_label(self) -> str:
        """Name the tie by its number alone."""
        return str(self.pk)
