"""Pages that write what is kept about one inspector: training, proofs of skill, absences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xuncha.domain.errors import NotFound
from xuncha.domain.people import Skill
from xuncha.domain.pool import AbsenceReason, TrainingKind
from xuncha.records.pool import actions, queries
from xuncha.records.teams import pool
from xuncha.web.components.fields import coded, day, lines, paragraph
from xuncha.web.components.pages import ActionPage
from xuncha.web.components.picking import PickField
from xuncha.web.components.records import RecordForm, RecordVerb

CRUMBS: tuple[tuple[Any, str], ...] = ((_("人才库"), "office:inspector_list"),)
TRAINING, ABSENCE = "training.edit", "absence.edit"


class TrainingForm(forms.Form):
    """A course and its certificate."""

    kind = coded(TrainingKind, _("培训类别"))
    course = forms.CharField(label=_("培训班次"), max_length=128)
    organiser = forms.CharField(label=_("举办单位"), max_length=128, required=False)
    ended_on = day(_("结业日期"))
    days = forms.IntegerField(label=_("天数"), min_value=1, max_value=400, initial=1)
    certificate = forms.CharField(label=_("证书编号"), max_length=64, required=False)
    valid_until = day(_("有效期至"), required=False, help_text=_("不填的，按本地规定的有效月数计算"))


class ProofForm(forms.Form):
    """What shows a skill."""

    skill = coded(Skill, _("专长"))
    proof = forms.CharField(label=_("证明"), max_length=128, help_text=_("证书名称，或从事相关工作的年限"))
    issued_on = day(_("取得日期"), required=False)
    verified_on = day(_("核验日期"), required=False, help_text=_("看过原件的填写"))


class AbsenceForm(forms.Form):
    """When somebody cannot serve."""

    reason = coded(AbsenceReason, _("原因"), help_text=_("只选类别，不写病情等细节"))
    since = day(_("起"))
    until = day(_("止"), required=False, help_text=_("说不准的不填"))
    words = forms.CharField(label=_("说明"), max_length=128, required=False)


class OfInspector(RecordForm):
    """A form that adds something to one inspector's dossier. Give `permission`, `form_class`, `make` and `keep`."""

    what = _("巡察干部")
    back = "office:inspector"
    crumbs: ClassVar = CRUMBS
    done = _("已保存")
    make: ClassVar[Callable[[Any], Any]]
    keep: ClassVar[Callable[..., Any]]

    def found(self) -> QuerySet[Any]:
        """The inspectors whose dossier this person keeps."""
        return pool.dossiers(self.user, self.permission)

    def act(self, form: forms.Form) -> str:
        """Keep what was said."""
        self.__class__.keep(filled(self.__class__.make(self.record), form), by=self.user)
        return self.address()


class OnEntry(RecordForm):
    """A form that changes one entry of a dossier. Give `permission`, `form_class`, `entries` and `keep`."""

    crumbs: ClassVar = CRUMBS
    done = _("已保存")
    entries: ClassVar[Callable[..., QuerySet[Any]]]
    keep: ClassVar[Callable[..., Any]]

    def found(self) -> QuerySet[Any]:
        """The entries this person keeps."""
        return self.__class__.entries(pool.dossiers(self.user, self.permission))

    def get_initial(self) -> dict[str, Any]:
        """Start from what is kept."""
        return {name: getattr(self.record, name) for name in self.form_class.base_fields}

    def address(self) -> str:
        """Back to the inspector."""
        return reverse("office:inspector", args=[self.record.inspector_id])

    def act(self, form: forms.Form) -> str:
        """Keep the change."""
        self.__class__.keep(filled(self.record, form), by=self.user)
        return self.address()


class EntryVerb(RecordVerb):
    """A verb on one entry of a dossier, back to the inspector. Give `permission`, `entries` and `act()`."""

    entries: ClassVar[Callable[..., QuerySet[Any]]]

    def found(self) -> QuerySet[Any]:
        """The entries this person keeps."""
        return self.__class__.entries(pool.dossiers(self.user, self.permission))

    def address(self) -> str:
        """Back to the inspector."""
        return reverse("office:inspector", args=[self.record.inspector_id])


class TrainingNew(OfInspector):
    """Enter a course."""

    permission, title, form_class = TRAINING, _("登记培训"), TrainingForm
    make, keep = queries.new_training, actions.save_training


class TrainingEdit(OnEntry):
    """Change a course."""

    permission, title, what, form_class = TRAINING, _("修改培训"), _("培训"), TrainingForm
    entries, keep = queries.trainings, actions.save_training


