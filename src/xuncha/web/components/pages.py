"""The four shapes every page has: a plain page, a list, one record, and a form that acts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from django_filters.views import FilterMixin
from django_tables2 import SingleTableMixin, Table

from xuncha.domain import access
from xuncha.domain.errors import ChangedMeanwhile, NotAllowed, NotFound, XunchaError
from xuncha.domain.words import N_
from xuncha.records.audit import queries as audit
from xuncha.records.teams import reach
from xuncha.web.components.exports import export
from xuncha.web.components.paging import KeysFirst
from xuncha.web.components.said import said
from xuncha.web.components.seen import require_unchanged
from xuncha.web.components.writing import named

if TYPE_CHECKING:
    from xuncha.records.accounts.models import User
    from xuncha.records.audit.models import Record

PER_PAGE = 25


class Page(TemplateView):
    """A page that names the permission it asks for. Whoever holds it nowhere gets 403 before anything is read."""

    permission: ClassVar[str]
    title: Any = ""
    lead: Any = ""
    """One sentence under the title: what the page is for."""
    crumbs: ClassVar[tuple[tuple[Any, str], ...]] = ()
    """(label, address name) pairs of the pages above this one."""

    @property
    def user(self) -> User:
        """The person signed in."""
        return self.request.user  # type: ignore[return-value]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in whoever holds the page's permission somewhere; the records shown are narrowed further."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        self.require_permission()
        return super().dispatch(request, *args, **kwargs)

    def http_method_not_allowed(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say it in words to whoever opens the address of a button, as happens after signing in again."""
        return error_page(request, 405, _("这一步不能直接打开"))

    def require_permission(self) -> None:
        """Raise `NotAllowed` where the person holds the page's permission nowhere."""
        if not reach.may_somewhere(self.user, self.permission):
            raise NotAllowed(self.permission, _(access.label(self.permission)))

    def may(self, permission: str) -> bool:
        """Whether the person holds a permission somewhere; for offering a button, never for guarding an action."""
        return reach.may_somewhere(self.user, permission)

    def get_title(self) -> Any:
        """Give the page's heading."""
        return self.title

    def get_crumbs(self) -> list[tuple[Any, str]]:
        """Give (label, address) of the pages above this one."""
        return [(label, reverse(name)) for label, name in self.crumbs]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what every page shows."""
        return super().get_context_data(title=self.get_title(), lead=self.lead, crumbs=self.get_crumbs(), **kwargs)


class ListPage(SingleTableMixin, FilterMixin, Page):  # type: ignore[misc]
    """A list that filters, sorts, searches, pages and exports with the same filter.

    Give `permission`, `title`, `table_class`, `filterset_class` and `found()`.
    """

    template_name = "components/list.html"
    table_class: type[Table]
    paginate_by = PER_PAGE
    table_pagination: ClassVar[dict[str, Any]] = {"per_page": PER_PAGE, "paginator_class": KeysFirst}
    empty: Any = ""
    """What an empty list says: how the first entry comes about."""
    exports: ClassVar[bool] = True

    def found(self) -> QuerySet[Any]:
        """Give the records this person may see, with all that the columns need selected."""
        raise NotImplementedError

    def buttons(self) -> list[Button]:
        """Give what can be done from the list."""
        return []

    def get_queryset(self) -> QuerySet[Any]:
        """Start from what the person may see."""
        return self.found()

    def filtered(self) -> QuerySet[Any]:
        """Give the records after the filter; an invalid filter finds nothing and says why."""
        self.filterset = self.get_filterset(self.get_filterset_class())
        wrong = self.filterset.is_bound and not self.filterset.is_valid()
        return self.found().none() if wrong else self.filterset.qs

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the list, or hand it to the exporter where `?export=xlsx` asks for that."""
        self.object_list = self.filtered()
        if self.exports and request.GET.get("export") == "xlsx":
            return export(self)
        return self.render_to_response(self.get_context_data())

    def get_table_data(self) -> QuerySet[Any]:
        """Show what the filter left."""
        return self.object_list

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add filter, table and buttons."""
        parameters = self.request.GET.copy()
        parameters["export"] = "xlsx"
        filtering = {name for name in self.filterset.form.fields if self.request.GET.get(name)}
        return super().get_context_data(
            filter=self.filterset, filtered=bool(filtering), narrowed=bool(filtering - {"q"}), buttons=self.buttons(),
            empty=self.empty, exports=self.exports, export_query=parameters.urlencode(), **kwargs,
        )  # fmt: skip


class DetailPage(Page):
    """One record with its history. Give `permission`, `template_name` and `found()`."""

    what: Any = ""
    """What is shown, as an error names it."""

    def found(self) -> QuerySet[Any]:
        """Give the records this person may see."""
        raise NotImplementedError

    @property
    def record(self) -> Any:
        """The record the address names; `NotFound` where there is none or it is not this person's to know of."""
        if not hasattr(self, "_record"):
            self._record = get_or_missing(self.found(), self.kwargs["pk"], self.what)
        return self._record

    def get_title(self) -> Any:
        """Name the record."""
        return self.title or named(self.record)

    def buttons(self) -> list[Button]:
        """Give what this person can do with the record now."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the record and what can be done with it."""
        return super().get_context_data(record=self.record, buttons=self.buttons(), **kwargs)


