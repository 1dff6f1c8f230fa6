"""Names and summaries of generated ledgers, from lists of our own: no real place, person or firm is meant."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

Words = npt.NDArray[np.object_]

PLACE_FIRST = "霁澜岫岚朔棠砺鹭芷珩栾澄璧蓼葭槐桑雁汀茗霜梧鸢琅荻菱筠砚漪榆"
PLACE_LAST = "浔垣泠岬皋汜沅陂槲渚堰湄麓坻浦峪崮塬墅洄"
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余杜叶程魏苏吕丁任卢姚"
GIVEN_FIRST = "建国志文明永海德春晓俊宏光立家正学世振金玉长新庆成景仁承绍泽启秀丽雅美慧淑月雪佳思若语静彩翠兰锦清"
GIVEN_LAST = "华军平强伟峰林波辉斌亮超杰鹏飞毅宁坤松柏川江洋英芳兰敏燕玲娟梅莉萍琴云洁婷雯颖薇凤莹瑜岚怡欣悦然"

STEMS = (
    "水务", "林业", "畜牧", "农机", "交通", "教育", "卫健", "民政", "住建", "城管", "文旅", "商务", "科技", "粮食",
    "司法", "人社", "统计", "环保", "应急", "市场监管", "自然资源", "园区管理", "供销", "体育",
)  # fmt: skip
AFFILIATES = ("工会委员会", "机关食堂", "学会")

TRADES: Mapping[str, tuple[str, ...]] = {
    "office": ("文具", "办公用品", "百货", "商贸"),
    "print": ("印务", "图文", "广告"),
    "repair": ("建筑装饰", "机电维修", "水电安装"),
    "training": ("教育咨询", "培训服务", "文化传播"),
    "hotel": ("会议服务", "酒店管理"),
    "catering": ("餐饮", "餐饮服务", "饭庄"),
    "consult": ("工程咨询", "会计咨询", "规划设计", "信息技术"),
    "fuel": ("石油销售", "能源"),
    "garage": ("汽车维修", "汽车服务"),
    "telecom": ("通信", "网络科技"),
    "general": ("综合服务", "劳务服务", "物流"),
    "equipment": ("电脑科技", "办公设备", "电子"),
    "property": ("物业服务", "置业"),
    "landlord": ("资产经营", "房屋租赁"),
    "water": ("供水",),
    "power": ("供电",),
    "builder": ("建设工程", "市政工程", "水利工程"),
}
"""What suppliers live by; each kind of spending buys from one trade."""

OBJECTS: Mapping[str, tuple[str, ...]] = {
    "office": (
        "复印纸", "硒鼓墨盒", "文件柜", "档案盒", "签字笔", "会议桌牌", "打印机配件", "笔记本", "插线板", "医用酒精",
        "消毒用品", "饮水机滤芯", "文件袋", "计算器", "印泥", "保密柜钥匙", "电池", "一次性纸杯", "卫生用品", "白板笔",
    ),
    "printing": ("宣传手册", "控烟宣传单", "工作简报", "会议材料", "政策汇编", "信封信笺", "表册", "年鉴", "展板", "条幅"),
    "repair": (
        "烟感探测器", "空调", "办公楼屋面", "电梯", "食堂灶具", "供水管道", "监控设备", "大门", "礼堂音响", "茶水间水管",
        "路灯", "档案室门窗", "配电箱", "消防栓", "水泵",
    ),
    "training": ("业务骨干培训班", "会计继续教育", "安全生产培训", "档案管理培训", "公文写作培训", "执法资格培训"),
    "meeting": ("年度工作会议", "半年工作推进会", "专题调度会", "项目评审会", "防汛工作会议", "表彰会议"),
    "reception": ("上级调研组公务接待", "兄弟单位考察公务接待", "检查组工作餐", "交流学习公务接待", "验收组工作餐"),
    "labour": ("专家评审费", "授课费", "临时用工劳务", "保洁人员劳务", "防汛值守劳务", "资料整理劳务", "翻译劳务"),
    "entrusted": ("审计服务", "系统运维", "测绘服务", "检测服务", "规划编制", "档案数字化", "法律顾问", "造价咨询"),
    "consulting": ("可行性研究咨询", "政策咨询", "技术咨询", "绩效评价咨询"),
    "vehicle": ("公务用车加油卡充值", "公务用车保险", "公务用车年检", "公务用车保养", "公务用车通行费", "更换轮胎"),
    "fuel": ("公务用车加油卡充值", "公务用车加油"),
    "transport": ("市内交通费", "公务交通补贴报销", "租用防汛车辆", "下乡租车"),
    "post": ("固定电话费", "专线网络费", "邮寄费", "机要邮件费", "短信平台费"),
    "other": ("绿化养护", "报刊订阅", "党报党刊", "法律文书公告", "公示牌制作", "垃圾清运", "消防器材检测", "白蚁防治"),
    "union": ("工会经费划拨", "工会会员活动经费", "职工文体活动经费"),
    "equipment": ("台式计算机", "打印机", "投影仪", "扫描仪", "办公桌椅", "碎纸机", "服务器硬盘"),
    "rent": ("办公用房租金", "仓库租金"),
    "property": ("物业管理费", "保安服务费"),
    "water": ("水费",),
    "power": ("电费",),
    "contract": ("合同进度款", "合同首付款", "合同尾款", "项目工程款", "设备采购款"),
    "payable": ("维修款挂账", "材料款挂账", "服务费挂账"),
    "advance": ("备用金", "出差借款", "会议周转金"),
    "deposit": ("履约保证金", "投标保证金", "质保金"),
    "revenue": ("财政拨款", "授权支付额度到账"),
    "payroll": ("在职人员工资",),
    "bonus": ("年终一次性奖金",),
}  # fmt: skip
VERBS: Mapping[str, tuple[str, ...]] = {
    "advance": ("借支{}", "预借{}"),
    "advance_back": ("归还{}", "冲销{}"),
    "deposit": ("收{}", "收取{}"),
    "deposit_back": ("退{}", "退还{}"),
    "payable": ("{}", "暂估{}"),
    "payable_paid": ("付{}", "支付{}"),
    "revenue": ("收到{}", "{}"),
    "payroll": ("发放{}", "计发{}"),
    "bonus": ("发放{}", "计发{}"),
}
PLAIN_VERBS = ("支付{}", "付{}", "{}", "报销{}", "列支{}", "结算{}")
TRAVEL = (
    "参加业务会议", "赴省厅汇报工作", "下乡督查", "项目现场核查", "参加培训", "赴兄弟县学习", "送检样品", "参加评审",
    "档案调阅", "防汛检查", "入户调查", "移交案卷",
)  # fmt: skip
DEPARTMENTS = ("", "办公室", "财务科", "业务科", "综合科", "法规科", "项目办")


def places(count: int) -> list[str]:
    """Names of places, all different as long as there are names."""
    return [PLACE_FIRST[n % 30] + PLACE_LAST[(n // 30 + n) % 20] for n in range(count)]


def people(rng: np.random.Generator, count: int) -> Words:
    """Names of people; among many some are the same, as in life."""
    first = rng.integers(len(SURNAMES), size=count)
    given = rng.integers(len(GIVEN_FIRST), size=count)
    last = rng.integers(len(GIVEN_LAST), size=count)
    single = rng.random(count) < 0.15
    names = [
        SURNAMES[a] + ("" if alone else GIVEN_FIRST[b]) + GIVEN_LAST[c]
        for a, b, c, alone in zip(first, given, last, single, strict=True)
    ]
    return np.array(names, dtype=object)
