"""Teams: the list, one team with all that is on record about it, the forms."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.domain.people import Skill
from xuncha.domain.roles import TeamRole
from xuncha.records.teams import actions, pool, queries
from xuncha.records.teams.forming import board
from xuncha.web.components.filters import RecordFilter
from xuncha.web.components.pages import ActionPage, Button, DetailPage, ListPage, VerbPage, get_or_missing
from xuncha.web.components.records import RecordForm
from xuncha.web.components.tables import DateColumn, LinkColumn, RecordTable
from xuncha.web.components.writing import joined

SLOTS = (TeamRole.LEADER, TeamRole.DEPUTY, TeamRole.LIAISON, TeamRole.MEMBER)
USUAL = {TeamRole.LEADER: 1, TeamRole.DEPUTY: 1, TeamRole.LIAISON: 1, TeamRole.MEMBER: 4}


class TeamTable(RecordTable):
    """Columns of the list."""

    name = LinkColumn("office:team", verbose_name=_("名称"))
    round = tables.Column(verbose_name=_("轮次"), order_by="round__site_from")
    leader = tables.Column(accessor="leaders", verbose_name=_("组长"), orderable=False)
    units = tables.Column(accessor="targets", verbose_name=_("巡察对象"), orderable=False)
    seat_count = tables.Column(verbose_name=_("人数"))
    authorised_on = DateColumn(verbose_name=_("授权日期"))

    def render_leader(self, value: list[Any]) -> str:
        """Name the leader."""
        return joined(seat.inspector for seat in value) or "—"

    def render_units(self, value: Any) -> str:
        """Name the units."""
        return joined(target.inspection.unit for target in value.all()) or "—"


class TeamFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("name", "round__name")


class TeamList(ListPage):
    """The teams within reach."""

    permission = "team.view"
    title = pgettext_lazy("list", "巡察组")
    lead = _("一次一授权：每轮重新组建、重新授权")
    table_class = TeamTable
    filterset_class = TeamFilter
    empty = _("在轮次中新增巡察组")

    def found(self) -> QuerySet[Any]:
        """Teams within reach."""
        return queries.teams(self.user)

    def buttons(self) -> list[Button]:
        """Offer to add one, and the lists around recusal."""
        offered = []
        if self.may("team.edit"):
            offered.append(Button(_("新增巡察组"), reverse("office:team_new"), "plus", main=True))
        if self.may("tie.view"):
            offered.append(Button(_("应回避情形"), reverse("office:conflict_list"), "alert-triangle"))
        if self.may("waiver.view"):
            offered.append(Button(pgettext_lazy("list", "回避豁免"), reverse("office:waiver_list"), "scale"))
        if self.may("objection.view"):
            offered.append(Button(pgettext_lazy("list", "单位异议"), reverse("office:objection_list"), "message"))
        return offered


class TeamPage(DetailPage):
    """One team."""

    permission = "team.view"
    what = _("巡察组")
    template_name = "office/teams/team.html"
    crumbs: ClassVar = ((pgettext_lazy("list", "巡察组"), "office:team_list"),)

    def found(self) -> QuerySet[Any]:
        """Teams within reach."""
        return queries.teams(self.user)

    def buttons(self) -> list[Button]:
        """Offer what the person may do with it."""
        pk, open_, offered = self.record.pk, self.record.authorised_on is None, []
        if self.may("team.edit"):
            offered += [
                Button(_("选人组队"), reverse("office:team_form", args=[pk]), "user-plus", main=open_),
                Button(_("修改"), reverse("office:team_edit", args=[pk]), "edit"),
            ]
        if open_ and self.may("authorisation.write"):
            offered.append(Button(_("起草授权"), reverse("office:team_propose", args=[pk]), "file-text"))
        if open_ and self.may("authorisation.approve"):
            offered.append(Button(_("授权"), reverse("office:team_authorise", args=[pk]), "certificate", main=True))
        if self.may("tie.check"):
            offered.append(Button(_("重新审查回避"), reverse("office:team_recheck", args=[pk]), "refresh", post=True))
        if open_ and self.may("team.edit") and not self.record.seat_count:
            offered.append(Button(
                _("撤销巡察组"), reverse("office:team_delete", args=[pk]), "trash", post=True,
                confirm=_("确定撤销这个巡察组？"),
            ))  # fmt: skip
        return offered

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add members and, each for those who may know of it, everything around recusal."""
        team, user = self.record, self.user
        mine = user.person_id
        seats: list[Any] = list(queries.seats(user, team).select_related("promise"))
        given = {each.member_id: each.get_grade_display() for each in pool.appraisals(user).filter(member__team=team)}
        for seat in seats:
            seat.grade = given.get(seat.pk, "")
        return super().get_context_data(
            present=[seat for seat in seats if seat.left_on is None],
            gone=[seat for seat in seats if seat.left_on is not None],
            mine=next((seat for seat in seats if seat.left_on is None and seat.inspector.person_id == mine), None),
            appraisable=self.appraisable(),
            board=board(user, team) if user.reaches("tie.view", team.round.jurisdiction.path) else None,
            conflicts=queries.conflicts(user).filter(member__team=team).order_by("cleared_on", "-found_on"),
            open_conflicts={each.pk for each in queries.open_conflicts(user).filter(member__team=team)},
            waivers=queries.waivers(user).filter(inspection__target__team=team),
            objections=queries.objections(user).filter(member__team=team),
            declarations=queries.declarations(user).filter(member__team=team),
            **kwargs,
        )

    def appraisable(self) -> set[int]:
        """The members this person may appraise, once the team is at work."""
        mine = pool.appraisable(self.user).filter(team=self.record)
        return set(mine.values_list("pk", flat=True)) if self.record.authorised_on else set()


