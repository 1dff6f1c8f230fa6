"""A record's history is told in words a reader knows."""

from __future__ import annotations

from datetime import date

from django.utils.translation import override

from tests.cast import Office
from tests.factories import findings
from xuncha.domain.words import say
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.web.components.history import lines


def test_a_date_that_changed_is_told_as_people_write_it(office: Office) -> None:
    paper = findings.make_paper(office, drafted_on=date(2026, 11, 3))
    with act("paper.write", by=SYSTEM, on=paper, until="2026-12-01") as change:
        paper.drafted_on = date(2026, 11, 23)
        change.save(paper)
    told = lines(paper)[0]
    assert told.changes == ("起草日期：2026年11月3日 → 2026年11月23日",)
    assert told.detail == "2026年12月1日"


def test_a_link_that_changed_shows_no_key(office: Office) -> None:
    paper = findings.make_paper(office)
    with act("paper.check", by=SYSTEM, on=paper) as change:
        paper.checked_by, paper.checked_on = office.seats["deputy"], date(2026, 11, 23)
        change.save(paper)
    assert set(lines(paper)[0].changes) == {"修改了“审核人”", "审核日期：空 → 2026年11月23日"}


def test_a_reader_of_english_is_told_words_of_the_trade_in_english_and_nobody_a_digest(office: Office) -> None:
    paper = findings.make_paper(office)
    with act("paper.write", by=SYSTEM, on=paper, step="已证明无解", sha256="0f" * 32) as change:
        paper.title = "0f" * 32
        change.save(paper)
    with override("en"):
        told = lines(paper)[0]
    assert (told.who, told.detail) == ("System", "Proven to have no solution")
    assert told.changes == ("Changed “Title of the paper”",)


def test_a_sentence_kept_by_the_trail_is_told_in_the_reader_s_language(office: Office) -> None:
    paper = findings.make_paper(office)
    with act("paper.write", by=SYSTEM, on=paper, result=say("完整，共%(count)s条", count=3)) as change:
        change.save(paper)
    assert lines(paper)[0].detail == "完整，共3条"
    with override("en"):
        assert lines(paper)[0].detail == "Whole; 3 records"


def test_the_role_somebody_acted_in_is_told_in_the_reader_s_language(office: Office) -> None:
    paper = findings.make_paper(office)
    with act("paper.check", by=office.planner, on=paper) as change:
        change.save(paper)
    with override("en"):
        assert lines(paper)[0].role == "Inspection office"
