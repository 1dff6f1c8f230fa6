"""The recusal check on the screen: what the rules compute for one inspector, or the whole pool, against one unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xuncha.domain import exposure, recusal
from xuncha.domain.exposure import Exposure, ExposurePolicy
from xuncha.domain.modes import Mode
from xuncha.domain.people import PersonFacts
from xuncha.domain.recusal import Conflict, DeclaredTie, RecusalProfile, UnitFacts
from xuncha.domain.roles import TeamRole
from xuncha.domain.words import N_, Sentence, say
from xuncha.records.people import queries
from xuncha.records.rounds.settings import exposure_policy, recusal_profile
from xuncha.records.teams import pool
from xuncha.web.components.fields import coded
from xuncha.web.components.pages import Page
from xuncha.web.components.picking import PickField

UNTIL_NOW = N_("今")


class CheckForm(forms.Form):
    """Who is to be checked against what."""

    unit = PickField(queries.units, _("单位"))
    inspector = PickField(
        None, _("巡察干部"), code="person__code", name="person__name", required=False,
        help_text=_("填写人员编号或姓名；不填则审查整个人才库"),
    )  # fmt: skip
    role = coded(TeamRole, _("拟任职务"), initial=TeamRole.LEADER)
    mode = coded(Mode, _("巡察方式"))


@dataclass(frozen=True)
class Finding:
    """One conflict with the facts it rests on, in words."""

    conflict: Conflict
    evidence: tuple[Sentence, ...]


@dataclass(frozen=True)
class Checked:
    """What came out for one inspector."""

    inspector: Any
    findings: tuple[Finding, ...]
    exposure: Exposure


class TieCheck(Page):
    """Check without writing anything: the check that counts is the team's own."""

    permission = "tie.check"
    title = _("回避审查")
    lead = _("按本地采用的回避规则推算，只供编组参考；编入巡察组后另行审查并留痕")
    template_name = "office/people/check.html"
    crumbs: ClassVar = ((_("关系与回避"), "office:tie_list"),)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form and, where it was sent, what came out."""
        asked = bool(self.request.GET.get("role"))
        form = CheckForm(self.request.GET if asked else None, initial=self.request.GET.dict())
        form.fields["inspector"].records = lambda: pool.inspectors(self.user)  # type: ignore[attr-defined]
        found = self.check(form.cleaned_data) if asked and form.is_valid() else {}
        return super().get_context_data(form=form, **found, **kwargs)

    def check(self, said: dict[str, Any]) -> dict[str, Any]:
        """Run the rules the unit's office works by."""
        profile, policy = recusal_profile(said["unit"].jurisdiction), exposure_policy(said["unit"].jurisdiction)
        one = said["inspector"]
        everybody: Any = pool.inspectors(self.user)
        inspectors = [one] if one else list(everybody.filter(available=True))
        people = queries.facts([each.person_id for each in inspectors])
        ties = queries.declared_ties([each.pk for each in inspectors])
        unit = queries.unit_facts(said["unit"])
        role, mode = TeamRole(said["role"]), Mode(said["mode"])
        checked = [
            _checked(each, people[each.person_id], role, unit, mode, profile, ties[each.pk], policy)
            for each in inspectors
        ]
        shown = checked if one else [each for each in checked if each.findings]
        return {"checked": shown, "total": len(checked), "profile": profile, "unit": said["unit"], "one": one}


def _checked(
    inspector: Any, person: PersonFacts, role: TeamRole, unit: UnitFacts, mode: Mode, profile: RecusalProfile,
    ties: tuple[DeclaredTie, ...], policy: ExposurePolicy,
) -> Checked:  # fmt: skip
    today = timezone.localdate()
    conflicts = recusal.check(person, role, unit, mode, today, profile, ties)
    told = {key: text for each in (person, *unit.people.values()) for key, text in _told(each)} if conflicts else {}
    told |= {f"tie:{tie.key}": say(N_("申报的关系：%(words)s"), words=tie.words) for tie in ties}
    return Checked(
        inspector,
        tuple(Finding(each, tuple(told[key] for key in each.evidence if key in told)) for each in conflicts),
        exposure.exposure(person, unit, today, policy, declared=ties, barred=profile.kin),
    )  # fmt: skip


def _told(person: PersonFacts) -> list[tuple[str, Sentence]]:
    """Say the facts of a person, by the key evidence names them with."""
    told: list[tuple[str, Sentence]] = []
    for post in person.careers:
        text = N_("%(who)s：%(since)s至%(until)s，%(unit)s%(post)s（%(source)s）")
        until: object = post.until or say(UNTIL_NOW)
        words = say(
            text, who=person.name, since=post.since, until=until, unit=post.unit_name, post=post.post,
            source=post.held.source,
        )  # fmt: skip
        told.append((f"career:{post.key}", words))
    for study in person.schools:
        text = N_("%(who)s：%(since)s年至%(until)s年，%(school)s%(class_name)s（%(source)s）")
        words = say(
            text, who=person.name, since=study.year_from, until=study.year_to, school=study.school,
            class_name=study.class_name, source=study.held.source,
        )  # fmt: skip
        told.append((f"school:{study.key}", words))
    for kin in person.kin:
        text = N_("%(who)s登记的亲属：%(name)s（%(relation)s，%(source)s）")
        words = say(text, who=person.name, name=kin.name, relation=kin.relation, source=kin.held.source)
        told.append((f"kin:{kin.key}", words))
    for home in person.homes:
        words = say(N_("%(who)s登记的%(kind)s（%(source)s）"), who=person.name, kind=home.kind, source=home.held.source)
        told.append((f"home:{home.key or home.jurisdiction}", words))
    return told
