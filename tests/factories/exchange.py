"""Tables as an office would upload them."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from django.test import TestCase

from xuncha.connectors.spreadsheets import Page, write
from xuncha.records.accounts.models import User
from xuncha.records.exchange import actions
from xuncha.records.exchange.models import ImportJob, Table

UNITS = (
    ("单位代码", "单位名称", "单位类型", "所在地区", "主管（上级）单位", "编制数"),
    ("U-1", "青屿县农业农村局", "党政部门", "青屿县", "", 40),
    ("U-2", "青屿县农技推广站", "直属事业单位", "青屿县", "青屿县农业农村局", 12),
    ("U-3", "青屿县第二中学", "学校", "990101", "", ""),
)
PEOPLE = (
    ("编号", "姓名", "性别", "出生年月", "工作单位", "现任职务", "主要负责人", "任现职时间"),
    ("P-1", "白露生", "男", "1975.03", "青屿县教育局", "局长", "是", "2021-06-01"),
    ("P-2", "连城璧", "女", "1981年11月", "青屿县教育局", "副局长", "", "2022/7/15"),
    ("P-2", "连城璧", "", "", "云岫市水务局", "科长", "", "2016-01-01"),
)
INSPECTORS = (
    ("编号", "姓名", "所属人才库", "可任职务", "专长", "单位", "职务", "任职时间"),
    ("I-1", "尚知微", "青屿县", "组长、副组长", "财务、审计", "青屿县教育局", "科长", "2018-03-01"),
    ("I-2", "左明川", "青屿县", "组员", "法律", "", "", ""),
)
TIES = (
    ("巡察干部", "关系", "单位", "须回避", "申报日期"),
    ("尚知微", "曾在该单位工作", "青屿县水利枢纽管理局", "是", "2026-01-05"),
)
Rows = Sequence[Sequence[object]]


def csv_file(rows: Rows, encoding: str = "utf-8-sig", delimiter: str = ",") -> bytes:
    """The rows as text."""
    return "\r\n".join(delimiter.join(str(cell) for cell in row) for row in rows).encode(encoding)


def xlsx_file(rows: Rows) -> bytes:
    """The rows as a workbook."""
    target = io.BytesIO()
    write(target, [Page("表", [str(head) for head in rows[0]], rows[1:])])
    return target.getvalue()


def uploaded(table: Table, rows: Rows | bytes, by: User, name: str = "表.csv") -> ImportJob:
    """A file uploaded; its columns matched by their heads."""
    content = rows if isinstance(rows, bytes) else csv_file(rows)
    return actions.upload(table, name, [content], by=by)


def checked(table: Table, rows: Rows | bytes, by: User, columns: Mapping[str, int] | None = None) -> ImportJob:
    """A file uploaded and every line of it checked."""
    job = uploaded(table, rows, by)
    return actions.map_columns(job, columns or job.mapping["columns"], by=by)


def started(job: ImportJob, by: User) -> ImportJob:
    """A checked import confirmed, its background work done at once."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        actions.start(job, by=by)
    return ImportJob.objects.get(pk=job.pk)


def brought_in(table: Table, rows: Rows | bytes, by: User) -> ImportJob:
    """A file uploaded, checked and brought in."""
    return started(checked(table, rows, by), by)
