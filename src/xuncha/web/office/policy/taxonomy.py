"""Supervision content: the tree with its findings, one node with its history, the forms that keep it."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xuncha.domain.organisations import UnitKind
from xuncha.records.findings import queries as findings
from xuncha.records.findings.statistics import by_branch
from xuncha.records.policy import actions, queries
from xuncha.web.components.fields import day, paragraph, several
from xuncha.web.components.pages import ActionPage, Button, DetailPage, Page, VerbPage, get_or_missing

CRUMBS: tuple[tuple[Any, str], ...] = ((_("监督内容"), "office:taxonomy"),)
KINDS = {kind.value: _(kind.label) for kind in UnitKind}


class TaxonomyPage(Page):
    """The tree of one edition, with how many findings this person can see lie at or below each node."""

    permission = "taxonomy.view"
    title = _("监督内容")
    lead = _("聚焦方面、内容、末级条目；底稿和问题归入末级条目，统计按枝汇总")
    template_name = "office/policy/taxonomy.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the tree and the other editions."""
        editions = list(queries.editions())
        asked = self.request.GET.get("edition", "")
        current = queries.current_edition()
        edition = next((each for each in editions if str(each.pk) == asked), current)
        counts = self.counts(edition)
        rows = [
            (node, queries.depth(node.code), [KINDS.get(kind, kind) for kind in node.kinds], counts.get(node.code, 0))
            for node in (queries.nodes(edition) if edition else [])
        ]
        return super().get_context_data(
            edition=edition, editions=editions, current=current, rows=rows, counted=bool(counts),
            buttons=self.buttons(), **kwargs,
        )  # fmt: skip

    def counts(self, edition: Any) -> dict[str, int]:
        """Count findings by the code of each node; nothing where this person sees no findings at all."""
        if edition is None or not self.may("finding.view"):
            return {}
        sums = by_branch(findings.findings(self.user))
        return {each.code: each.findings for each in sums if each.edition == edition.name}

    def buttons(self) -> list[Button]:
        """Offer to issue a new edition."""
        if not self.may("taxonomy.edit"):
            return []
        return [Button(_("发布新版"), reverse("office:edition_new"), "copy")]


