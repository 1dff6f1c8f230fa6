"""Sentences of the domain in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext

from xuncha.domain.words import Sentence


def said(sentence: Sentence | str) -> str:
    """Give a sentence, or a marked Chinese text, in the reader's language."""
    return sentence.translated(gettext) if isinstance(sentence, Sentence) else gettext(sentence)
