"""Whoever pays gets in, by work or by waiting; a flood makes it dearer for some minutes and shuts nobody out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from xuncha.domain.tips import TicketRefused
from xuncha.engines.sealing.work import check, solve
from xuncha.records.tips import tickets
from xuncha.records.tips.models import SpentTicket

pytestmark = pytest.mark.django_db
NOW = 2_000_000_000.0


@pytest.fixture(autouse=True)
def quiet() -> None:
    """Nobody has asked yet."""
    tickets._meter[:] = bytes(len(tickets._meter))


def wrong_nonce(ticket: tickets.Ticket) -> str:
    return next(text for text in map(str, range(99)) if not check(ticket.id, text, ticket.bits))


def test_work_is_taken_at_once_and_counts_as_effort() -> None:
    ticket = tickets.issue(NOW)
    fields = {"ticket": ticket.signed, "nonce": solve(ticket.id, ticket.bits)}
    assert tickets.redeem(fields, now=NOW) == tickets.LEAST_BITS


def test_waiting_is_taken_too_and_not_before_its_time() -> None:
    ticket = tickets.issue(NOW)
    with pytest.raises(TicketRefused):
        tickets.redeem({"ticket": ticket.signed}, now=NOW + ticket.wait - 1)
    assert tickets.redeem({"ticket": ticket.signed}, now=NOW + ticket.wait) == 0


def test_work_not_done_is_not_paid() -> None:
    ticket = tickets.issue(NOW)
    with pytest.raises(TicketRefused):
        tickets.redeem({"ticket": ticket.signed, "nonce": wrong_nonce(ticket)}, now=NOW)


@pytest.mark.parametrize("spoil", [lambda text: "", lambda text: text[:-1] + "_", lambda text: "x" + text])
def test_a_ticket_of_ones_own_making_is_refused(spoil: object) -> None:
    signed = spoil(tickets.issue(NOW).signed)  # type: ignore[operator]
    with pytest.raises(TicketRefused):
        tickets.redeem({"ticket": signed}, now=NOW + 100)


def test_a_ticket_ends() -> None:
    ticket = tickets.issue(NOW)
    with pytest.raises(TicketRefused):
        tickets.redeem({"ticket": ticket.signed}, now=NOW + tickets.VALID_SECONDS + 1)


def test_a_ticket_pays_for_one_thing_however_often_that_is_sent() -> None:
    ticket = tickets.issue(NOW)
    fields, later = {"ticket": ticket.signed}, NOW + 100
    for _ in range(2):
        tickets.redeem(fields, "one report", now=later)
    with pytest.raises(TicketRefused):
        tickets.redeem(fields, "another", now=later)


def test_the_price_rises_with_the_load_and_falls_again() -> None:
    calm = tickets.issue(NOW)
    for _ in range(tickets.EASY * 8):
        tickets.issue(NOW + 1)
    flood = tickets.issue(NOW + 2)
    assert (calm.bits, calm.wait) == (12, 3)
    assert (flood.bits, flood.wait) == (16, 48)
    later = tickets.issue(NOW + 62)
    assert (later.bits, later.wait) == (12, 3)


def test_the_price_has_an_end() -> None:
    assert tickets.price(10**9) == (tickets.MOST_BITS, tickets.MOST_WAIT)


def test_what_is_remembered_of_a_ticket_has_no_hour_and_goes() -> None:
    tickets.redeem({"ticket": tickets.issue(NOW).signed}, now=NOW + 100)
    assert {field.name for field in SpentTicket._meta.get_fields()} == {"id", "thing", "day"}
    assert tickets.forget() == 0
    SpentTicket.objects.update(day=timezone.localdate() - timedelta(days=2))
    assert tickets.forget() == 1
