"""Names of people, drawn from lists of our own."""

from random import Random

from xuncha.demo.chance import weighted

_SURNAMES: tuple[tuple[str, int], ...] = tuple(
    (surname, weight)
    for weight, surnames in (
        (30, "王李张刘陈"),
        (18, "杨黄赵吴周徐孙马朱胡"),
        (10, "林郭何高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董"),
        (5, "潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛"),
        (2, "阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申"),
    )
    for surname in surnames
)
_MEN_FIRST = "建国志文明永海德春晓俊宏光立大家天正国学世振金玉东长新少卫庆成景仁承绍泽启景向沛恩维"
_MEN_LAST = "华军平强伟勇峰林波辉斌涛刚亮明龙超杰鹏飞毅宁坤松柏川江洋海山岳林森榕樟柱梁栋庭辰远达通"
_WOMEN_FIRST = "秀丽晓雅玉春海美小慧淑云月雪红佳思若芷语梦婉静素彩巧翠兰锦宛清沁"
_WOMEN_LAST = "英芳兰霞敏燕红玲娟梅莉萍琴云琳洁婷雯颖薇蓉菊凤莹瑜瑶岚汐宁怡欣悦然"
_SINGLE_MEN = "伟强磊军勇涛超明刚斌鹏健浩凯毅峰宁晟昊弘骏钧"
_SINGLE_WOMEN = "芳娜敏静丽艳娟霞婷雪颖琳倩洁薇蕾岚瑾沁莹"


def person_name(rng: Random, sex: str) -> str:
    """A full name for a woman (``f``) or a man (``m``); about one in five has one given character."""
    surname = weighted(rng, _SURNAMES)
    if rng.random() < 0.2:
        return surname + rng.choice(_SINGLE_WOMEN if sex == "f" else _SINGLE_MEN)
    first, last = (_WOMEN_FIRST, _WOMEN_LAST) if sex == "f" else (_MEN_FIRST, _MEN_LAST)
    one, two = rng.choice(first), rng.choice(last)
    return surname + (one + two if one != two else two + "宁")