class ActionPage(Page):
    """A form that calls one action. Give `permission`, `title`, `form_class`, `act()`.

    An error of the trade is shown on the form, and what was typed stays.
    """

    template_name = "components/form.html"
    form_class: type[forms.Form]
    submit: Any = ""
    done: Any = ""
    """What is said when it is done."""
    edits: ClassVar[bool] = False
    """Whether the form starts from what is kept of `record`."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Note, before anything is read, how long the trail is."""
        self.seen = audit.length() if self.edits else None
        return super().dispatch(request, *args, **kwargs)

    def edited(self) -> Record | None:
        """Give the record whose kept values the form starts from; what others changed of it since is not written over."""
        return self.record if self.edits else None  # type: ignore[attr-defined]

    def get_initial(self) -> dict[str, Any]:
        """Give what the form starts with."""
        return {}

    def get_form(self) -> forms.Form:
        """Build the form, bound where something was sent."""
        sent = self.request.method == "POST"
        return self.form_class(
            data=self.request.POST if sent else None,
            files=self.request.FILES if sent else None,
            initial=self.get_initial(),
            **self.get_form_kwargs(),
        )

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give further arguments of the form."""
        return {}

    def act(self, form: forms.Form) -> str:
        """Do it and give the address to go to."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Act where the form is valid; otherwise show it again with what is wrong."""
        form, status = self.get_form(), 422
        if form.is_valid():
            try:
                if edited := self.edited():
                    require_unchanged(edited, request)
                address = self.act(form)
            except XunchaError as error:
                form.add_error(None, said(error.sentence))
                status = 409 if isinstance(error, ChangedMeanwhile) else status
            else:
                if self.done:
                    messages.success(request, self.done)
                return HttpResponseRedirect(address)
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form, and the way back: the page above, unless another is given."""
        kwargs.setdefault("form", None)
        kwargs["form"] = kwargs["form"] or self.get_form()
        above = self.get_crumbs()
        kwargs.setdefault("back", above[-1][1] if above else "")
        return super().get_context_data(submit=self.submit or _("保存"), seen=self.seen, **kwargs)


class VerbPage(DetailPage):
    """A button on a record: POST alone, one action, back to `address()` with what came of it."""

    http_method_names = ("post", "options")
    done: Any = ""

    def act(self) -> None:
        """Do it."""
        raise NotImplementedError

    def address(self) -> str:
        """Where to go afterwards."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Act, and say what came of it."""
        address = self.address()
        try:
            self.act()
        except (NotAllowed, NotFound):
            raise
        except XunchaError as error:
            messages.error(request, said(error.sentence))
        else:
            messages.success(request, self.done or _("已办理"))
        return HttpResponseRedirect(address)


class Button:
    """Something that can be done from a page: a link, or a form sent by POST."""

    def __init__(
        self, label: Any, address: str, icon: str = "", *, main: bool = False, post: bool = False, confirm: Any = ""
    ) -> None:
        """Describe it; `confirm` is a question asked first."""
        self.label, self.address, self.icon = label, address, icon
        self.main, self.post, self.confirm = main, post, confirm


def get_or_missing(found: QuerySet[Any], key: Any, what: Any) -> Model:
    """Get one record of `found` or raise `NotFound`, which says the same whether hidden or absent."""
    record = found.filter(pk=key).first()
    if record is None:
        raise NotFound(str(what), key)
    return record  # type: ignore[no-any-return]


WHAT_NOW: dict[int, str] = {
    403: N_("谁可以办理，见“权限表”；需要此权限的，请联系安全管理员。"),
    404: N_("地址可能有误，或者记录不在您的工作范围内。"),
    405: N_("请在页面上点按钮办理。"),
    409: N_("可能刚有人办理过，请返回后刷新页面再看。"),
}


def error_page(request: HttpRequest, status: int, sentence: str, hint: str = "") -> HttpResponse:
    """Show an error in words, and what to do now."""
    words = {"title": sentence, "status": status, "hint": hint or (_(WHAT_NOW[status]) if status in WHAT_NOW else "")}
    return render(request, "components/error.html", words, status=status)
