"""Which bodies a fictional city and county have, and how their leading bodies are composed."""

# (key, name after the place, line, the unit's own facts). The key ends the unit's code.
BUREAUS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("jw", "纪委监委", "纪检监察", ()),
    ("zz", "党委组织部", "组织", ("cadre_files",)),
    ("xc", "党委宣传部", "宣传", ("ideology",)),
    ("zf", "党委政法委", "政法", ()),
    ("xb", "党委巡察工作领导小组办公室", "巡察", ()),
    ("fg", "发展和改革局", "发改", ("approvals", "special_funds")),
    ("jy", "教育局", "教育", ("has_subordinates", "special_funds")),
    ("kj", "科学技术局", "科技", ("special_funds",)),
    ("gx", "工业和信息化局", "工信", ("special_funds",)),
    ("ga", "公安局", "公安", ("law_enforcement",)),
    ("mz", "民政局", "民政", ("welfare_funds", "has_subordinates")),
    ("sf", "司法局", "司法", ("law_enforcement",)),
    ("cz", "财政局", "财政", ("approvals", "special_funds")),
    ("rs", "人力资源和社会保障局", "人社", ("welfare_funds", "service_window")),
    ("zr", "自然资源局", "自然资源", ("approvals", "law_enforcement", "has_subordinates")),
    ("hj", "生态环境局", "生态环境", ("approvals", "law_enforcement")),
    ("zj", "住房和城乡建设局", "住建", ("projects", "approvals", "has_subordinates")),
    ("jt", "交通运输局", "交通", ("projects", "law_enforcement", "has_subordinates")),
    ("sl", "水利局", "水利", ("projects", "has_subordinates")),
    ("ny", "农业农村局", "农业农村", ("special_funds", "has_subordinates")),
    ("sw", "商务局", "商务", ("special_funds",)),
    ("wl", "文化广电和旅游局", "文旅", ("special_funds", "has_subordinates")),
    ("wj", "卫生健康局", "卫健", ("has_subordinates", "projects")),
    ("tj", "退役军人事务局", "退役军人", ("welfare_funds",)),
    ("yj", "应急管理局", "应急", ("law_enforcement",)),
    ("sj", "审计局", "审计", ()),
    ("sg", "市场监督管理局", "市场监管", ("law_enforcement", "approvals")),
    ("yb", "医疗保障局", "医保", ("welfare_funds", "service_window")),
    ("ly", "林业局", "林业", ("projects", "law_enforcement")),
    ("cg", "城市管理局", "城管", ("law_enforcement", "procurement")),
    ("xf", "信访局", "信访", ("service_window",)),
    ("sp", "行政审批服务局", "政务服务", ("approvals", "service_window")),
    ("gh", "总工会", "群团", ("membership_fees",)),
    ("cl", "残疾人联合会", "群团", ("welfare_funds",)),
    ("gx2", "供销合作社联合社", "供销", ("assets", "has_subordinates")),
)  # fmt: skip
# (key, name, kind, parent bureau's key, line, facts)
BODIES: tuple[tuple[str, str, str, str, str, tuple[str, ...]], ...] = (
    ("sn", "水利枢纽工程管理局", "institution", "sl", "水利", ("has_subordinates", "projects")),
    ("gq", "灌区供水服务站", "institution", "sn", "水利", ("fees",)),
    ("fx", "防汛抗旱服务中心", "institution", "sl", "水利", ("procurement",)),
    ("gl", "公路养护中心", "institution", "jt", "交通", ("projects", "procurement")),
    ("ys", "道路运输事业发展中心", "institution", "jt", "交通", ("service_window",)),
    ("tc", "土地储备中心", "institution", "zr", "自然资源", ("assets",)),
    ("zl", "质量安全监督站", "institution", "zj", "住建", ("approvals",)),
    ("fs", "房屋征收事务中心", "institution", "zj", "住建", ("demolition",)),
    ("nj", "农业技术推广中心", "institution", "ny", "农业农村", ("special_funds",)),
    ("wg", "文化馆", "institution", "wl", "文旅", ()),
    ("rm", "融媒体中心", "institution", "xc", "宣传", ("procurement", "ideology")),
    ("fl", "社会福利中心", "institution", "mz", "民政", ("welfare_funds", "canteen")),
    ("gy", "国有林场", "institution", "ly", "林业", ("assets", "projects")),
    ("ct", "城市建设投资有限公司", "company", "", "国资", ("debt", "projects")),
    ("jk", "交通发展有限公司", "company", "", "国资", ("debt", "projects")),
    ("sq", "水务有限公司", "company", "", "国资", ("fees", "procurement")),
    ("ls", "粮食购销有限公司", "company", "", "粮食", ("assets",)),
    ("wt", "文化旅游发展有限公司", "company", "", "国资", ("debt", "assets")),
    ("gj", "公共交通有限公司", "company", "", "国资", ("procurement",)),
    ("yz", "第一中学", "school", "jy", "教育", ("canteen", "fees")),
    ("ez", "第二中学", "school", "jy", "教育", ("canteen", "fees")),
    ("sz", "实验中学", "school", "jy", "教育", ("canteen", "projects")),
    ("zs", "职业技术学校", "school", "jy", "教育", ("enrolment", "procurement")),
    ("sx", "实验小学", "school", "jy", "教育", ("canteen",)),
    ("ex", "第二小学", "school", "jy", "教育", ("canteen",)),
    ("cx", "城关小学", "school", "jy", "教育", ("canteen",)),
    ("tx", "特殊教育学校", "school", "jy", "教育", ("welfare_funds",)),
    ("yy", "机关幼儿园", "school", "jy", "教育", ("fees",)),
    ("rh", "人民医院", "hospital", "wj", "卫健", ("procurement", "insurance_fund")),
    ("zh", "中医医院", "hospital", "wj", "卫健", ("procurement", "insurance_fund")),
    ("fy", "妇幼保健院", "hospital", "wj", "卫健", ("procurement",)),
    ("jkz", "疾病预防控制中心", "hospital", "wj", "卫健", ("procurement",)),
    ("dx", "党校", "other", "", "党校", ()),
    ("da", "档案馆", "other", "", "档案", ()),
)  # fmt: skip
# What a county office needs of its city when only one county is generated.
CITY_CORE = frozenset(("jw", "zz", "xb", "cz", "sj", "sl"))

