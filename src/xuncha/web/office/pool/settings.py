"""What the office of a place asks of its talent pool."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from xuncha.domain.pool import PoolPolicy
from xuncha.records.pool import actions
from xuncha.records.pool.settings import pool_policy
from xuncha.web.office.policy.office import CRUMBS, PlaceForm
from xuncha.web.office.policy.pool_numbers import NUMBERS


class PoolRulesForm(forms.Form):
    """Every number, by its kind."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for each."""
        super().__init__(*args, **kwargs)
        for each in fields(PoolPolicy):
            label, help_text = NUMBERS[each.name]
            if isinstance(each.default, bool):
                self.fields[each.name] = forms.BooleanField(label=label, help_text=help_text, required=False)
            else:
                least = 1 if each.name == "bodies_a_team" else 0
                self.fields[each.name] = forms.IntegerField(
                    label=label, help_text=help_text, min_value=least, max_value=1200
                )


class PoolRulesEdit(PlaceForm):
    """Settle them here."""

    permission = "policy.edit"
    form_class = PoolRulesForm
    crumbs: ClassVar = CRUMBS
    done = _("已保存")

    def get_title(self) -> Any:
        """Name the place."""
        return _now("人才库规则（%(place)s）") % {"place": self.place}

    def get_initial(self) -> dict[str, Any]:
        """Start from what counts now."""
        return asdict(pool_policy(self.place))

    def act(self, form: forms.Form) -> str:
        """Settle them."""
        actions.settle_pool(self.place, PoolPolicy(**form.cleaned_data), by=self.user)
        return self.address()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer the way back."""
        return super().get_context_data(back=self.address(), **kwargs)