class TeamForm(forms.Form):
    """Name, what it inspects, and whom it needs."""

    number = forms.IntegerField(label=_("第几组"), min_value=1, max_value=500)
    name = forms.CharField(label=_("名称"), max_length=64)
    targets: forms.ModelMultipleChoiceField[Any] = forms.ModelMultipleChoiceField(
        None, label=_("巡察对象"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, inspections: QuerySet[Any], **kwargs: Any) -> None:
        """Offer the round's inspections no other team has; ask how many of each role and skill."""
        super().__init__(*args, **kwargs)
        self.fields["targets"].queryset = inspections  # type: ignore[attr-defined]
        if not inspections.exists():
            self.fields["targets"].help_text = _("本轮次的巡察对象都已有巡察组")
        for role in SLOTS:
            self.fields[f"slot-{role}"] = forms.IntegerField(
                label=_(role.label), min_value=0, max_value=30, initial=USUAL[role], help_text=_("应有人数")
            )
        for skill in Skill:
            self.fields[f"skill-{skill}"] = forms.IntegerField(
                label=_(skill.label), min_value=0, max_value=9, initial=0, help_text=_("至少几人具备该专长")
            )

    def fill(self, team: Any) -> Any:
        """Write into a team what was said of it."""
        data = self.cleaned_data
        team.number, team.name = data["number"], data["name"]
        team.slots = {role.value: data[f"slot-{role}"] for role in SLOTS}
        team.skills = {skill.value: data[f"skill-{skill}"] for skill in Skill if data[f"skill-{skill}"]}
        return team


class TeamNew(ActionPage):
    """Add a team to a round: the one named in the address, or one to choose."""

    permission = "team.edit"
    title = _("新增巡察组")
    form_class = TeamForm
    template_name = "office/teams/team_form.html"
    crumbs: ClassVar = ((pgettext_lazy("list", "巡察组"), "office:team_list"),)
    done = _("已保存；接着选人组队")

    @property
    def round(self) -> Any:
        """The round named in the address; None where it must be chosen."""
        key = self.request.GET.get("round", "")
        return get_or_missing(queries.rounds(self.user), key if key.isdecimal() else 0, _("轮次")) if key else None

    def get_form(self) -> forms.Form:
        """No form before the round is chosen."""
        return super().get_form() if self.round else forms.Form()

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the inspections of the round no team has."""
        found = queries.inspections(self.user, self.permission).filter(round=self.round, target__isnull=True)
        return {"inspections": found.order_by("unit__code")}

    def get_initial(self) -> dict[str, Any]:
        """Start from the next number."""
        number = queries.new_team(self.round).number
        return {"number": number, "name": _("第%(n)s巡察组") % {"n": number}}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rounds to choose from."""
        chosen = self.round
        rounds = (
            None if chosen else queries.rounds(self.user).exclude(state="finished").order_by("-site_from", "-pk")[:50]
        )
        return super().get_context_data(round=chosen, rounds=rounds, back=reverse("office:team_list"), **kwargs)

    def act(self, form: forms.Form) -> str:
        """Keep it."""
        assert isinstance(form, TeamForm)  # noqa: S101 - tells the type checker what `form_class` says
        team = form.fill(queries.new_team(self.round))
        actions.add_team(team, form.cleaned_data["targets"], by=self.user)
        return reverse("office:team_form", args=[team.pk])


class TeamEdit(RecordForm):
    """Change name, targets, seats and skills."""

    permission = "team.edit"
    title = _("修改巡察组")
    what = _("巡察组")
    form_class = TeamForm
    back = "office:team"
    done = _("已保存")
    crumbs: ClassVar = ((pgettext_lazy("list", "巡察组"), "office:team_list"),)
    edits = True

    def found(self) -> QuerySet[Any]:
        """Teams within reach."""
        return queries.teams(self.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the inspections of the round no other team has."""
        found = queries.inspections(self.user, self.permission).filter(round=self.record.round_id)
        free = found.filter(target__isnull=True) | found.filter(target__team=self.record)
        return {"inspections": free.order_by("unit__code")}

    def get_initial(self) -> dict[str, Any]:
        """Start from what is kept."""
        team = self.record
        kept = {"number": team.number, "name": team.name, "targets": [t.inspection_id for t in team.targets.all()]}
        kept |= {f"slot-{role}": number for role, number in team.slots.items()}
        return kept | {f"skill-{skill}": number for skill, number in team.skills.items()}

    def act(self, form: forms.Form) -> str:
        """Keep the change."""
        assert isinstance(form, TeamForm)  # noqa: S101 - tells the type checker what `form_class` says
        actions.set_targets(self.record, form.cleaned_data["targets"], by=self.user)
        actions.change_team(form.fill(self.record), by=self.user)
        return self.address()


class TeamDelete(VerbPage):
    """Take away a team nobody is on."""

    permission = "team.edit"
    what = _("巡察组")
    done = _("已撤销")

    def found(self) -> QuerySet[Any]:
        """Teams within reach."""
        return queries.teams(self.user)

    def act(self) -> None:
        """Delete it."""
        actions.delete_team(self.record, by=self.user)

    def address(self) -> str:
        """Back to the round."""
        return reverse("office:round", args=[self.record.round_id])


class TeamRecheck(TeamDelete):
    """Run recusal again for everybody on the team."""

    permission = "tie.check"
    done = _("已重新审查回避")

    def act(self) -> None:
        """Check."""
        actions.recheck_team(self.record, by=self.user)

    def address(self) -> str:
        """Back to the team."""
        return reverse("office:team", args=[self.record.pk])