LEADING_POSTS: dict[str, tuple[str, ...]] = {
    "bureau": (
        "党组书记、局长", "党组成员、副局长", "党组成员、派驻纪检监察组组长", "党组成员、副局长", "四级调研员",
    ),
    "town": (
        "党委书记", "党委副书记、镇长", "党委委员、纪委书记", "党委委员、副镇长", "党委委员、组织委员",
    ),
    "institution": ("党支部书记、局长", "副局长", "纪检委员、副局长", "总工程师"),
    "company": ("党委书记、董事长", "党委副书记、总经理", "纪委书记", "副总经理"),
    "school": ("党组织书记、校长", "副校长", "纪检委员、工会主席"),
    "hospital": ("党委书记、院长", "党委委员、副院长", "纪委书记", "党委委员、副院长"),
    "village": ("党支部书记、村委会主任", "村务监督委员会主任"),
    "other": ("主要负责人", "副职", "纪检委员"),
}  # fmt: skip
_BY_KEY: dict[str, tuple[str, ...]] = {
    "jw": ("纪委书记、监委主任", "纪委副书记、监委副主任", "纪委常委", "监委委员"),
    "zz": ("组织部部长", "组织部常务副部长", "组织部副部长"),
    "xc": ("宣传部部长", "宣传部常务副部长", "宣传部副部长"),
    "zf": ("政法委书记", "政法委常务副书记", "政法委副书记"),
    "xb": ("巡察办主任", "巡察办副主任", "巡察办副主任"),
    "gq": ("站长", "副站长", "支部纪检委员"),
    "rm": ("党组书记、主任", "党组成员、副主任", "党组成员、总编辑"),
    "gh": ("党组书记、常务副主席", "党组成员、副主席", "党组成员、经费审查委员会主任"),
    "cl": ("党组书记、理事长", "党组成员、副理事长", "党组成员、副理事长"),
    "gx2": ("党委书记、理事会主任", "党委委员、理事会副主任", "党委委员、监事会主任"),
    "dx": ("常务副校长", "副校长", "副校长"),
    "da": ("馆长", "副馆长", "副馆长"),
    "wg": ("馆长", "副馆长", "支部纪检委员"),
    "gy": ("场长", "副场长", "支部纪检委员"),
    "zl": ("站长", "副站长", "支部纪检委员"),
    "yy": ("党支部书记、园长", "副园长", "支部纪检委员"),
}
_CENTRE = ("党支部书记、主任", "副主任", "纪检委员、副主任")


def leading_posts(kind: str, key: str, name: str) -> tuple[str, ...]:
    """Titles of the leading body, head first."""
    if key in _BY_KEY:
        return _BY_KEY[key]
    if name.endswith("中心"):
        return _CENTRE
    return LEADING_POSTS[kind]
