"""Names and reasons for generated problems, from lists of our own: no real place or person is meant."""

from __future__ import annotations

import numpy as np

_PLACE_FIRST = "霁澜岫岚朔棠砺鹭芷珩栾澄璧蓼葭槐桑雁汀茗霜梧鸢琅荻菱筠砚漪榆枫檀"
_PLACE_LAST = "浔垣泠岬皋汜沅陂槲渚堰湄麓坻浦峪崮塬墅洄砦嵖坨漈埔岑滏汭峣沚滁鄢"
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余杜叶程魏苏吕丁任卢姚沈钟姜崔"
)
_GIVEN_FIRST = "建国志文明永海德春晓俊宏光立家正学世振金玉长新庆成景仁承绍泽启秀丽雅美慧淑月雪佳思若语静彩翠兰锦清"
_GIVEN_LAST = "华军平强伟峰林波辉斌涛刚亮超杰鹏飞毅宁坤松柏川江洋英芳兰敏燕红玲娟梅莉萍琴云洁婷雯颖薇凤莹岚怡欣"
_UNITS = (
    "水利局", "财政局", "教育局", "住建局", "民政局", "农业农村局", "卫生健康局", "交通运输局", "自然资源局", "市场监管局",
    "人社局", "城投集团", "人民医院", "第一中学", "粮食集团", "医保局", "审计局", "乡村振兴局", "文旅局", "应急管理局",
)  # fmt: skip
_CLOSE = (
    "与主要负责人曾同班子共事五年以上",
    "曾在该单位任职四年",
    "与分管负责人系大学同班同学",
    "与主要负责人同村长大",
)
_NEAR = (
    "与班子成员系高中校友",
    "曾借调该单位工作半年",
    "与财务负责人曾在同一部门工作",
    "与分管负责人曾同期参加青年干部培训班",
)
_FAR = (
    "与一名中层干部系同乡",
    "曾参加对该单位的专项检查",
    "与一名班子成员曾在同一乡镇工作",
    "经一名共同同事认识该单位办公室主任",
)
_RECUSAL = (
    "配偶任该单位领导班子成员", "三年内曾在该单位任职", "子女在该单位工作", "兄长任该单位分管负责人", "与主要负责人系近姻亲",
    "三年内曾是主要负责人的直接下属",
)  # fmt: skip
_CLOSE_FROM, _NEAR_FROM = 150, 40

KINSHIP = ("夫妻", "兄弟姐妹", "父母与子女", "近姻亲", "堂表亲")


def _place(nth: int) -> str:
    """One of 1,024 pairs; neighbours differ in both characters."""
    last = len(_PLACE_LAST)
    return _PLACE_FIRST[nth % len(_PLACE_FIRST)] + _PLACE_LAST[(nth * 11 + nth // last) % last]


def province(nth: int) -> str:
    """The name of the n-th province."""
    return _place(nth + 900) + "省"


def city(nth: int) -> str:
    """The name of the n-th city."""
    return _place(nth + 500) + "市"


def county(city_nth: int, nth: int) -> str:
    """The name of the n-th county of a city; the same again only in cities far apart."""
    return _place(city_nth * 12 + nth) + ("区" if nth < 2 else "县")


def unit(place: str, nth: int) -> str:
    """The name of a unit of a place."""
    return place + _UNITS[nth % len(_UNITS)]


def people(rng: np.random.Generator, count: int) -> list[str]:
    """Names of people."""
    parts = [rng.integers(0, len(letters), count) for letters in (_SURNAMES, _GIVEN_FIRST, _GIVEN_LAST)]
    return [_SURNAMES[one] + _GIVEN_FIRST[two] + _GIVEN_LAST[three] for one, two, three in zip(*parts, strict=True)]


def tie_reason(exposure: int, recused: bool, turn: int) -> str:
    """Why two know each other, as close as the exposure says."""
    reasons = _RECUSAL if recused else _CLOSE if exposure >= _CLOSE_FROM else _NEAR if exposure >= _NEAR_FROM else _FAR
    return reasons[turn % len(reasons)]
