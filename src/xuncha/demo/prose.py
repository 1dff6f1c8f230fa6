"""Office prose: matters read from the TOML files beside this one, and their slots filled."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random

from xuncha.demo.rows import Unit

_GROUPS = {
    "gov": ("bureau", "institution", "other"),
    "org": ("bureau", "institution", "other", "town", "company", "school", "hospital"),
}
_FILES = ("a", "b", "b_people", "c", "d")


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that goes wrong: how it shows, why, whose duty, which rule, and how it is cured."""

    key: str
    leaf: str
    kinds: frozenset[str]
    needs_child: bool
    title: str
    symptom: tuple[str, ...]
    symptom_village: int  # symptoms from this place on are for villages; 0 = no difference
    cause: tuple[str, ...]
    holder: str
    duty: str
    rule: str
    discipline: str
    severity: str
    spread: str
    cure: str
    amount: tuple[int, int] | None  # yuan
    persons: tuple[int, int] | None
    goal: str
    measures: tuple[str, ...]
    result: str
    evidence: tuple[str, ...]
    rulebook: str

    def symptoms(self, kind: str) -> tuple[str, ...]:
        """The symptoms told of this kind of unit."""
        if not self.symptom_village:
            return self.symptom
        return self.symptom[self.symptom_village :] if kind == "village" else self.symptom[: self.symptom_village]


@cache
def matters() -> tuple[Matter, ...]:
    """All matters, in the order of the files."""
    return tuple(
        _matter(f"{name}{number}", table) for name in _FILES for number, table in enumerate(_tables(name), start=1)
    )


@cache
def story_matters() -> tuple[tuple[str, Matter], ...]:
    """The matters of the stories, each with its story."""
    return tuple(
        (str(table["story"]), _matter(f"stories{number}", table))
        for number, table in enumerate(_tables("stories"), start=1)
    )


def _tables(name: str) -> list[dict[str, object]]:
    text = files("xuncha.demo").joinpath("matters", f"{name}.toml").read_text(encoding="utf-8")
    tables: list[dict[str, object]] = tomllib.loads(text)["matter"]
    return tables


def _matter(key: str, table: Mapping[str, object]) -> Matter:
    def word(name: str, default: str = "") -> str:
        return str(table.get(name, default))

    def words(name: str) -> tuple[str, ...]:
        value = table[name]
        if not isinstance(value, list):
            raise TypeError(f"{key}: {name} is a list")
        return tuple(str(entry) for entry in value)

    def span(name: str) -> tuple[int, int] | None:
        value = table.get(name)
        return (int(value[0]), int(value[1])) if isinstance(value, list) else None

    kinds = {kind for name in words("kinds") for kind in _GROUPS.get(name, (name,))}
    return Matter(
        key=key, leaf=word("leaf"), kinds=frozenset(kinds), needs_child=word("needs") == "child",
        title=word("title"), symptom=words("symptom"), symptom_village=int(word("symptom_village", "0")),
        cause=words("cause"), holder=word("holder"), duty=word("duty"), rule=word("rule"),
        discipline=word("discipline"), severity=word("severity", "ordinary"), spread=word("spread", "own"),
        cure=word("cure", "concentrated"), amount=span("amount"), persons=span("persons"), goal=word("goal"),
        measures=words("measures"), result=word("result"), evidence=words("evidence"), rulebook=word("rulebook"),
    )  # fmt: skip


def money(fen: int) -> str:
    """As people write amounts: 1.9万元, 860元."""
    if fen >= 1_000_000:
        text = f"{fen / 1_000_000:.2f}".rstrip("0").rstrip(".")
        return f"{text}万元"
    text = f"{fen / 100:.2f}".rstrip("0").rstrip(".")
    return f"{text}元"


@dataclass(frozen=True, slots=True)
class Filling:
    """The values put into one matter's slots; ``amount_fen`` is None where the matter has no amount."""

    words: Mapping[str, str]
    amount_fen: int | None
    persons: int
    year: int

    def fill(self, text: str) -> str:
        """The text with its slots filled."""
        return text.format_map(self.words)


