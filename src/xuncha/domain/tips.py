"""Words of what the public reports: by which door it came, how far it is, what a team notes on it."""

from __future__ import annotations

from xuncha.domain.errors import Refused
from xuncha.domain.words import N_, Labelled, Sentence, say


class PageState(Labelled):
    """Whether a page takes reports."""

    OPEN = "open", N_("接收中")
    CLOSED = "closed", N_("已停止接收")


class DoorKind(Labelled):
    """What a short code stands on."""

    QR = "qr", N_("二维码海报")
    LINK = "link", N_("短链接")


class Via(Labelled):
    """How a report reached the team."""

    WEB = "web", N_("网页")
    LETTER = "letter", N_("来信")
    CALL = "call", N_("来电")
    VISIT = "visit", N_("来访")
    MAIL = "mail", N_("电子邮件")
    HOTLINE = "hotline", N_("热线记录")


class TipState(Labelled):
    """How far a report is: all that a reporter is told without opening a message, so no more than this stands in clear."""

    RECEIVED = "received", N_("已收到")
    READ = "read", N_("受理人已阅")
    IN_HAND = "in_hand", N_("正在了解")
    ELSEWHERE = "elsewhere", N_("已告知应向何处反映")
    DONE = "done", N_("已办结")


class NoteKind(Labelled):
    """What a team writes to itself about a report; the words are sealed."""

    TRIAGE = "triage", N_("分办意见")
    ASSIGN = "assign", N_("交办")
    LINK = "link", N_("关联")
    PROMISE = "promise", N_("答应事项")
    DUPLICATE = "duplicate", N_("重复反映")
    HANDOVER = "handover", N_("移交")


class KeysChanged(Refused):
    """It is sealed to keys that no longer count; the page must fetch the present ones and seal anew."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__([say(N_("受理人的密钥刚刚更换，请重新打开页面再发送；已写的内容没有丢失"))])


class NoRoom(Refused):
    """The disk holds no more files; texts are still taken."""

    def __init__(self) -> None:
        """Say what still works."""
        super().__init__([say(N_("服务器暂时存不下更多文件，文字仍可发送；文件请过几天凭回执码补充"))])


class TicketRefused(Refused):
    """The ticket was not paid, is too old, or was used for something else: a new one is needed."""

    def __init__(self, reason: Sentence) -> None:
        """Keep why."""
        super().__init__([reason])