class TrainingRemove(EntryVerb):
    """Remove a course."""

    permission, what, done, entries = TRAINING, _("培训"), _("已删除"), queries.trainings

    def act(self) -> None:
        """Do it."""
        actions.remove_training(self.record, by=self.user)


class ProofNew(OfInspector):
    """Put a proof beside a skill."""

    permission, title, form_class = TRAINING, _("登记专长证明"), ProofForm
    make, keep = queries.new_proof, actions.save_proof


class ProofEdit(OnEntry):
    """Change a proof."""

    permission, title, what, form_class = TRAINING, _("修改专长证明"), _("专长证明"), ProofForm
    entries, keep = queries.proofs, actions.save_proof


class ProofVerify(EntryVerb):
    """Note that the original was seen."""

    permission, what, done, entries = TRAINING, _("专长证明"), _("已核验"), queries.proofs

    def act(self) -> None:
        """Do it."""
        actions.verify_proof(self.record, by=self.user, on=timezone.localdate())


class ProofRemove(EntryVerb):
    """Remove a proof."""

    permission, what, done, entries = TRAINING, _("专长证明"), _("已删除"), queries.proofs

    def act(self) -> None:
        """Do it."""
        actions.remove_proof(self.record, by=self.user)


class AbsenceNew(OfInspector):
    """Enter when somebody cannot serve."""

    permission, title, form_class = ABSENCE, _("登记不能参加的时段"), AbsenceForm
    lead = _("登记后，这段时间进驻的轮次不再抽调；结束一年后从系统中删除")
    make, keep = queries.new_absence, actions.save_absence


class AbsenceEdit(OnEntry):
    """Change an absence."""

    permission, title, what, form_class = ABSENCE, _("修改不能参加的时段"), _("不能参加的时段"), AbsenceForm
    entries, keep = queries.absences, actions.save_absence


class AbsenceRemove(EntryVerb):
    """Remove an absence."""

    permission, what, done, entries = ABSENCE, _("不能参加的时段"), _("已删除"), queries.absences

    def act(self) -> None:
        """Do it."""
        actions.remove_absence(self.record, by=self.user)


class AbsenceTell(ActionPage):
    """Tell when one cannot serve oneself."""

    permission = "absence.tell"
    title = _("说明本人不能参加的时段")
    lead = _("由巡察办据此安排；同组人员看不到")
    form_class = AbsenceForm
    crumbs: ClassVar = CRUMBS
    done = _("已告知巡察办")

    def act(self, form: forms.Form) -> str:
        """Tell it."""
        mine = self.user.inspector
        if mine is None:
            raise NotFound(str(_("巡察干部")), self.user.name)
        actions.tell_absence(filled(queries.new_absence(mine), form), by=self.user)
        return reverse("office:inspector", args=[mine.pk])


class ManyTrainedForm(TrainingForm):
    """A course, and everybody who attended it."""

    people = paragraph(_("参训人员"), rows=8, help_text=_("一行一人，写人员编号或姓名；可从花名册整列粘贴"))
    field_order = ("kind", "course")

    def __init__(self, *args: Any, records: Callable[[], QuerySet[Any]], **kwargs: Any) -> None:
        """Look people up among those whose dossier this person keeps."""
        super().__init__(*args, **kwargs)
        self.one = PickField(records, "", code="person__code", name="person__name")

    def clean_people(self) -> list[Any]:
        """Find everybody; say who was not found, all at once."""
        found: dict[int, Any] = {}
        wrong: list[forms.ValidationError] = []
        for line in lines(self.cleaned_data["people"]):
            try:
                inspector = self.one.clean(line)
            except forms.ValidationError as error:
                wrong.append(error)
            else:
                found[inspector.pk] = inspector
        if wrong:
            raise forms.ValidationError(wrong)
        return list(found.values())


class TrainMany(ActionPage):
    """Enter one course for everybody who attended it."""

    permission = TRAINING
    title = _("集中登记培训")
    lead = _("同一班次一次登记；证书编号各人不同的，登记后逐人修改")
    form_class = ManyTrainedForm
    crumbs: ClassVar = CRUMBS
    done = _("已登记")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Look people up among those whose dossier this person keeps."""
        return {"records": lambda: pool.dossiers(self.user, self.permission)}

    def act(self, form: forms.Form) -> str:
        """Enter it."""
        people = form.cleaned_data.pop("people")
        actions.train_many(filled(queries.new_training(), form), people, by=self.user)
        return reverse("office:inspector_list")


def filled(record: Any, form: forms.Form) -> Any:
    """Put what was filled in into the record."""
    for name, value in form.cleaned_data.items():
        setattr(record, name, value)
    return record
