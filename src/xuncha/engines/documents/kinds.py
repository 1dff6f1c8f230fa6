"""Kinds of documents that can be set, each with its form and what its content must name."""

from __future__ import annotations

from dataclasses import dataclass

from xuncha.domain.documents import DocumentKind
from xuncha.domain.errors import NotFound
from xuncha.domain.words import N_, Labelled


class Form(Labelled):
    """How the head and the foot of a document are set."""

    LETTER = "letter", N_("信函格式")
    HEADED = "headed", N_("文件格式")
    PLAIN = "plain", N_("无版头")


_SENT = ("issuer", "number", "to", "signer", "date")


@dataclass(frozen=True)
class Kind:
    """One kind: its form, and the fields without which it is no such document."""

    document: DocumentKind
    form: Form
    required: tuple[str, ...]


KINDS: dict[str, Kind] = {
    document.value: Kind(document, form, required)
    for document, form, required in (
        (DocumentKind.URGE_LETTER, Form.LETTER, _SENT),
        (DocumentKind.GUIDE_LETTER, Form.LETTER, _SENT),
        (DocumentKind.REMIND_LETTER, Form.LETTER, _SENT),
        (DocumentKind.WARN_LETTER, Form.LETTER, _SENT),
        (DocumentKind.ACCOUNT_LETTER, Form.LETTER, _SENT),
        (DocumentKind.FEEDBACK, Form.LETTER, ("issuer", "to", "signer", "date")),
        (DocumentKind.REVIEW_NOTICE, Form.LETTER, ("issuer", "to", "signer", "date")),
        (DocumentKind.PUBLICATION, Form.PLAIN, ("signer", "date")),
        (DocumentKind.TOPIC_REPORT, Form.HEADED, ("issuer", "number", "to", "signer", "date")),
    )
}
"""By code. Title and body are asked of every kind."""


def kind_named(code: str) -> Kind:
    """Give a kind by its code."""
    if code not in KINDS:
        raise NotFound(N_("文书种类"), code)
    return KINDS[code]