class NodePage(DetailPage):
    """One node: what it covers, what lies below, how it came to read so."""

    permission = "taxonomy.view"
    what = _("监督内容")
    template_name = "office/policy/node.html"
    crumbs: ClassVar = CRUMBS

    def found(self) -> QuerySet[Any]:
        """The taxonomy is no secret."""
        return queries.node(self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the nodes below and words for codes."""
        below = [node for node in queries.nodes(self.record.edition) if node.parent_id == self.record.pk]
        kinds = [KINDS.get(kind, kind) for kind in self.record.kinds]
        return super().get_context_data(below=below, kinds=kinds, **kwargs)

    def buttons(self) -> list[Button]:
        """Offer what can be done with the latest edition."""
        node, latest = self.record, queries.editions().first()
        if not self.may("taxonomy.edit") or node.edition != latest:
            return []
        key = [node.pk]
        offered = [Button(_("修改"), reverse("office:node_edit", args=key), "edit", main=True)]
        if queries.depth(node.code) < 2 and not node.retired:
            offered.append(Button(_("新增下级"), reverse("office:node_new", args=key), "plus"))
        if node.retired:
            offered.append(Button(_("恢复使用"), reverse("office:node_restore", args=key), "refresh", post=True))
        else:
            ask = _("停用后不再归入新问题，已有问题不变。确定吗？")
            offered.append(Button(_("停用"), reverse("office:node_retire", args=key), "ban", post=True, confirm=ask))
        return offered


class NodeForm(forms.Form):
    """What can be said of a node."""

    label = forms.CharField(label=_("内容"), max_length=128)
    points = paragraph(_("监督要点"), required=False, help_text=_("一行一条；查什么、怎么查"))
    kinds = several(_("适用单位类型"), required=False, choices=list(KINDS.items()), help_text=_("不选为各类单位通用"))
    seen = forms.BooleanField(label=_("见于公开反馈"), required=False)

    def fill(self, node: Any) -> Any:
        """Put what was filled in into the record."""
        for name in ("label", "points", "kinds", "seen"):
            setattr(node, name, self.cleaned_data[name])
        return node


class NewNodeForm(NodeForm):
    """A node below another."""

    code = forms.CharField(label=_("编码"), max_length=16)
    field_order = ("code",)

    def fill(self, node: Any) -> Any:
        """Put what was filled in into the record."""
        node.code = self.cleaned_data["code"]
        return super().fill(node)


class NodeEdit(ActionPage):
    """Change a node's words."""

    permission = "taxonomy.edit"
    title = _("修改监督内容")
    form_class: type[forms.Form] = NodeForm
    crumbs: ClassVar = CRUMBS
    done = _("已保存")
    edits = True

    @cached_property
    def record(self) -> Any:
        """The node the address names."""
        return get_or_missing(queries.node(self.kwargs["pk"]), self.kwargs["pk"], _("监督内容"))

    def get_initial(self) -> dict[str, Any]:
        """Start from what is kept."""
        return {name: getattr(self.record, name) for name in NodeForm.base_fields}

    def act(self, form: Any) -> str:
        """Keep the change."""
        return reverse("office:node", args=[actions.save_node(form.fill(self.record), by=self.user).pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer the way back."""
        return super().get_context_data(back=reverse("office:node", args=[self.kwargs["pk"]]), **kwargs)

    def get_crumbs(self) -> list[tuple[Any, str]]:
        """End with the node."""
        return [*super().get_crumbs(), (str(self.record), reverse("office:node", args=[self.kwargs["pk"]]))]


class NodeNew(NodeEdit):
    """Add a node below the one the address names."""

    title = _("新增下级")
    form_class = NewNodeForm
    done = _("已新增")

    def get_initial(self) -> dict[str, Any]:
        """Propose the next free code."""
        above = self.record
        taken = {node.code for node in queries.nodes(above.edition)}
        stem = above.code + ("." if queries.depth(above.code) == 1 else "")
        return {"code": next(f"{stem}{number}" for number in range(1, 100) if f"{stem}{number}" not in taken)}

    def act(self, form: Any) -> str:
        """Add it."""
        return reverse(
            "office:node", args=[actions.add_node(form.fill(queries.new_node(self.record)), by=self.user).pk]
        )


class NodeVerb(VerbPage):
    """A verb on a node."""

    permission = "taxonomy.edit"
    what = _("监督内容")

    def found(self) -> QuerySet[Any]:
        """The taxonomy is no secret."""
        return queries.node(self.kwargs["pk"])

    def address(self) -> str:
        """Back to the node."""
        return reverse("office:node", args=[self.kwargs["pk"]])


class NodeRetire(NodeVerb):
    """Take a node out of use."""

    done = _("已停用")

    def act(self) -> None:
        """Do it."""
        actions.retire_node(self.record, by=self.user)


class NodeRestore(NodeVerb):
    """Put a node back into use."""

    done = _("已恢复使用")

    def act(self) -> None:
        """Do it."""
        actions.restore_node(self.record, by=self.user)


class EditionForm(forms.Form):
    """What a new edition is called, and from when it counts."""

    name = forms.CharField(label=_("名称"), max_length=64)
    source = forms.CharField(label=_("依据"), max_length=200, required=False)
    issued_on = day(_("启用日期"))


class EditionNew(ActionPage):
    """Issue a new edition."""

    permission = "taxonomy.edit"
    title = _("发布新版")
    lead = _("新版沿用现行在用的全部条目，发布后再逐条修改；已有问题仍归原版次")
    form_class = EditionForm
    crumbs: ClassVar = CRUMBS
    submit = _("发布")
    done = _("已发布")

    def get_initial(self) -> dict[str, Any]:
        """Start from today."""
        return {"issued_on": timezone.localdate()}

    def act(self, form: forms.Form) -> str:
        """Issue it."""
        said = form.cleaned_data
        edition = actions.issue_edition(said["name"], said["source"], said["issued_on"], by=self.user)
        return f"{reverse('office:taxonomy')}?edition={edition.pk}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer the way back."""
        return super().get_context_data(back=reverse("office:taxonomy"), **kwargs)
