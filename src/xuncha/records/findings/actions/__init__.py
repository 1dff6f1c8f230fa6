"""Writing papers, findings, leads, reports and decisions."""

from xuncha.records.findings.actions.decisions import record_decision
from xuncha.records.findings.actions.findings import amend, confirm, save_finding
from xuncha.records.findings.actions.leads import hand_over, read_lead, receive, report_back, save_lead
from xuncha.records.findings.actions.papers import check, handle, return_paper, save_paper, sign
from xuncha.records.findings.actions.patterns import settle_pattern
from xuncha.records.findings.actions.reports import add_findings, return_report, save_report, submit, withdraw_finding

__all__ = [
    "add_findings",
    "amend",
    "check",
    "confirm",
    "hand_over",
    "handle",
    "read_lead",
    "receive",
    "record_decision",
    "report_back",
    "return_paper",
    "return_report",
    "save_finding",
    "save_lead",
    "save_paper",
    "save_report",
    "settle_pattern",
    "sign",
    "submit",
    "withdraw_finding",
]
