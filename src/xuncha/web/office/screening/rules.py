"""Rules for red flags: the catalogue with thresholds and sources, what the office set, rules of its own."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.domain.ledgers import OwnRuleState, RuleFamily
from xuncha.engines.ledgers.rules import Anchor, Parameter, Rule, Text, Value, newest
from xuncha.records.screening import actions, queries, rules
from xuncha.web.components.pages import ActionPage, Button, Page, VerbPage
from xuncha.web.components.writing import english, money

CRUMBS = ((pgettext_lazy("list", "疑点规则"), "office:ledger_rules"),)


def told(text: Text) -> str:
    """A rule's own words in the reader's language."""
    return text.en if english() else text.zh


def sourced(anchor: Anchor) -> str:
    """A source and how well it is known."""
    return f"{told(anchor.text)} · {_(anchor.mark.label)}"


class RulesPage(Page):
    """Every rule, by family; those of the office's own apart."""

    permission = "ledger_rule.view"
    template_name = "office/screening/rules.html"
    title = pgettext_lazy("list", "疑点规则")
    lead = _("每条规则都写明含义、阈值及依据、正常情形，并带有例子；用于正式行为的版本不再修改")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Group them."""
        set_here = {each.rule: each for each in queries.rule_settings(self.user)}
        families = [
            (
                family.label,
                [(rule, told(rule.name), set_here.get(rule.id)) for rule in rules.known() if rule.family is family],
            )
            for family in RuleFamily
        ]
        buttons = []
        if self.may("ledger_rule.write"):
            buttons.append(Button(_("自编规则"), reverse("office:ledger_rule_new"), "plus", main=True))
        return super().get_context_data(
            families=[(_(label), found) for label, found in families if found], own=queries.own_rules(self.user),
            buttons=buttons, in_force=OwnRuleState.IN_FORCE, draft=OwnRuleState.DRAFT,
            may_review=self.may("ledger_rule.review"), **kwargs,
        )  # fmt: skip


class OfRule(Page):
    """A page about one rule."""

    permission = "ledger_rule.view"
    crumbs: ClassVar = CRUMBS

    @property
    def rule(self) -> Rule:
        """The newest version of the rule the address names."""
        return newest(rules.known(), [self.kwargs["code"]])[0]

    def get_title(self) -> Any:
        """Its code and name."""
        return f"{self.rule.id} {told(self.rule.name)}"


class RulePage(OfRule):
    """One rule: what it means, by what it measures, its examples, its SQL."""

    template_name = "office/screening/rule.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add everything its file says, and what the office set."""
        rule = self.rule
        setting = queries.rule_settings(self.user).filter(rule=rule.id).first()
        buttons = []
        if self.may("ledger_rule.set"):
            buttons.append(
                Button(_("设置阈值"), reverse("office:ledger_rule_set", args=[rule.id]), "adjustments", main=True)
            )
        facts = [
            (_("版次"), rule.version), (_("轻重"), _(rule.severity.label)), (_("依据"), sourced(rule.source)),
            (_("使用"), _("停用") if setting and not setting.used else _("在用")),
        ]  # fmt: skip
        return super().get_context_data(
            rule=rule, facts=facts, texts=[(_("含义"), told(rule.meaning)), (_("正常情形"), told(rule.honest))],
            parameters=[_row(each, setting.values if setting else {}) for each in rule.parameters.values()],
            setting=setting, examples=[(told(each.name), len(each.flags)) for each in rule.examples], buttons=buttons, **kwargs,
        )  # fmt: skip


def _row(parameter: Parameter, values: dict[str, Value]) -> tuple[str, str, str, str]:
    here = values.get(parameter.name, parameter.value)
    fen = parameter.name.endswith("_fen")
    return told(parameter.meaning), _text(parameter.value, fen), _text(here, fen), sourced(parameter.source)


def _text(value: Value, fen: bool) -> str:
    if fen and isinstance(value, int):
        return money(value)
    return _("、").join(map(str, value)) if isinstance(value, tuple | list) else str(value)


