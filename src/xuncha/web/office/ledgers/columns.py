"""Saying what each sheet of a file is, and which column is which, with the first rows beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xuncha.records.ledgers import actions, queries
from xuncha.web.components.pages import ActionPage, get_or_missing
from xuncha.web.components.writing import named
from xuncha.web.office.ledgers.imports import CRUMBS, WHAT

if TYPE_CHECKING:
    from xuncha.records.ledgers.models import LedgerImport

ORDERS = (
    ("ymd", gettext_lazy("年在前，如 2026-03-09")),
    ("dmy", gettext_lazy("日/月/年")),
    ("mdy", gettext_lazy("月/日/年")),
)
BOOKS = (
    ("", gettext_lazy("按科目自动区分")),
    ("financial", gettext_lazy("全部是财务会计")),
    ("budget", gettext_lazy("全部是预算会计")),
)
OF_BOOKS = ("voucher_lines", "balances")


class ColumnsForm(forms.Form):
    """For each sheet what it is, for each of its columns what stands in it."""

    replacing = forms.BooleanField(
        label=gettext_lazy("这是更正后的账套，取代先前收到的相同期间的内容"), required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )  # fmt: skip

    def __init__(self, *args: Any, sheets: list[dict[str, Any]], **kwargs: Any) -> None:
        """Make the choices of every sheet."""
        super().__init__(*args, **kwargs)
        self.sheets = sheets
        for at, sheet in enumerate(sheets):
            self._add(f"s{at}-table", _("类别"), _tables(), sheet["table"])
            if not sheet["table"]:
                continue
            named = {head: name for name, head in sheet["columns"].items()}
            for place, head in enumerate(sheet["heads"]):
                self._add(f"s{at}-c{place}", head, _choices(sheet["table"]), named.get(head, ""))
            self._add(f"s{at}-dates", _("日期写法"), ORDERS, sheet["dates"])
            if sheet["table"] in OF_BOOKS:
                self._add(f"s{at}-book", _("会计账套"), BOOKS, sheet["book"])
            self.fields[f"s{at}-wan"] = forms.BooleanField(
                label=_("金额以万元为单位"), required=False, initial=sheet["ten_thousands"],
                widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
            )  # fmt: skip

    def _add(self, name: str, label: Any, choices: Any, initial: str) -> None:
        self.fields[name] = forms.ChoiceField(
            label=label,
            choices=choices,
            initial=initial,
            required=False,
            widget=forms.Select(attrs={"class": "form-select"}),
        )

    def shown(self) -> list[dict[str, Any]]:
        """The sheets as the page draws them: each with its choices, its columns with their first rows."""
        return [
            {
                "at": at, "name": sheet["sheet"], "drawn": sheet["table"], "table": self[f"s{at}-table"], "read": bool(sheet["table"]),
                "options": [self[name] for name in (f"s{at}-dates", f"s{at}-book") if name in self.fields],
                "wan": self[f"s{at}-wan"] if sheet["table"] else None,
                "columns": [
                    {"head": head, "samples": samples, "field": self[f"s{at}-c{place}"] if sheet["table"] else None}
                    for place, (head, samples) in enumerate(zip(sheet["heads"], sheet["samples"], strict=True))
                ],
            }
            for at, sheet in enumerate(self.sheets)
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Put the sheets together as they are to be read; refuse one meaning for two columns."""
        self.read = []
        for at, sheet in enumerate(self.sheets):
            chosen = self.cleaned_data
            columns: dict[str, str] = {}
            for place, head in enumerate(sheet["heads"]):
                name = chosen.get(f"s{at}-c{place}", "")
                if name and name in columns:
                    self.add_error(f"s{at}-c{place}", _("已用于“%(column)s”") % {"column": columns[name]})
                elif name:
                    columns[name] = head
            self.read.append(
                {
                    **sheet, "table": chosen.get(f"s{at}-table", ""), "columns": columns,
                    "dates": chosen.get(f"s{at}-dates") or "ymd", "book": chosen.get(f"s{at}-book") or "",
                    "ten_thousands": bool(chosen.get(f"s{at}-wan")),
                }
            )  # fmt: skip
        return self.cleaned_data


class LedgerColumns(ActionPage):
    """Say which column is which."""

    permission = "ledger.import"
    title = gettext_lazy("对应列")
    lead = gettext_lazy("已按表头自动对应，请逐列检查；同样的表头下次会记住您的选择")
    template_name = "office/ledgers/columns.html"
    form_class = ColumnsForm
    submit = gettext_lazy("核对全部行")
    crumbs: ClassVar = CRUMBS

    def found(self) -> QuerySet[Any]:
        """Files this person may bring in."""
        return queries.imports(self.user, "ledger.import")

    @property
    def job(self) -> LedgerImport:
        """The file."""
        if not hasattr(self, "_job"):
            self._job = get_or_missing(self.found(), self.kwargs["pk"], WHAT)
        return self._job  # type: ignore[return-value]

    def get_initial(self) -> dict[str, Any]:
        """Keep whether it corrects something."""
        return {"replacing": self.job.replacing}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the sheets; one that is to be another table than it was taken for is proposed anew as that."""
        asked = self.request.POST or self.request.GET
        sheets = []
        for at, sheet in enumerate(self.job.sheets):
            table = asked.get(f"s{at}-table", sheet["table"])
            changed = table != sheet["table"] and table in {"", *queries.table_names()}
            sheets.append(
                (queries.as_table(self.job, at, table) if table else {**sheet, "table": "", "columns": {}})
                if changed
                else sheet
            )
        return {"sheets": sheets}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Draw the page anew where a sheet is to be another table than the page was drawn for."""
        drawn = [
            (request.POST.get(f"s{at}-table"), request.POST.get(f"s{at}-drawn")) for at in range(len(self.job.sheets))
        ]
        if any(table != before for table, before in drawn):
            form = self.form_class(initial=self.get_initial(), **self.get_form_kwargs())
            return self.render_to_response(self.get_context_data(form=form))
        return super().post(request, *args, **kwargs)

    def act(self, form: forms.Form) -> str:
        """Keep it and have every row checked."""
        sheets, replacing = form.read, form.cleaned_data["replacing"]  # type: ignore[attr-defined]
        job = actions.map_columns(self.job, sheets, replacing=replacing, by=self.user)
        return reverse("office:ledger", args=[job.pk])

    def get_crumbs(self) -> list[tuple[Any, str]]:
        """End with the file."""
        return [*super().get_crumbs(), (named(self.job), reverse("office:ledger", args=[self.job.pk]))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the file and its sheets."""
        context = super().get_context_data(job=self.job, **kwargs)
        return {**context, "sheets": context["form"].shown()}


def _tables() -> list[tuple[str, str]]:
    return [("", _("（不导入）")), *((code, _(label)) for code, label in queries.table_names().items())]


def _choices(table: str) -> list[tuple[str, str]]:
    fields = queries.table_fields(table)
    told = [(code, f"{_(label)} *" if needed else _(label)) for code, (label, needed) in fields.items()]
    return [("", _("（不导入）")), *told]
