"""Local rules on one page: deadlines, recusal, team numbers, scoring schemes, each with whose they are."""

from __future__ import annotations

from dataclasses import asdict, fields
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from xuncha.domain import access
from xuncha.domain.deadlines import DayUnit, Deadline
from xuncha.domain.errors import NotAllowed, NotFound
from xuncha.domain.exposure import ENDLESS, WEIGHED
from xuncha.domain.pool import ServiceRule
from xuncha.domain.recusal import PROFILES, RecusalRule
from xuncha.domain.steps import Step
from xuncha.domain.teams import TeamPolicy
from xuncha.domain.teams.policy import source_of
from xuncha.domain.words import N_, Sentence, say
from xuncha.records.people import queries as people
from xuncha.records.policy import actions, queries
from xuncha.records.pool.settings import pool_policy
from xuncha.records.rounds import settings
from xuncha.web.components.fields import coded
from xuncha.web.components.pages import ActionPage, Page, VerbPage, get_or_missing
from xuncha.web.office.policy.pool_numbers import NUMBERS as POOL_NUMBERS

CRUMBS: tuple[tuple[Any, str], ...] = ((_("本地规定"), "office:policy"),)
NUMBERS: dict[str, tuple[Any, Any]] = {
    "travel_per_km": (_("每公里路程折算"), _("编组时路程与熟人暴露度合并比较，每公里折算的点数")),
    "travel_most": (_("路程折算上限"), _("再远也只计到此")),
    "cross_share": (_("交叉巡察中派出县人员占比下限"), _("0.6即六成，按人数进位")),
    "cross_within_city": (_("交叉巡察只在本市内"), _("派出县与被巡察县同属一市")),
    "sources_per_county": (_("同一县最多由几个县派出"), ""),
    "elevated_share": (_("提级巡察中上级人员占比下限"), _("0.5即一半，按人数进位")),
    "mixed_least_city": (_("混编组中上级人员至少"), ""),
    "mixed_least_county": (_("混编组中县级人员至少"), ""),
    "same_home_most": (_("同一县人员最多"), _("提级、混编巡察适用")),
    "newcomers_most": (_("每组新手最多"), _("从未参加过巡察的人员")),
    "veterans_least": (_("每组骨干至少"), _("参加过三轮以上的人员")),
    "reciprocity": (_("允许互相巡察"), _("不勾选时，两县不得在同一轮次互巡")),
    "arc_rest": (_("同一派出关系间隔轮次"), _("间隔不足的不得再派")),
}
GENERIC: dict[str, Sentence] = {
    "who": say(N_("巡察干部")), "unit": say(N_("被巡察单位")), "other": say(N_("某人")), "since": say(N_("某日")),
    "until": say(N_("某日")), "post": say(N_("某职务")), "years": say(N_("若干")), "year": say(N_("某")),
    "school": say(N_("某校")), "relation": say(N_("某种亲属")), "words": say(N_("某种情形")), "kind": say(N_("成长地或居住地")),
    "line": say(N_("某系统")),
}  # fmt: skip


def in_words(rule: RecusalRule) -> Sentence:
    """A rule as the sentence it gives, with nobody in particular in it."""
    return Sentence(rule.template, GENERIC)


class PlacePage(Page):
    """A page about the rules of one place: the one named in the address, else the person's own."""

    @cached_property
    def place(self) -> Any:
        """The place looked at."""
        asked = self.kwargs.get("place") or self.request.GET.get("place", "")
        if asked:
            key = int(asked) if str(asked).isdecimal() else 0
            return get_or_missing(people.jurisdictions(), key, _("地区"))
        return queries.places_of(self.user).first() or people.jurisdictions().first()

    def address(self) -> str:
        """The page with all rules of the place."""
        return f"{reverse('office:policy')}?place={self.place.pk}"

    def get_crumbs(self) -> list[tuple[Any, str]]:
        """Lead back to the place looked at."""
        return [(label, self.address()) for label, _name in self.crumbs]


class PlaceForm(ActionPage, PlacePage):
    """A form about the rules of one place, for those who settle them there."""

    def require_permission(self) -> None:
        """Refuse before anything is filled in, not after."""
        super().require_permission()
        if not self.user.reaches(self.permission, self.place.path):
            raise NotAllowed(self.permission, _now(access.label(self.permission)))


class PolicyPage(PlacePage):
    """All rules of one place."""

    permission = "deadline.view"
    title = _("本地规定")
    lead = _("没有本地规定的，依次按上级规定、通行做法；“一般做法”未经核实，使用前请向业务部门核实")
    template_name = "office/policy/policy.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rules this person may see."""
        if self.place is None:
            raise NotFound(_now("地区"), "")
        return super().get_context_data(
            place=self.place, places=people.jurisdictions(), deadlines=queries.step_deadlines(self.place),
            may_edit={
                name: self.user.reaches(f"{name}.edit", self.place.path) for name in ("deadline", "policy", "scheme")
            },
            **self.rules(), **self.exposure(), **self.schemes(), **kwargs,
        )  # fmt: skip

    def rules(self) -> dict[str, Any]:
        """Give recusal rules and team numbers, for those who may see them."""
        if not self.may("policy.view"):
            return {}
        profile, numbers = settings.recusal_profile(self.place), settings.team_policy(self.place)
        return {
            "profile": profile,
            "rules": [(rule, in_words(rule)) for rule in profile.rules],
            "numbers": [
                (*NUMBERS[each.name], getattr(numbers, each.name), each.default, source_of(each.name))
                for each in fields(TeamPolicy)
            ],
            "pool_rules": list(ServiceRule),
            "pool_numbers": [(*POOL_NUMBERS[name], value) for name, value in asdict(pool_policy(self.place)).items()],
            "declarations": settings.requires_declarations(self.place),
            "settled": queries.office_policy(self.place),
        }

    def exposure(self) -> dict[str, Any]:
        """Give what acquaintance weighs, for those who may see it."""
        if not self.may("policy.view"):
            return {}
        policy = settings.exposure_policy(self.place)
        return {
            "exposure_policy": policy,
            "exposure_setting": queries.exposure_setting(self.place),
            "exposure_weights": [(kind, policy.weights[kind], kind not in ENDLESS) for kind in WEIGHED],
        }

    def schemes(self) -> dict[str, Any]:
        """Give the scoring schemes, for those who may see them."""
        return {"schemes": queries.schemes(self.place)} if self.may("scheme.view") else {}


