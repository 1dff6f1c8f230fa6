"""The portable subset of SQL: what a rule may say, and its text for each engine.

A rule is one SELECT over canonical tables, read as a tree by SQLGlot. Whatever is not named here is refused: so a rule can
read nothing but the tables, and means the same on every engine (decision 0013).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import sqlglot
from sqlglot import exp

from xuncha.domain.errors import XunchaError
from xuncha.domain.words import N_, Sentence, say
from xuncha.engines.ledgers.rules.rule import ALWAYS, Rule, Value
from xuncha.engines.ledgers.tables import TABLES

DIALECT = "duckdb"

SHAPE = (
    exp.Select, exp.From, exp.Join, exp.Where, exp.Group, exp.Having, exp.Order, exp.Ordered, exp.With, exp.CTE, exp.Subquery,
    exp.Union, exp.Distinct, exp.Table, exp.TableAlias, exp.Alias, exp.Column, exp.Identifier, exp.Star, exp.Filter,
    exp.Window, exp.WindowSpec, exp.Limit,
)  # fmt: skip
VALUES = (
    exp.Literal, exp.Boolean, exp.Null, exp.Placeholder, exp.Cast, exp.DataType, exp.Case, exp.If, exp.Tuple, exp.Paren, exp.Neg,
    exp.Add, exp.Sub, exp.Mul, exp.Div, exp.IntDiv, exp.Mod, exp.DPipe, exp.And, exp.Or, exp.Not, exp.Is, exp.In, exp.Between,
    exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.Like, exp.Exists, exp.NullSafeEQ, exp.NullSafeNEQ,
)  # fmt: skip
FUNCTIONS = (
    exp.Count, exp.Sum, exp.Min, exp.Max, exp.Avg, exp.Median, exp.Stddev, exp.ArrayAgg, exp.ArgMax, exp.ArgMin, exp.LogicalOr,
    exp.LogicalAnd, exp.RowNumber, exp.Lag, exp.Lead, exp.FirstValue, exp.LastValue, exp.Abs, exp.Ln, exp.Sqrt, exp.Round,
    exp.Floor, exp.Greatest, exp.Least, exp.Coalesce, exp.Nullif, exp.Length, exp.Upper, exp.Lower, exp.Trim, exp.Substring,
    exp.Left, exp.Right, exp.Concat, exp.StartsWith, exp.Contains, exp.RegexpLike, exp.RegexpExtract, exp.ArrayContains, exp.Unnest, exp.Explode,
    exp.Quantile, exp.PercentileCont, exp.ArraySize, exp.Pow,
)  # fmt: skip
ALLOWED = frozenset((*SHAPE, *VALUES, *FUNCTIONS))
TYPES = frozenset({"BIGINT", "INT", "DOUBLE", "TEXT", "VARCHAR", "BOOLEAN"})
UNBOUNDED = ("UNBOUNDED", "CURRENT ROW", None)


class InvalidRule(XunchaError):
    """A rule's SQL says what it may not; carries every reason."""

    def __init__(self, rule: str, reasons: tuple[Sentence, ...]) -> None:
        """Name the rule, keep the reasons."""
        self.reasons = reasons
        super().__init__(say(N_("规则 %(rule)s：%(reasons)s"), rule=rule, reasons=reasons))


def parsed(rule: Rule) -> exp.Select:
    """The tree of the rule's SQL, held to the subset.

    :raises InvalidRule: with every reason at once.
    """
    try:
        trees = sqlglot.parse(rule.sql, read=DIALECT)
    except sqlglot.errors.SqlglotError as error:
        raise InvalidRule(rule.id, (say(N_("SQL 有语法错误：%(error)s"), error=_plain(error)),)) from None
    if len(trees) != 1 or not isinstance(trees[0], exp.Select):
        raise InvalidRule(rule.id, (say(N_("规则只能是一条 SELECT")),))
    if reasons := tuple(dict.fromkeys(_reasons(rule, trees[0]))):
        raise InvalidRule(rule.id, reasons)
    return trees[0]


def text_for(rule: Rule, dialect: str, values: Mapping[str, Value] | None = None) -> str:
    """The SQL for an engine (`duckdb`, `spark`), parameters filled in as literals.

    :raises InvalidRule: where the SQL is outside the subset.
    """
    tree = parsed(rule)
    values = {**rule.values, **(values or {})}
    return tree.transform(lambda node: _filled(node, values), copy=False).sql(dialect=dialect, copy=False)


def _filled(node: exp.Expr, values: Mapping[str, Value]) -> exp.Expr:
    if isinstance(node, exp.In) and any(isinstance(each, exp.Placeholder) for each in node.expressions):
        node = node.copy()
        many = [values[each.name] if isinstance(each, exp.Placeholder) else each for each in node.expressions]
        node.set("expressions", [literal for each in many for literal in _literals(each)])
        return node
    if isinstance(node, exp.Placeholder):
        return _literals(values[node.name])[0]
    return node


def _literals(value: Value | exp.Expr) -> list[exp.Expr]:
    if isinstance(value, exp.Expr):
        return [value]
    return [exp.convert(each) for each in (value if isinstance(value, tuple) else (value,))]


def _reasons(rule: Rule, tree: exp.Select) -> Iterator[Sentence]:
    made = {each.alias for each in tree.find_all(exp.CTE)}
    for node in tree.walk():
        if type(node) not in ALLOWED:
            yield say(N_("不能使用 %(what)s"), what=node.sql(dialect=DIALECT)[:60])
        elif isinstance(node, exp.Table) and (node.db or node.name not in made):
            yield from _table(rule, node)
        elif isinstance(node, exp.Placeholder) and node.name not in rule.parameters:
            yield say(N_("没有名为 $%(name)s 的参数"), name=node.name)
        elif isinstance(node, exp.DataType) and node.sql(dialect=DIALECT) not in TYPES:
            yield say(N_("不能使用类型 %(type)s"), type=node.sql(dialect=DIALECT))
        elif isinstance(node, exp.Having) and any(each.find(exp.Distinct) for each in node.find_all(exp.Count)):
            yield say(N_("HAVING 中请用 min(x) <> max(x) 代替 count(DISTINCT x)"))
        elif isinstance(node, exp.Group) and node.args.get("all") is not None:
            yield say(N_("请写出 GROUP BY 的每一列，不用 ALL"))
        elif isinstance(node, exp.WindowSpec) and not _whole(node):
            yield say(N_("窗口范围只能用整数，如 RANGE BETWEEN 29 PRECEDING AND CURRENT ROW"))
    if missing := [each for each in ALWAYS if each not in tree.named_selects]:
        yield say(N_("结果中缺少这些列：%(columns)s"), columns=missing)


def _table(rule: Rule, node: exp.Table) -> Iterator[Sentence]:
    if node.name not in TABLES or node.db or node.catalog:
        yield say(N_("不能读取 %(table)s"), table=node.sql(dialect=DIALECT)[:60])
    elif node.name not in rule.reads:
        yield say(N_("reads 中没有列出 %(table)s"), table=node.name)


def _whole(spec: exp.WindowSpec) -> bool:
    bounds = (spec.args.get("start"), spec.args.get("end"))
    return all(
        each in UNBOUNDED or (isinstance(each, exp.Literal | exp.Placeholder) and not each.is_string) for each in bounds
    )


def _plain(error: Exception) -> str:
    return str(error).replace("\x1b[4m", "").replace("\x1b[0m", "").split("\n")[0]
