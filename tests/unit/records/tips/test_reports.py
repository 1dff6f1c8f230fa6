"""What is reported is stored once, for those it is sealed to, with the day and no more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import Office
from tests.factories import tips as make
from xuncha.domain.errors import InvalidField, NotFound, Refused
from xuncha.domain.tips import KeysChanged, NoteKind, TipState, Via
from xuncha.engines.sealing import receipts
from xuncha.engines.sealing.envelope import open_envelope, reseal, seal
from xuncha.engines.sealing.suite import fingerprint, new_pair
from xuncha.engines.sealing.wire import to_text
from xuncha.records.audit.actions import SYSTEM, day_of
from xuncha.records.audit.models import Event, Witness
from xuncha.records.audit.queries import verify
from xuncha.records.tips import actions, queries
from xuncha.records.tips.models import Tip

pytestmark = pytest.mark.django_db


@pytest.fixture
def keys() -> make.Keys:
    return make.Keys()


def test_a_report_is_opened_by_its_team(keys: make.Keys) -> None:
    page = make.published(keys)
    make.sent(page, keys, "水库的账")
    (tip,) = queries.for_readers(page.inspection, {fingerprint(keys.team.public)})
    assert open_envelope(queries.envelope_of(tip), keys.team).decode() == "水库的账"
    assert not queries.for_readers(page.inspection, {fingerprint(new_pair().public)})
    assert not queries.for_readers(page.inspection + 1, {fingerprint(keys.team.public)})


def test_sent_twice_with_one_receipt_it_is_one_report(keys: make.Keys) -> None:
    page = make.published(keys)
    tip, receipt = make.sent(page, keys)
    assert actions.receive(page, make.sealed(keys), **make.with_receipt(receipt)) == tip
    assert Tip.objects.count() == 1


def test_the_receipt_leads_back_to_the_report(keys: make.Keys) -> None:
    tip, receipt = make.sent(make.published(keys), keys)
    assert queries.tip_by_lookup(receipts.lookup(receipt)) == tip
    with pytest.raises(NotFound):
        queries.tip_by_lookup(receipts.lookup(receipts.new_receipt()))


def test_a_report_sealed_to_a_key_that_no_longer_counts_is_sent_back(keys: make.Keys) -> None:
    page = make.published(keys)
    page.team_public = to_text(new_pair().public)
    actions.publish_page(page, by=SYSTEM)
    with pytest.raises(KeysChanged):
        make.sent(page, keys)


def test_a_message_cannot_pass_for_a_report(keys: make.Keys) -> None:
    with pytest.raises(InvalidField):
        actions.receive(make.published(keys), make.sealed(keys, purpose="message"))


def test_a_page_takes_until_the_day_after_its_last_for_whoever_began_before_midnight(keys: make.Keys) -> None:
    today = timezone.localdate()
    page = make.published(keys, opens=today - timedelta(days=9), closes=today - timedelta(days=1))
    make.sent(page, keys)
    page.closes = today - timedelta(days=2)
    actions.publish_page(page, by=SYSTEM)
    with pytest.raises(Refused):
        make.sent(page, keys)


def test_a_letter_that_comes_late_is_still_entered_by_the_clerk(keys: make.Keys, office: Office) -> None:
    today = timezone.localdate()
    page = make.published(keys, opens=today - timedelta(days=9), closes=today - timedelta(days=5))
    tip, _ = make.sent(page, keys, via=Via.LETTER, by=office.clerk)
    assert Event.objects.using("tips").get(verb="tip.receive").at == day_of(timezone.now())
    assert tip.via == Via.LETTER


def test_a_report_naming_the_clerk_is_for_the_other_reader_alone(keys: make.Keys) -> None:
    page = make.published(keys)
    tip = actions.receive(page, seal(b"...", "tip", [keys.leader.public]), stopped=True)
    assert queries.recipients(tip) == [keys.leader.public]
    assert not queries.for_readers(page.inspection, {fingerprint(keys.clerk.public), fingerprint(keys.team.public)})
    with pytest.raises(KeysChanged):
        actions.add_message(tip, make.sealed(keys, purpose="message"))


def test_both_sides_talk_and_the_receipt_shows_what_the_team_wrote(keys: make.Keys) -> None:
    tip, receipt = make.sent(make.published(keys), keys)
    reporter = receipts.reply_pair(receipt)
    actions.reply(tip, seal("哪一年？".encode(), "message", [reporter.public, keys.team.public]), by=SYSTEM)
    answer = make.sealed(keys, "去年", "message")
    added = actions.add_message(tip, answer)
    assert actions.add_message(tip, answer) == added  # the line broke, it is sent again
    assert [message.number for message in tip.messages.all()] == [1, 2]
    ((message, envelope),) = queries.messages_for(tip)
    assert (message.from_team, open_envelope(envelope, reporter).decode()) == (True, "哪一年？")


def test_reading_makes_a_report_a_read_one_and_is_recorded_each_time(keys: make.Keys, office: Office) -> None:
    tip, _ = make.sent(make.published(keys), keys)
    actions.note_reading(tip, by=office.clerk)
    actions.note_reading(tip, by=office.leader)
    assert Tip.objects.get().state == TipState.READ
    readings = Event.objects.using("tips").filter(verb="tip.read")
    assert [event.actor for event in readings] == [office.clerk.pk, office.leader.pk]
    assert all((event.at.minute, event.at.second, event.at.microsecond) == (0, 0, 0) for event in readings)


def test_the_trail_tells_of_a_reporter_only_the_day(keys: make.Keys) -> None:
    tip, _ = make.sent(make.published(keys), keys)
    actions.add_message(tip, make.sealed(keys, purpose="message"))
    for event in Event.objects.using("tips").filter(verb__in=["tip.receive", "tip.add"]):
        assert (event.actor, event.actor_name, event.at) == (None, "群众", day_of(timezone.now()))


def test_nothing_of_a_report_stands_in_the_offices_chain(keys: make.Keys) -> None:
    tip, _ = make.sent(make.published(keys), keys)
    actions.set_state(tip, TipState.IN_HAND, by=SYSTEM)
    assert not Event.objects.using("default").exists()
    assert not Witness.objects.using("default").exists()
    assert verify(using="tips")[1] is None


def test_a_report_changed_past_the_actions_is_found(keys: make.Keys) -> None:
    tip, _ = make.sent(make.published(keys), keys)
    Tip.objects.update(body="x")
    broken = verify(using="tips")[1]
    assert broken is not None
    assert broken.where == f"tips.tip {tip.pk}"


def test_a_rotated_key_opens_old_reports_and_the_old_key_opens_none(keys: make.Keys) -> None:
    page = make.published(keys)
    tip, _ = make.sent(page, keys, "水库的账")
    new = new_pair()
    page.team_public, page.team_version = to_text(new.public), 2
    actions.publish_page(page, by=SYSTEM)
    again = reseal(queries.envelope_of(tip), keys.team, [new.public, keys.recovery.public])
    assert actions.reseal([(tip, again.seals)], by=SYSTEM) == 1
    assert not queries.for_readers(page.inspection, {fingerprint(keys.team.public)})
    assert open_envelope(queries.envelope_of(tip), new).decode() == "水库的账"
    assert queries.recipients(tip) == [new.public, keys.recovery.public]


def test_destroying_leaves_neither_report_nor_sealed_text_in_the_trail(keys: make.Keys) -> None:
    page = make.published(keys)
    tip, _ = make.sent(page, keys)
    actions.add_note(tip, make.sealed(keys, purpose="note"), NoteKind.PROMISE, by=SYSTEM)
    assert actions.destroy(page.inspection, by=SYSTEM, reason="本轮结束") == 1
    assert not Tip.objects.exists()
    told = str(list(Event.objects.using("tips").values_list("changes", "label")))
    assert tip.body[:40] not in told
    assert str(tip.receipt_id) not in told
    assert verify(using="tips")[1] is None


def test_a_code_leads_to_its_page_however_it_is_typed(keys: make.Keys) -> None:
    door = make.door(make.published(keys))
    assert queries.page_by_code(f" {door.code.lower()}") == door.page
    with pytest.raises(NotFound):
        queries.page_by_code("000000")


def test_keys_of_rows_say_nothing_of_their_order(keys: make.Keys) -> None:
    page = make.published(keys)
    numbers = [make.sent(page, keys)[0].pk for _ in range(8)]
    assert numbers != sorted(numbers)
    assert min(numbers) > 2**40
