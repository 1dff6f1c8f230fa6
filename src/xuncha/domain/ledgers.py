"""Words of the ledgers (账): which book, which family of red flag, how grave. The rules themselves are data of `engines/ledgers`."""

from __future__ import annotations

from xuncha.domain.words import N_, Labelled


class Book(Labelled):
    """Government accounting books one event twice (平行记账, 政府会计制度, in force since 2019); a rule reads one of the two."""

    FINANCIAL = "financial", N_("财务会计")
    BUDGET = "budget", N_("预算会计")


class RuleFamily(Labelled):
    """What a red flag is about; the first letter of its rule's code."""

    DISPLACEMENT = "A", N_("转嫁与复发")
    INVOICE = "B", N_("发票与报销")
    FRUGALITY = "C", N_("三公与八项规定")
    PROCUREMENT = "D", N_("采购与工程")
    BOOKKEEPING = "E", N_("账务形态")
    BENEFIT = "F", N_("惠民与人员")
    OWN = "X", N_("本单位自编")


class FlagSeverity(Labelled):
    """How soon somebody should look; never a judgement of anybody."""

    HIGH = "high", N_("尽快核实")
    MEDIUM = "medium", N_("核实")
    LOW = "low", N_("留意")


class UnitRelation(Labelled):
    """How one unit stands under another."""

    SUBORDINATE = "subordinate", N_("下属单位")
    SUPERVISED = "supervised", N_("业务主管")
    AFFILIATED = "affiliated", N_("挂靠（协会、工会、食堂等）")


class PurchaseKind(Labelled):
    """What is bought: each kind has its own limits (政府采购法 第二条)."""

    GOODS = "goods", N_("货物")
    SERVICES = "services", N_("服务")
    WORKS = "works", N_("工程")


class InvoiceStatus(Labelled):
    """What the tax platform says of an invoice."""

    VALID = "valid", N_("正常")
    VOID = "void", N_("作废")
    RED = "red", N_("已红冲")


class VehicleEvent(Labelled):
    """What happened to an official vehicle."""

    FUEL = "fuel", N_("加油")
    TOLL = "toll", N_("过路")
    DISPATCH = "dispatch", N_("派车")
    REPAIR = "repair", N_("维修")


class EntityKind(Labelled):
    """Who a name in a ledger may stand for."""

    PERSON = "person", N_("人员")
    SUPPLIER = "supplier", N_("供应商")


class LedgerState(Labelled):
    """How far a file of ledgers handed in has come."""

    UPLOADED = "uploaded", N_("已上传，待对应列")
    CHECKING = "checking", N_("正在检查")
    READY = "ready", N_("检查完毕，待导入")
    REJECTED = "rejected", N_("不能导入")
    RUNNING = "running", N_("正在导入")
    DONE = "done", N_("已导入")
    SUPERSEDED = "superseded", N_("已被更正的文件取代")
    FAILED = "failed", N_("失败")


class ScreeningState(Labelled):
    """How far a screening has come."""

    ASKED = "asked", N_("排队等待")
    RUNNING = "running", N_("正在筛查")
    DONE = "done", N_("已完成")
    CANCELLED = "cancelled", N_("已停止")
    FAILED = "failed", N_("失败")


class FlagState(Labelled):
    """What a person made of a red flag."""

    NEW = "new", N_("待核实")
    CHECK = "check", N_("列入检查清单")
    FINDING = "finding", N_("已形成问题")
    EXPLAINED = "explained", N_("已说明")


class AlertState(Labelled):
    """What a reviewer made of rows that look like a closed finding again."""

    NEW = "new", N_("待判断")
    RECURRED = "recurred", N_("再次发生")
    OTHER = "other", N_("不是同一问题")


class OwnRuleState(Labelled):
    """How far a rule written by an office has come: one writes, another reviews."""

    DRAFT = "draft", N_("起草")
    IN_FORCE = "in_force", N_("启用")
    RETIRED = "retired", N_("停用")