class SettingForm(forms.Form):
    """A rule's thresholds as this office wants them, and why."""

    used = forms.BooleanField(label=_("使用这条规则"), required=False, initial=True)

    def __init__(self, *args: Any, rule: Rule, values: dict[str, Any], **kwargs: Any) -> None:
        """One field a parameter: a number, a text, or one entry a line."""
        super().__init__(*args, **kwargs)
        self.rule = rule
        for parameter in rule.parameters.values():
            self.fields[parameter.name] = _field(parameter, values.get(parameter.name, parameter.value))
        self.fields["source"] = forms.CharField(label=_("依据"), max_length=200)

    def values(self) -> dict[str, Value]:
        """The thresholds as rules take them."""
        return {name: _taken(each, self.cleaned_data[name]) for name, each in self.rule.parameters.items()}


def _field(parameter: Parameter, value: Any) -> forms.Field:
    label = told(parameter.meaning)
    if isinstance(parameter.value, int):
        return forms.IntegerField(label=label, initial=value)
    if isinstance(parameter.value, str):
        return forms.CharField(label=label, initial=value, max_length=2000)
    lines = "\n".join(map(str, value))
    return forms.CharField(
        label=label, initial=lines, widget=forms.Textarea(attrs={"rows": 4}), help_text=_("每行一项")
    )


def _taken(parameter: Parameter, given: Any) -> Value:
    if not isinstance(parameter.value, tuple):
        return given  # type: ignore[no-any-return]
    entries = [line.strip() for line in given.splitlines() if line.strip()]
    numbers = all(isinstance(each, int) for each in parameter.value)
    return tuple(int(each) for each in entries) if numbers else tuple(entries)


class RuleSet(ActionPage, OfRule):
    """Set thresholds here, or put the rule aside."""

    permission = "ledger_rule.set"
    form_class = SettingForm
    done = _("已保存设置，下一次筛查起使用")

    def get_form_kwargs(self) -> dict[str, Any]:
        """What is set now."""
        setting = queries.rule_settings(self.user).filter(rule=self.rule.id).first()
        return {"rule": self.rule, "values": setting.values if setting else {}}

    def get_crumbs(self) -> list[tuple[Any, str]]:
        """End with the rule."""
        return [*super().get_crumbs(), (self.get_title(), reverse("office:ledger_rule", args=[self.rule.id]))]

    def act(self, form: forms.Form) -> str:
        """Do it."""
        place = queries.place_of(self.user)
        data = form.cleaned_data
        actions.set_rule(place, self.rule.id, form.values(), data["source"], used=data["used"], by=self.user)  # type: ignore[attr-defined]
        return reverse("office:ledger_rule", args=[self.rule.id])


class RuleForm(forms.Form):
    """A rule file."""

    text = forms.CharField(
        label=_("规则文件"), widget=forms.Textarea(attrs={"rows": 24, "class": "font-monospace", "spellcheck": "false"}), strip=False,
        help_text=_("TOML：编号（以 X 开头）、含义、阈值、依据、SQL 和例子；保存前先按例子检验"),
    )  # fmt: skip


class RuleNew(ActionPage):
    """Write a rule of the office's own."""

    permission = "ledger_rule.write"
    title = _("自编规则")
    lead = _("只读、只能用规定的表和函数，限时限内存；由他人审核后启用")
    crumbs: ClassVar = CRUMBS
    form_class = RuleForm
    done = _("已保存草稿，待他人审核")

    def act(self, form: forms.Form) -> str:
        """Do it."""
        actions.write_rule(queries.place_of(self.user), form.cleaned_data["text"], by=self.user)
        return reverse("office:ledger_rules")


class OfOwn(VerbPage):
    """A verb on a rule of the office's own."""

    permission = "ledger_rule.review"
    what = _("自编规则")

    def found(self) -> QuerySet[Any]:
        """Rules within reach."""
        return queries.own_rules(self.user)

    def address(self) -> str:
        """Back to the rules."""
        return reverse("office:ledger_rules")


class Review(OfOwn):
    """Put a colleague's rule in force."""

    done = _("已启用")

    def act(self) -> None:
        """Do it."""
        actions.review_rule(self.record, by=self.user)


class Retire(OfOwn):
    """Take a rule out of use."""

    done = _("已停用")

    def act(self) -> None:
        """Do it."""
        actions.retire_rule(self.record, by=self.user)