class DeadlineForm(forms.Form):
    """How long a step may take."""

    amount = forms.IntegerField(label=_("时长"), min_value=0, max_value=3650)
    unit = coded(DayUnit, _("单位"))
    source = forms.CharField(label=_("依据"), max_length=200, help_text=_("文件名称、文号或会议"))
    confirmed = forms.BooleanField(label=_("已核实"), required=False, help_text=_("见过原文的才勾选"))


class DeadlineEdit(PlaceForm):
    """Settle a step's deadline here."""

    permission = "deadline.edit"
    form_class = DeadlineForm
    crumbs: ClassVar = CRUMBS
    done = _("已保存；只影响以后的计算，已定的期限不变")
    edits = True

    def edited(self) -> Any:
        """The setting that counts here now, if there is one."""
        return next(each.setting for each in queries.step_deadlines(self.place) if each.step is self.step)

    @cached_property
    def step(self) -> Step:
        """The step the address names."""
        code = self.kwargs["step"]
        if code not in list(Step) or Step(code).terms.counted_from is None:
            raise NotFound(_now("步骤"), code)
        return Step(code)

    def get_title(self) -> Any:
        """Name step and place."""
        return _now("“%(step)s”时限（%(place)s）") % {"step": _now(self.step.label), "place": self.place}

    def get_initial(self) -> dict[str, Any]:
        """Start from what counts now."""
        now = next(each.deadline for each in queries.step_deadlines(self.place) if each.step is self.step)
        return {name: getattr(now, name) for name in DeadlineForm.base_fields} if now else {}

    def act(self, form: forms.Form) -> str:
        """Settle it."""
        said = form.cleaned_data
        deadline = Deadline(said["amount"], DayUnit(said["unit"]), said["source"], said["confirmed"])
        actions.set_deadline(self.place, self.step, deadline, by=self.user)
        return self.address()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer the way back."""
        return super().get_context_data(back=self.address(), **kwargs)


class DeadlineClear(VerbPage):
    """Give an own figure up."""

    permission = "deadline.edit"
    what = _("时限")
    done = _("已恢复为上级规定或通行做法")

    def found(self) -> QuerySet[Any]:
        """What places have settled is no secret."""
        return queries.setting(self.kwargs["pk"])

    def act(self) -> None:
        """Do it."""
        actions.clear_deadline(self.record, by=self.user)

    def address(self) -> str:
        """Back to the place's rules."""
        return f"{reverse('office:policy')}?place={self.record.jurisdiction_id}"


class RulesForm(forms.Form):
    """Which recusal rules and which numbers the office works by."""

    recusal_profile = forms.ChoiceField(
        label=_("回避规则"),
        choices=[(code, _(each.label)) for code, each in PROFILES.items()],
        widget=forms.RadioSelect,
    )
    declarations_required = forms.BooleanField(
        label=_("未申报不得授权"), required=False, help_text=_("勾选后，组员未签回避申报的不能授权；不勾选时只提醒")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for every number of the team rules, by its kind."""
        super().__init__(*args, **kwargs)
        for name, (label, help_text) in NUMBERS.items():
            self.fields[name] = number_field(getattr(TeamPolicy(), name), name, label, help_text)


class RulesEdit(PlaceForm):
    """Choose recusal rules and team numbers here."""

    permission = "policy.edit"
    form_class = RulesForm
    crumbs: ClassVar = CRUMBS
    done = _("已保存；在办的巡察组请重新进行回避审查")
    edits = True

    def edited(self) -> Any:
        """The rules settled for this place or one above, if any are."""
        return queries.office_policy(self.place)

    def get_title(self) -> Any:
        """Name the place."""
        return _now("回避规则与组队参数（%(place)s）") % {"place": self.place}

    def get_initial(self) -> dict[str, Any]:
        """Start from what counts now."""
        numbers, profile = settings.team_policy(self.place), settings.recusal_profile(self.place)
        kept = {each.name: getattr(numbers, each.name) for each in fields(TeamPolicy)}
        required = settings.requires_declarations(self.place)
        return kept | {"recusal_profile": profile.code, "declarations_required": required}

    def act(self, form: forms.Form) -> str:
        """Settle them."""
        said = dict(form.cleaned_data)
        profile, required = said.pop("recusal_profile"), said.pop("declarations_required")
        actions.settle_rules(self.place, profile, TeamPolicy(**said), declarations_required=required, by=self.user)
        return self.address()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer the way back."""
        return super().get_context_data(back=self.address(), **kwargs)


def number_field(usual: bool | int | float, name: str, label: Any, help_text: Any) -> forms.Field:
    """A field for a number of the team rules, of the kind of its usual value."""
    if isinstance(usual, bool):
        return forms.BooleanField(label=label, help_text=help_text, required=False)
    if isinstance(usual, int):
        return forms.IntegerField(label=label, help_text=help_text, min_value=0, max_value=1000)
    most = 1 if name.endswith("_share") else 100
    return forms.FloatField(label=label, help_text=help_text, min_value=0, max_value=most)