def filling(rng: Random, matter_: Matter, unit: Unit, child: Unit | None, site_year: int) -> Filling:
    """Draw values for every slot a matter may have."""
    year = site_year - rng.choice((2, 2, 3, 4))
    amount = None
    if matter_.amount:
        low, high = matter_.amount
        amount = _round_amount(rng, int(low * (high / low) ** rng.random())) * 100
    n = rng.randint(6, 18)
    small = _round_amount(rng, rng.randint(1800, 36000)) * 100
    words = {
        "year": str(year), "year2": str(site_year - 1), "n": str(n), "m": str(rng.randint(2, max(2, n // 2))),
        "k": str(rng.randint(19, 64)), "small_n": str(rng.randint(2, 4)), "mon": str(rng.randint(2, 10)),
        "pct": f"{rng.randint(610, 968) / 10}%", "age": str(rng.randint(52, 61)), "age2": str(rng.randint(5, 12)),
        "amount": money(amount or small), "small": money(small), "line": unit.line,
        "child": child.name if child else "下属事业单位", "unit": unit.name,
    }  # fmt: skip
    lists = _PLACES_VILLAGE if unit.kind in ("village", "town") else _PLACES_ORG
    for slot, options in {**_WORDS, **lists}.items():
        words[slot] = rng.choice(options)
    projects = _PROJECTS.get(unit.kind) or _PROJECTS_OF_LINE.get(unit.line)
    if projects:
        words["project"] = rng.choice(projects)
    persons = rng.randint(*matter_.persons) if matter_.persons else 0
    return Filling(words, amount, persons, year)


def _round_amount(rng: Random, yuan: int) -> int:
    """Some amounts come to the yuan, most to the hundred."""
    return yuan if rng.random() < 0.2 else max(100, round(yuan, -2))


_WORDS = {
    "vendor": ("鑫岳建筑劳务队", "恒拓商贸有限公司", "岫川园林工程有限公司", "瑞禾农业科技公司", "长泰广告印务部", "盛泽机电经营部"),
    "asset": ("冷库", "育苗大棚", "粮食烘干房", "茶叶加工厂房", "鱼塘", "集体山塘", "光伏电站", "老村小校舍", "临街门面"),
    "crop": ("油茶", "花椒", "猕猴桃", "中药材", "黄桃", "金丝皇菊"),
    "river": ("澄河", "漾水", "北堰渠", "葭溪", "石磨河"),
    "land": ("工业园区扩园征地", "县道改线征地", "水库除险加固征地", "高标准农田调地", "集镇改造拆迁"),
    "device": ("彩超设备", "CT 设备", "全自动生化分析仪", "腹腔镜系统"),
    "village_need": ("通组路破损", "安全饮水时断时续", "路灯不亮", "灌溉渠淤塞", "垃圾清运不及时", "危桥未修"),
    "earlier": ("无公函接待", "往来款长期挂账", "固定资产账实不符", "土地租金拖欠", "三会一课记录不实", "工程先实施后补签"),
}  # fmt: skip
_PLACES_ORG = {
    "project": (
        "综合业务用房维修改造", "信息化平台建设", "城区雨污分流改造", "农村供水保障工程", "县乡道路安防工程",
        "办公区消防改造", "便民服务中心装修", "河道清淤疏浚工程", "停车场建设项目", "数据机房扩容",
    ),
}  # fmt: skip
_PLACES_VILLAGE = {
    "project": (
        "通组道路硬化", "文化广场建设", "饮水管网改造", "村级活动场所修缮", "机耕桥重建", "人居环境整治", "山塘加固", "路灯亮化",
    ),
}  # fmt: skip
_PROJECTS = {
    "school": ("学生宿舍维修", "塑胶操场翻新", "食堂厨房改造", "教学楼外墙维修", "录播教室建设"),
    "hospital": ("门诊楼改造", "医用气体系统改造", "发热门诊建设", "病区空调更换", "信息系统升级"),
}
_PROJECTS_OF_LINE = {
    "交通": ("县乡道路安防工程", "农村公路路面修复", "危桥改造", "公路养护站房维修", "客运站改造"),
    "水利": ("农村供水保障工程", "河道清淤疏浚工程", "小型水库除险加固", "灌区渠系配套改造", "防汛物资储备库建设"),
    "住建": ("城区雨污分流改造", "老旧小区改造", "背街小巷整治", "公租房维修", "口袋公园建设"),
    "自然资源": ("废弃矿山生态修复", "土地整治项目", "不动产登记大厅改造", "地质灾害点治理"),
    "农业农村": ("高标准农田建设", "畜禽粪污资源化利用", "农产品冷链设施", "种质资源圃建设"),
    "教育": ("薄弱学校改造", "校舍安全加固", "智慧校园建设", "学校食堂改造"),
    "卫健": ("乡镇卫生院改造", "村卫生室标准化建设", "区域信息平台建设"),
    "国资": ("停车场建设项目", "标准厂房建设", "管网更新改造", "办公区消防改造"),
}
