"""One record of an inspection, and the verbs on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from xuncha.domain import access
from xuncha.domain.errors import NotAllowed
from xuncha.records.teams import reach
from xuncha.web.components.fields import paragraph
from xuncha.web.components.pages import ActionPage, Button, DetailPage, VerbPage, get_or_missing
from xuncha.web.components.writing import named

if TYPE_CHECKING:
    from xuncha.records.rounds.models import Inspection


class RecordPage(DetailPage):
    """One record of an inspection: short facts in a grid, long texts below, its history."""

    template_name = "components/record.html"
    above: ClassVar[str] = "office:inspection"
    """Address name of the inspection's page, which stands above the record; empty where this face has none."""

    @property
    def inspection(self) -> Inspection:
        """The inspection the record belongs to."""
        return self.record.inspection  # type: ignore[no-any-return]

    def may_here(self, permission: str) -> bool:
        """Whether the person holds the permission on this inspection."""
        return reach.may(self.user, permission, self.inspection)

    def facts(self) -> list[tuple[Any, Any]]:
        """Give (label, value) pairs; an empty value shows as a dash."""
        return []

    def texts(self) -> list[tuple[Any, Any]]:
        """Give (heading, text) pairs; an empty text is left out."""
        return []

    def offered(self, offers: list[tuple[bool, str, Any, str, str]]) -> list[Button]:
        """Give the buttons of those verbs that are open: (open, permission, label, address name, icon).

        A verb whose address ends in ``_edit`` or asks for words opens a form; the others act at once.
        """
        pk = self.record.pk
        return [
            Button(label, reverse(name, args=[pk]), icon, main=number == 0, post=name in self.at_once)
            for number, (label, name, icon) in enumerate(
                (label, name, icon) for is_open, permission, label, name, icon in offers
                if is_open and self.may_here(permission)
            )
        ]  # fmt: skip

    at_once: ClassVar[frozenset[str]] = frozenset()
    """Address names of the verbs that need no form."""

    def get_crumbs(self) -> list[tuple[Any, str]]:
        """End with the inspection the record belongs to."""
        inspection = getattr(self.record, "inspection", None)
        if not self.above or inspection is None or not reach.may(self.user, "inspection.view", inspection):
            return super().get_crumbs()
        return [*super().get_crumbs(), (inspection.unit, reverse(self.above, args=[inspection.pk]))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add facts and texts."""
        texts = [(heading, text) for heading, text in self.texts() if text]
        return super().get_context_data(facts=self.facts(), texts=texts, **kwargs)


class RecordVerb(VerbPage):
    """A verb on a record, back to its page. Give `permission`, `found()`, `act()` and `back`."""

    back: ClassVar[str]

    def address(self) -> str:
        """Back to the record."""
        return reverse(self.back, args=[self.kwargs["pk"]])


class RecordForm(ActionPage):
    """A form on one record of an inspection. Give `found()`, `back` and what an `ActionPage` needs."""

    back: ClassVar[str]
    what: Any = ""
    about: ClassVar[type[RecordPage] | None] = None
    """The page whose facts and texts stand above the form, so that nobody decides from memory."""

    def found(self) -> Any:
        """Give the records this person may act on."""
        raise NotImplementedError

    @property
    def record(self) -> Any:
        """The record the address names."""
        if not hasattr(self, "_record"):
            self._record = get_or_missing(self.found(), self.kwargs["pk"], self.what)
        return self._record

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form to whoever may act on this very record."""
        inspection = getattr(self.record, "inspection", None)
        if inspection is not None and not reach.may(self.user, self.permission, inspection):
            raise NotAllowed(self.permission, access.label(self.permission))
        return super().get(request, *args, **kwargs)

    def address(self) -> str:
        """The record's own page."""
        return reverse(self.back, args=[self.kwargs["pk"]])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer the way back; show what the form is about."""
        if self.about is not None:
            page = self.about()
            page.setup(self.request, **self.kwargs)
            kwargs |= {"facts": page.facts(), "texts": [(heading, text) for heading, text in page.texts() if text]}
        return super().get_context_data(back=self.address(), **kwargs)

    def get_crumbs(self) -> list[tuple[Any, str]]:
        """End with the record."""
        return [*super().get_crumbs(), (named(self.record), self.address())]


class NoteForm(forms.Form):
    """A few words that go with a verb."""

    note = paragraph(_("意见"), rows=3, max_length=300)


class NotePage(RecordForm):
    """A verb that wants words: why a paper or report goes back."""

    form_class = NoteForm
    submit = _("退回")
    done = _("已退回")


class NewPage(ActionPage):
    """A form for something new in an inspection: asks which one where the person has several.

    Give `choices()`: the inspections on which this person may add something.
    """

    template_name = "components/of_inspection.html"
    none: Any = _("您目前没有正在进行、可以记录的巡察")
    """What is said where there is nothing to choose."""

    def choices(self) -> Any:
        """Give the inspections."""
        raise NotImplementedError

    def offered(self) -> Any:
        """Give those worth offering; an address may name any of the choices, and the page says what is lacking."""
        return self.choices()

    @property
    def inspection(self) -> Any:
        """The one named in the address, or the only one there is; None where it must be chosen."""
        if not hasattr(self, "_inspection"):
            key = self.request.GET.get("inspection", "")
            if key:
                self._inspection: Any = get_or_missing(self.choices(), key if key.isdecimal() else 0, _("巡察"))
            else:
                some = list(self.offered()[:2])
                self._inspection = some[0] if len(some) == 1 else None
        return self._inspection

    def get_form(self) -> forms.Form:
        """No form before the inspection is chosen."""
        return super().get_form() if self.inspection else forms.Form()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Act only on a chosen inspection."""
        return super().post(request, *args, **kwargs) if self.inspection else self.get(request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what there is to choose from."""
        chosen = self.inspection
        return super().get_context_data(
            inspection=chosen,
            choices=None if chosen else self.offered()[:200],
            none=self.none,
            back=self.get_crumbs()[-1][1],
            **kwargs,
        )
