"""The establishment of offices: posts, who fills them, what stands empty."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from xuncha.domain.pool import OfficePost
from xuncha.records.people import queries as people
from xuncha.records.pool import actions, queries
from xuncha.records.teams import pool
from xuncha.web.components.pages import ActionPage, Page, get_or_missing

CRUMBS: tuple[tuple[Any, str], ...] = ((_("人才库"), "office:inspector_list"),)
CHOSEN = "post-"


class EstablishmentPage(Page):
    """Every office within reach."""

    permission = "establishment.view"
    title = _("岗位编制")
    lead = _("编制数由核定文件登记，在岗人数按人才库中专职人员的岗位计算；巡察办领导职务见各地巡察办的单位信息")
    template_name = "office/pool/establishment.html"
    crumbs: ClassVar = CRUMBS

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the offices, and those without any establishment yet that this person may settle."""
        places = pool.places(self.user, self.permission)
        offices = queries.office_tables(places)
        settled = {office.place.pk for office in offices}
        mine = set(pool.places(self.user, "establishment.edit").values_list("pk", flat=True))
        return super().get_context_data(
            offices=offices, mine=mine, unsettled=[each for each in places.filter(pk__in=mine) if each.pk not in settled],
            posts=list(OfficePost), **kwargs,
        )  # fmt: skip


class EstablishmentForm(forms.Form):
    """How many posts of each kind."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for every kind of post, then for the document."""
        super().__init__(*args, **kwargs)
        for post in OfficePost:
            self.fields[f"{CHOSEN}{post}"] = forms.IntegerField(
                label=_(post.label), min_value=0, max_value=500, initial=0, help_text=_("编制数；没有的填0")
            )
        self.fields["source"] = forms.CharField(label=_("核定文件"), max_length=200, help_text=_("文件名称或文号"))


class EstablishmentEdit(ActionPage):
    """Settle the posts of one office."""

    permission = "establishment.edit"
    form_class = EstablishmentForm
    crumbs: ClassVar = (*CRUMBS, (_("岗位编制"), "office:establishment"))
    done = _("已保存")

    @cached_property
    def place(self) -> Any:
        """The place the address names."""
        mine = people.jurisdictions().filter(pk__in=pool.places(self.user, self.permission).values("pk"))
        return get_or_missing(mine, self.kwargs["place"], _("地区"))

    def get_title(self) -> Any:
        """Name the place."""
        return _now("核定岗位编制（%(place)s）") % {"place": self.place}

    def get_initial(self) -> dict[str, Any]:
        """Start from what is settled."""
        rows = list(queries.establishment(people.jurisdictions().filter(pk=self.place.pk)))
        source = next((row.source for row in rows), "")
        return {f"{CHOSEN}{row.post}": row.quota for row in rows} | {"source": source}

    def act(self, form: forms.Form) -> str:
        """Settle them."""
        quotas = {post: form.cleaned_data[f"{CHOSEN}{post}"] for post in OfficePost}
        actions.settle_establishment(self.place, quotas, form.cleaned_data["source"], by=self.user)
        return reverse("office:establishment")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer the way back."""
        return super().get_context_data(back=reverse("office:establishment"), **kwargs)
