"""The fictional province 澜岳, its fourteen cities, and the counties, towns and villages.

No Chinese province, city or county is known to us by any of these names.
"""

from random import Random

from xuncha.demo.chance import stream
from xuncha.demo.rows import Jurisdiction, Size

PROVINCE = "LY"
PROVINCE_NAME = "澜岳省"
CITIES = (
    "云岫市", "霁川市", "岚渚市", "朔泉市", "棠麓市", "砺川市", "鹭沚市",
    "芷洲市", "珩江市", "栾水市", "澄岭市", "璧川市", "堰宁市", "蓼泉市",
)  # fmt: skip
# The main city's counties by name; the other cities' are composed from the two lists below.
COUNTIES = (
    "岫东区", "岫南区", "茗川区", "霜溪县", "梧岭县", "鸢山县",
    "汀岚县", "葭湾县", "琅川县", "槐泽县", "桑洛县", "雁陂县",
)  # fmt: skip
_COUNTY_FIRST = "霁岚朔棠砺鹭芷珩栾澄璧蓼"
_COUNTY_LAST = ("浔", "垣", "泠", "岬", "沅岭", "皋", "汜", "峪川", "葭", "槲", "岫", "陂")

MAIN_CITY = "LY01"
WATER_COUNTY = "LY0104"  # 霜溪县, of the water-works bureau
SAND_COUNTY = "LY0108"  # 葭湾县, of the sand-mining village
CITIES_WITH_BODIES_IN_PROVINCE = 4

_TOWN_FIRST = "漾葭芦荻枫槐榆桑梓柘樟桂棠杏棕茶竹蒲菱藕苇兰芝雁鹤鹭鸥鸢鹿麂石岩砚磨碾碓盐铁陶窑"
_TOWN_LAST = "口泉埠渡桥亭驿塘坪湾溪河峪岭坡冲堰闸洲集"
_VILLAGE_FIRST = [
    "上",
    "下",
    "前",
    "后",
    "大",
    "小",
    "东",
    "西",
    "南",
    "北",
    "中",
    "里",
    "外",
    "新",
    "老",
    "高",
    "低",
    "长",
    "青",
    "白",
    "黄",
    "红",
    "乌",
    "双",
    "三",
    "五",
    "七",
    "九",
    "杨家",
    "柳家",
    "余家",
    "汤家",
    "丁家",
    "凌家",
    "卜家",
    "束家",
    "闵家",
    "甘家",
    "龙",
    "凤",
    "牛",
    "马",
    "羊",
    "鸡",
    "鱼",
    "虾",
    "燕",
    "雀",
    "蜂",
    "茶",
    "麻",
    "棉",
    "稻",
    "麦",
    "豆",
    "瓜",
    "枣",
    "梨",
    "桃",
    "李",
    "柿",
    "栗",
    "桐",
    "松",
    "杉",
    "柏",
    "槐",
    "竹",
    "石",
    "沙",
    "泥",
    "瓦",
    "砖",
    "窑",
    "碾",
    "磨",
]
_VILLAGE_LAST = [
    "坪",
    "湾",
    "岭",
    "塘",
    "坳",
    "溪",
    "桥",
    "坡",
    "沟",
    "岗",
    "洲",
    "井",
    "垭",
    "墩",
    "圩",
    "埠",
    "畈",
    "冲",
    "屋",
    "庄",
    "铺",
    "垄",
    "坝",
    "堰",
    "渡",
    "洼",
    "峪",
    "源",
    "头",
    "尾",
    "口",
    "园",
    "林",
    "埂",
    "滩",
    "台",
    "荡",
    "甸",
    "寨",
    "屯",
]


def city_code(index: int) -> str:
    """Code of the city at ``index`` of CITIES."""
    return f"{PROVINCE}{index + 1:02d}"


def cities_with_bodies(size: Size) -> tuple[str, ...]:
    """Cities whose counties and bodies are generated."""
    count = CITIES_WITH_BODIES_IN_PROVINCE if size is Size.PROVINCE else 1
    return tuple(city_code(index) for index in range(count))


def counties_with_bodies(size: Size) -> tuple[str, ...]:
    """Counties whose bodies are generated."""
    if size is Size.COUNTY:
        return (WATER_COUNTY,)
    return tuple(f"{city}{number:02d}" for city in cities_with_bodies(size) for number in range(1, len(COUNTIES) + 1))


def office_jurisdiction(size: Size) -> str:
    """Whose inspection office runs the rounds of the demo."""
    return WATER_COUNTY if size is Size.COUNTY else MAIN_CITY


def sand_county(size: Size) -> str:
    """Where the sand-mining village lies."""
    return WATER_COUNTY if size is Size.COUNTY else SAND_COUNTY


def _county_name(city_index: int, number: int) -> str:
    if city_index == 0:
        return COUNTIES[number]
    ending = "区" if number < 2 else "县"
    first = _COUNTY_FIRST[(number + city_index * 3) % len(_COUNTY_FIRST)]
    last = _COUNTY_LAST[(number + city_index) % len(_COUNTY_LAST)]
    return first + last + ending


def jurisdictions(size: Size, seed: int) -> tuple[Jurisdiction, ...]:
    """The province, all its cities, and the counties of every city that has bodies."""
    rng = stream(seed, "places")
    rows = [Jurisdiction(code=PROVINCE, name=PROVINCE_NAME, level="province", parent="", x_km=0.0, y_km=0.0)]
    populated = cities_with_bodies(size)
    for index, name in enumerate(CITIES):
        code = city_code(index)
        x = (index % 4 - 1.5) * 110 + rng.uniform(-20, 20)
        y = (index // 4 - 1.5) * 110 + rng.uniform(-20, 20)
        rows.append(_place(code, name, "city", PROVINCE, x, y))
        if code in populated:
            rows.extend(_counties(rng, index, code, x, y))
    return tuple(rows)


def _counties(rng: Random, index: int, city: str, x: float, y: float) -> list[Jurisdiction]:
    rows = []
    for number in range(len(COUNTIES)):
        dx = (number % 4 - 1.5) * 27 + rng.uniform(-6, 6)
        dy = (number // 4 - 1) * 31 + rng.uniform(-6, 6)
        name = _county_name(index, number)
        rows.append(_place(f"{city}{number + 1:02d}", name, "county", city, x + dx, y + dy))
    return rows


def _place(code: str, name: str, level: str, parent: str, x: float, y: float) -> Jurisdiction:
    return Jurisdiction(code=code, name=name, level=level, parent=parent, x_km=round(x, 1), y_km=round(y, 1))


def town_names(rng: Random, count: int, taken: set[str]) -> list[str]:
    """``count`` names for towns, none in ``taken``, which grows by them."""
    names: list[str] = []
    while len(names) < count:
        name = rng.choice(_TOWN_FIRST) + rng.choice(_TOWN_LAST)
        if name not in taken:
            taken.add(name)
            names.append(name)
    return names


def village_names(rng: Random, count: int, taken: set[str]) -> list[str]:
    """``count`` names for villages, none in ``taken``, which grows by them."""
    names: list[str] = []
    while len(names) < count:
        name = rng.choice(_VILLAGE_FIRST) + rng.choice(_VILLAGE_LAST)
        if name not in taken:
            taken.add(name)
            names.append(name)
    return names
