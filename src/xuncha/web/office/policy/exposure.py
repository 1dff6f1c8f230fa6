"""What acquaintance weighs in an office: the figures, in which years they fade, and an example reckoned by them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from xuncha.domain.exposure import ENDLESS, WEIGHED, Acquaintance, Exposure, ExposurePolicy, Weight, exposure
from xuncha.domain.exposure.policy import POINTS_MOST, YEARS_MOST
from xuncha.domain.people import CareerFact, HomeFact, HomeKind, PersonFacts, SchoolFact, ServiceFact
from xuncha.domain.recusal import UnitFacts
from xuncha.records.policy import actions, queries
from xuncha.records.rounds import settings
from xuncha.web.office.policy.office import CRUMBS, PlaceForm


class ExposureForm(forms.Form):
    """The figures of one office."""

    through_share = forms.IntegerField(
        label=_("间接认识按百分之几计"),
        min_value=0,
        max_value=99,
        help_text=_("经一位介绍人认识班子成员的，按两边关系中较弱一边折算"),
    )
    through_least = forms.IntegerField(
        label=_("介绍人两边关系至少"), min_value=1, max_value=POINTS_MOST, help_text=_("低于此分的泛泛之交不作介绍人")
    )
    most = forms.IntegerField(label=_("对一个单位合计至多"), min_value=1, max_value=10_000)
    source = forms.CharField(label=_("依据"), max_length=200, help_text=_("文件名称、文号或会议"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for points and years of each kind, before the rest."""
        super().__init__(*args, **kwargs)
        self.fields = {**dict(self._weights()), **self.fields}

    @staticmethod
    def _weights() -> Iterator[tuple[str, forms.Field]]:
        for kind in WEIGHED:
            asked = [("points", _("%(kind)s：分值"), POINTS_MOST), ("years", _("%(kind)s：几年后不计"), YEARS_MOST)]
            for name, label, most in asked[: 1 if kind in ENDLESS else 2]:
                said = label % {"kind": _now(kind.label)}
                shown = forms.NumberInput(attrs={"class": "form-control", "aria-label": said})
                yield f"{kind}_{name}", forms.IntegerField(label=said, min_value=0, max_value=most, widget=shown)

    def rows(self) -> list[tuple[Acquaintance, forms.BoundField, forms.BoundField | None]]:
        """Give each kind with its fields."""
        return [(kind, self[f"{kind}_points"], None if kind in ENDLESS else self[f"{kind}_years"]) for kind in WEIGHED]

    def others(self) -> list[forms.BoundField]:
        """Give the fields of no kind."""
        return [self[name] for name in self.base_fields]

    def policy(self) -> ExposurePolicy:
        """Give what was filled in."""
        said = self.cleaned_data
        filled = {kind: Weight(said[f"{kind}_points"], said.get(f"{kind}_years", 0)) for kind in WEIGHED}
        return ExposurePolicy(filled, said["through_share"], said["through_least"], said["most"])


class ExposureEdit(PlaceForm):
    """Settle the figures here; while they are filled in, the example shows what they do."""

    permission = "policy.edit"
    form_class = ExposureForm
    template_name = "office/policy/exposure_edit.html"
    crumbs: ClassVar = CRUMBS
    done = _("已保存；正在组队的轮次即按新分值计算")
    edits = True

    def edited(self) -> Any:
        """The setting that counts here now, if there is one."""
        return queries.exposure_setting(self.place)

    def get_title(self) -> Any:
        """Name the place."""
        return _now("熟人暴露度（%(place)s）") % {"place": self.place}

    def get_initial(self) -> dict[str, Any]:
        """Start from what counts now."""
        policy, settled = settings.exposure_policy(self.place), queries.exposure_setting(self.place)
        found: dict[str, Any] = {f"{kind}_points": weight.points for kind, weight in policy.weights.items()}
        found |= {f"{kind}_years": weight.years for kind, weight in policy.weights.items()}
        found |= {name: getattr(policy, name) for name in ("through_share", "through_least", "most")}
        return found | {"source": settled.source if settled else ""}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form, or the example by figures not yet kept."""
        if not request.htmx:  # type: ignore[attr-defined]
            return super().get(request, *args, **kwargs)
        # The example needs no source, and must not wait for one.
        form = ExposureForm(request.GET.dict() | {"source": "—"})
        policy = form.policy() if form.is_valid() else None
        return render(request, "office/policy/exposure_example.html", {"example": policy and example(policy)})

    def act(self, form: Any) -> str:
        """Settle them."""
        actions.settle_exposure(self.place, form.policy(), form.cleaned_data["source"], by=self.user)
        return self.address()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the example by what counts now, and the way back."""
        now = example(settings.exposure_policy(self.place))
        return super().get_context_data(back=self.address(), example=now, **kwargs)


def example(policy: ExposurePolicy) -> Exposure:
    """Reckon one made-up inspector before one made-up unit."""
    year = timezone.localdate().year

    def worked(since: int, until: int | None) -> CareerFact:
        ends = date(year - until, 1, 1) if until is not None else None
        return CareerFact("town", "河东镇", "干部", date(year - since, 1, 1), ends, leading_body=until is None)

    studied = SchoolFact("云岫师专", year - 20, year - 16, "中文一班")
    head = PersonFacts("head", "金守成", careers=(worked(12, 6),))
    deputy = PersonFacts(
        "deputy",
        "魏长青",
        schools=(SchoolFact("云岫师专", year - 20, year - 16, "中文二班"),),
        careers=(worked(3, None),),
    )
    third = PersonFacts("third", "水清源", careers=(CareerFact("port", "港务站", "站长", date(year - 9, 1, 1)),))
    friend = PersonFacts("friend", "丁小满", schools=(studied,), careers=third.careers)
    team = ServiceFact("team", "第三组", frozenset({"water"}), date(year - 3, 3, 1), date(year - 3, 5, 1))
    inspector = PersonFacts(
        "inspector", "程立言", schools=(studied,), careers=(worked(15, 8),), service=(team,),
        homes=(HomeFact("county", HomeKind.GREW_UP),),
    )  # fmt: skip
    unit = UnitFacts("water", "水务局", jurisdiction_path=("county",), leading_body=(head, deputy, third))
    return exposure(inspector, unit, timezone.localdate(), policy, between=(friend,))
