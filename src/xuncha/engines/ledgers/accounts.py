"""Account codes as rules and generated ledgers write them: 政府会计制度, with 支出经济分类 as the detail of every expense.

An expense account is its four-digit ledger account followed at once by the five digits of the economic class: 500130217 is
业务活动费用 (5001) for 公务接待费 (30217). So a class is found in one place, `substr(account_code, 5, 5)`, in either book.
A ledger that writes its codes otherwise is brought to this form by its import mapping. Balance-sheet accounts stand alone.
"""

from __future__ import annotations

from collections.abc import Mapping

CASH = "1001"
BANK = "1002"
QUOTA = "1011"
RECEIVABLE = "1212"
PREPAID = "1214"
OTHER_RECEIVABLE = "1218"
PAYROLL_PAYABLE = "2201"
PAYABLE = "2302"
OTHER_PAYABLE = "2307"

OPERATIONS = "5001"
MANAGEMENT = "5101"
TO_SUPERIOR = "5401"
TO_AFFILIATES = "5501"
ADMINISTRATION_BUDGET = "7101"
INSTITUTION_BUDGET = "7201"
FUNDS_BUDGET = "8001"

CLASS_AT = 4
"""Where the economic class begins in the code of an expense account."""

OFFICE, PRINTING, CONSULTING, WATER, POWER, POST, PROPERTY, TRAVEL, REPAIR, RENT, MEETING, TRAINING = (
    "30201", "30202", "30203", "30205", "30206", "30207", "30209", "30211", "30213", "30214", "30215", "30216",
)  # fmt: skip
RECEPTION, LABOUR, ENTRUSTED, UNION, WELFARE, VEHICLE, TRANSPORT, OTHER_GOODS = (
    "30217", "30226", "30227", "30228", "30229", "30231", "30239", "30299",
)  # fmt: skip
BASE_PAY, ALLOWANCE, BONUS, PERFORMANCE, PENSION, HOUSING_FUND = "30101", "30102", "30103", "30107", "30108", "30113"
EQUIPMENT, MAJOR_REPAIR = "31002", "31006"

LEDGER_NAMES: Mapping[str, str] = {
    CASH: "库存现金",
    BANK: "银行存款",
    QUOTA: "零余额账户用款额度",
    RECEIVABLE: "应收账款",
    PREPAID: "预付账款",
    OTHER_RECEIVABLE: "其他应收款",
    PAYROLL_PAYABLE: "应付职工薪酬",
    PAYABLE: "应付账款",
    OTHER_PAYABLE: "其他应付款",
    "3001": "累计盈余",
    "4001": "财政拨款收入",
    "4609": "其他收入",
    OPERATIONS: "业务活动费用",
    MANAGEMENT: "单位管理费用",
    TO_SUPERIOR: "上缴上级费用",
    TO_AFFILIATES: "对附属单位补助费用",
    "6001": "财政拨款预算收入",
    "6609": "其他预算收入",
    ADMINISTRATION_BUDGET: "行政支出",
    INSTITUTION_BUDGET: "事业支出",
    FUNDS_BUDGET: "资金结存",
}

CLASS_NAMES: Mapping[str, str] = {
    BASE_PAY: "基本工资",
    ALLOWANCE: "津贴补贴",
    BONUS: "奖金",
    PERFORMANCE: "绩效工资",
    PENSION: "机关事业单位基本养老保险缴费",
    HOUSING_FUND: "住房公积金",
    OFFICE: "办公费",
    PRINTING: "印刷费",
    CONSULTING: "咨询费",
    WATER: "水费",
    POWER: "电费",
    POST: "邮电费",
    PROPERTY: "物业管理费",
    TRAVEL: "差旅费",
    REPAIR: "维修（护）费",
    RENT: "租赁费",
    MEETING: "会议费",
    TRAINING: "培训费",
    RECEPTION: "公务接待费",
    LABOUR: "劳务费",
    ENTRUSTED: "委托业务费",
    UNION: "工会经费",
    WELFARE: "福利费",
    VEHICLE: "公务用车运行维护费",
    TRANSPORT: "其他交通费用",
    OTHER_GOODS: "其他商品和服务支出",
    EQUIPMENT: "办公设备购置",
    MAJOR_REPAIR: "大型修缮",
}


def name(code: str) -> str:
    """What an account is called: the ledger account, and the economic class where the code has one."""
    ledger, detail = LEDGER_NAMES[code[:CLASS_AT]], code[CLASS_AT:]
    return f"{ledger}——{CLASS_NAMES[detail]}" if detail else ledger


def class_of(code: str) -> str:
    """The economic class of an expense account, its whole code where it has none; empty for what is no expense."""
    if code[:1] not in "57":
        return ""
    return code[CLASS_AT : CLASS_AT + 5] or code
