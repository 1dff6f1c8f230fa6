"""What one unit is looked at for: what all units share, what its kind adds, what its own facts add, with reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from xuncha.domain.organisations import UnitKind
from xuncha.domain.taxonomy import Taxonomy
from xuncha.domain.words import N_, Labelled, Sentence, say


class ItemOrigin(Labelled):
    """Why an item is on the list; the nearer to the unit, the more weight."""

    EARLIER = "earlier", N_("以往问题")
    FACT = "fact", N_("单位实际")
    KIND = "kind", N_("单位类型")
    COMMON = "common", N_("共性内容")


COMMON_LEAVES = ("A1.1", "A2.1", "A3.1", "A4.1", "B1.1", "B2.3", "B5.1", "C1.1", "C3.1", "D1.1")
"""One leaf or more from every focus: political inspection looks at these everywhere."""


class UnitTrait(Labelled):
    """A fact about a unit that tailors its list."""

    HAS_SUBORDINATES = "has_subordinates", N_("有下属单位，可能转嫁费用")
    SPECIAL_FUNDS = "special_funds", N_("掌管专项资金")
    WELFARE_FUNDS = "welfare_funds", N_("发放惠民补贴")
    APPROVALS = "approvals", N_("掌握审批权")
    LAW_ENFORCEMENT = "law_enforcement", N_("承担行政执法")
    PROJECTS = "projects", N_("有工程项目")
    PROCUREMENT = "procurement", N_("采购量较大")
    ASSETS = "assets", N_("有资产对外出租")
    DEBT = "debt", N_("有较大债务")
    FEES = "fees", N_("收取费用")
    MEMBERSHIP_FEES = "membership_fees", N_("收取会费")
    CANTEEN = "canteen", N_("自办食堂")
    SERVICE_WINDOW = "service_window", N_("设有服务窗口")
    IDEOLOGY = "ideology", N_("承担意识形态工作")
    CADRE_FILES = "cadre_files", N_("管理干部人事档案")
    DEMOLITION = "demolition", N_("有征地拆迁任务")
    RELOCATION = "relocation", N_("有搬迁安置任务")
    VILLAGE_ACCOUNTS = "village_accounts", N_("代管村级账目")
    COLLECTIVE_RENT = "collective_rent", N_("有集体土地和房屋出租")
    CLAN = "clan", N_("家族势力影响较大")
    INSURANCE_FUND = "insurance_fund", N_("使用医保基金")
    ENROLMENT = "enrolment", N_("组织招生")
    PETITIONS = "petitions", N_("信访反映较多")
    OVER_QUOTA = "over_quota", N_("实有人数超过编制")
    WEAK_BRANCH = "weak_branch", N_("党组织曾被列为软弱涣散")
    NEW_HEAD = "new_head", N_("主要负责人新近到任")


TRAIT_LEAVES: Mapping[UnitTrait, tuple[str, ...]] = {
    UnitTrait.HAS_SUBORDINATES: ("B1.6",),
    UnitTrait.SPECIAL_FUNDS: ("B4.5",),
    UnitTrait.WELFARE_FUNDS: ("B4.3", "B4.5"),
    UnitTrait.APPROVALS: ("A2.5", "B5.4"),
    UnitTrait.LAW_ENFORCEMENT: ("C4.1", "B1.7"),
    UnitTrait.PROJECTS: ("B3.1", "B3.3", "B3.4"),
    UnitTrait.PROCUREMENT: ("B3.1", "B3.2"),
    UnitTrait.ASSETS: ("B4.1", "B2.6"),
    UnitTrait.DEBT: ("A3.3",),
    UnitTrait.FEES: ("B2.5", "B2.7"),
    UnitTrait.MEMBERSHIP_FEES: ("B2.1", "B2.7"),
    UnitTrait.CANTEEN: ("B1.1", "B2.7"),
    UnitTrait.SERVICE_WINDOW: ("C4.1",),
    UnitTrait.IDEOLOGY: ("A3.1",),
    UnitTrait.CADRE_FILES: ("C2.1", "C2.2"),
    UnitTrait.DEMOLITION: ("B4.4",),
    UnitTrait.RELOCATION: ("B4.4", "B4.5"),
    UnitTrait.VILLAGE_ACCOUNTS: ("B2.3", "B4.1"),
    UnitTrait.COLLECTIVE_RENT: ("B4.1", "B4.2"),
    UnitTrait.CLAN: ("C3.4", "B4.3"),
    UnitTrait.INSURANCE_FUND: ("B4.5", "B2.7"),
    UnitTrait.ENROLMENT: ("B5.4",),
    UnitTrait.PETITIONS: ("A3.4", "C4.1"),
    UnitTrait.OVER_QUOTA: ("C2.3", "C2.4"),
    UnitTrait.WEAK_BRANCH: ("C3.4", "C3.5"),
    UnitTrait.NEW_HEAD: ("C1.1",),
}


@dataclass(frozen=True)
class EarlierFinding:
    """What an earlier round, an audit or a look-back found in this unit."""

    leaf: str
    title: str
    year: int


@dataclass(frozen=True)
class ChecklistItem:
    """A leaf to look at, the topic it is asked under, and every reason for it."""

    leaf: str
    topic: str
    origin: ItemOrigin
    reasons: tuple[Sentence, ...] = field(hash=False)


def tailor(
    taxonomy: Taxonomy,
    kind: UnitKind,
    traits: Iterable[str] = (),
    earlier: Iterable[EarlierFinding] = (),
) -> tuple[ChecklistItem, ...]:
    """Make a unit's own list, the nearest reasons first. Traits nobody has defined are passed over."""
    wanted = frozenset(traits)
    found: dict[str, list[tuple[ItemOrigin, str, Sentence]]] = {}

    def add(leaf: str, origin: ItemOrigin, topic: str, reason: Sentence) -> None:
        if leaf in taxonomy.branches:
            found.setdefault(leaf, []).append((origin, topic, reason))

    for finding in earlier:
        reason = say(N_("%(year)s年已发现：%(title)s，核对整改情况"), year=finding.year, title=finding.title)
        add(finding.leaf, ItemOrigin.EARLIER, taxonomy.leaf(finding.leaf).label, reason)
    for trait in UnitTrait:
        if trait in wanted:
            for leaf in TRAIT_LEAVES[trait]:
                add(leaf, ItemOrigin.FACT, trait.label, say(N_("该单位%(fact)s"), fact=trait))
    for topic in taxonomy.topics_for(kind):
        for leaf in topic.leaves:
            reason = say(N_("%(kind)s重点：%(topic)s"), kind=kind, topic=say(topic.label))
            add(leaf, ItemOrigin.KIND, topic.label, reason)
    for leaf in COMMON_LEAVES:
        if leaf in taxonomy.branches:
            branch = taxonomy.branches[leaf]
            reason = say(N_("各单位共性内容：%(focus)s"), focus=say(branch.focus.wording(kind)))
            add(leaf, ItemOrigin.COMMON, branch.aspect.label, reason)
    return _ordered(found)


def _ordered(found: Mapping[str, list[tuple[ItemOrigin, str, Sentence]]]) -> tuple[ChecklistItem, ...]:
    order = list(ItemOrigin)
    items = [
        ChecklistItem(leaf, entries[0][1], entries[0][0], tuple(reason for _, _, reason in entries))
        for leaf, entries in found.items()
    ]
    return tuple(sorted(items, key=lambda item: (order.index(item.origin), -len(item.reasons), item.leaf)))


def covered(items: Iterable[ChecklistItem], looked_at: Iterable[str]) -> float:
    """Share of the list that was looked at; 1 where the list is empty."""
    leaves = {item.leaf for item in items}
    return len(leaves & set(looked_at)) / len(leaves) if leaves else 1.0
