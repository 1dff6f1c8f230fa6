"""The fixed cast by part: names, and the codes of the persons who play them.

The codes are fixed before anybody is generated, so that the generators can give these persons
their names, roles and places on a team.
"""

from dataclasses import dataclass

from xuncha.demo import places
from xuncha.demo.rows import Size
from xuncha.domain.words import N_


@dataclass(frozen=True, slots=True)
class Part:
    """One part: ``roles`` are account roles; the person's code is made from unit or pool."""

    key: str
    name: str
    sex: str
    role: str
    story: str


PARTS: tuple[Part, ...] = (
    Part("planner", "沈谨言", "f", "planner", N_("巡察办主任：组织本轮次，盯住每一个期限")),
    Part("leader", "顾长砚", "m", "inspector", N_("现场巡察组组长：签批底稿，对报告负总责")),
    Part("deputy", "温秋荷", "f", "inspector", N_("同组副组长：审核底稿，管理问题线索")),
    Part("liaison", "陆青禾", "f", "inspector", N_("同组联络员：安排谈话、走访和调阅")),
    Part("member", "许望川", "m", "inspector", N_("同组组员：谈话、查账，起草底稿")),
    Part("member2", "江照明", "m", "inspector", N_("同组组员：与许望川共同经办底稿")),
    Part("recused", "汤怀柯", "m", "inspector", N_("原拟入组，因妻弟在被巡察单位班子任职而回避")),
    Part("clerk", "宋映雪", "f", "inspector", N_("同组信访专员：登记来信来电来访，保护反映人")),
    Part("unit_head", "罗启程", "m", "unit_head", N_("公路养护中心主任：整改第一责任人，有任务本周到期，也有逾期")),
    Part("unit_liaison", "叶书岚", "f", "unit_liaison", N_("公路养护中心整改联络员：填报进展，上传佐证")),
    Part("discipline", "严立筠", "m", "discipline", N_("纪委监委：联合审核整改，接收问题线索")),
    Part("organisation", "方以宁", "f", "organisation", N_("组织部：联合审核整改")),
    Part("line", "潘泽衢", "m", "line", N_("交通运输局：按行业职责审核整改")),
    Part("leading_group", "邱守正", "m", "leading_group", N_("领导小组组长：听取汇报，批准立行立改和延期")),
    Part("secretary", "莫怀谷", "m", "secretary", N_("党委书记：主持书记专题会，点人点事")),
    Part("system", "丁维初", "m", "system", N_("系统管理员：开通和停用账号")),
    Part("security", "章可固", "m", "security", N_("安全管理员：授予和收回角色")),
    Part("audit_admin", "白鉴心", "f", "audit_admin", N_("审计管理员：查验操作记录")),
    Part("outsider", "祁远帆", "m", "inspector", N_("另一巡察组组长：看不到上面这个组的任何材料")),
    Part("other_head", "郭定澜", "m", "unit_head", N_("水利枢纽工程管理局新任局长：前任在整改期满当月又转嫁费用，账目监测已有提示")),
)  # fmt: skip

CAST_UNIT = "LY0104-gl"  # 霜溪县公路养护中心, of unit_head and unit_liaison
WATER_UNIT = "LY0104-sn"  # 霜溪县水利枢纽工程管理局
WATER_CHILD = "LY0104-gq"  # 霜溪县灌区供水服务站
ON_SITE_UNIT = "LY0104-zj"  # 霜溪县住房和城乡建设局, inspected now by the cast's team

# Reserved first places in the office's own pool: (part, roles, skills, practice, capacity).
POOL: tuple[tuple[str, tuple[str, ...], tuple[str, ...], int, int], ...] = (
    ("leader", ("leader", "deputy"), ("discipline", "law"), 7, 1),
    ("deputy", ("deputy", "member"), ("organisation", "discipline"), 5, 1),
    ("liaison", ("liaison", "member"), ("organisation",), 3, 1),
    ("member", ("member",), ("audit", "finance"), 3, 1),
    ("member2", ("member", "clerk"), ("engineering", "finance"), 0, 1),
    ("recused", ("member",), ("engineering",), 4, 1),
    ("clerk", ("clerk", "member"), ("petition", "law"), 2, 1),
    ("outsider", ("leader", "deputy"), ("audit", "discipline"), 6, 2),
)
NEEDED = ("leader", "deputy", "liaison", "member", "member2", "clerk")  # the cast's team


def pool_person(size: Size, number: int) -> str:
    """Person code of the ``number``-th (from 1) inspector of the office's pool."""
    return f"{places.office_jurisdiction(size)}-IP{number:03d}"


def pool_inspector(size: Size, part: str) -> str:
    """Inspector code of a cast part in the office's pool."""
    number = [entry[0] for entry in POOL].index(part) + 1
    return f"{places.office_jurisdiction(size)}-I{number:03d}"


def part_person(size: Size, part: str) -> str:
    """Person code of a part; "" for those who are no row of the people (secretary, administrators)."""
    office = places.office_jurisdiction(size)
    fixed = {
        "planner": f"{office}-xb-P1",
        "unit_head": f"{CAST_UNIT}-P1",
        "unit_liaison": f"{CAST_UNIT}-P3",
        "discipline": f"{office}-jw-P2",
        "organisation": f"{office}-zz-P2",
        "line": f"{office}-jt-P2",
        "leading_group": f"{office}-jw-P1",
        "other_head": f"{WATER_UNIT}-P1",
    }
    names = [entry[0] for entry in POOL]
    if part in names:
        return pool_person(size, names.index(part) + 1)
    return fixed.get(part, "")


def named(size: Size) -> dict[str, tuple[str, str]]:
    """Person code -> (name, sex) of the cast."""
    rows = {part_person(size, part.key): (part.name, part.sex) for part in PARTS}
    rows.pop("", None)
    return rows
