"""Evidence: whole and measured; withdrawn, never deleted; read by those whose matter it is."""

from __future__ import annotations

import hashlib

import pytest
from django.conf import LazySettings

from tests.cast import Office
from tests.factories import rectification as make
from xuncha.connectors import file_facts
from xuncha.connectors.filestore import MemoryStore
from xuncha.domain.errors import InvalidFile, NotAllowed, Refused, WrongState
from xuncha.records.audit.models import Event
from xuncha.records.rectification import actions, queries
from xuncha.records.rectification.models import Evidence, Measure

pytestmark = pytest.mark.django_db


def test_size_hash_and_format_are_measured(office: Office) -> None:
    store = MemoryStore()
    evidence = Evidence(task=make.accepted(office), name="会议纪要.pdf", media_type="application/pdf", size=1)
    actions.upload_evidence(evidence, [make.MINUTES], by=office.unit_liaison, store=store)
    kept = Evidence.objects.get()
    assert (kept.size, kept.media_type) == (len(make.MINUTES), file_facts.TEXT)
    assert kept.sha256 == hashlib.sha256(make.MINUTES).hexdigest()
    assert store.has(kept.sha256)


def test_a_program_with_a_documents_name_is_refused(office: Office) -> None:
    with pytest.raises(InvalidFile, match="会议纪要"):
        make.proven(make.accepted(office), office, [b"MZ\x90\x00\x03"])
    assert not Evidence.objects.exists()


def test_a_file_beyond_the_limit_is_refused(office: Office, settings: LazySettings) -> None:
    settings.FILE_LIMIT_BYTES = 10
    with pytest.raises(InvalidFile, match="超过"):
        make.proven(make.accepted(office), office)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("C:\\temp\\纪要.txt", "纪要.txt"),
        ("../../etc/纪要.txt", "纪要.txt"),
        ("a\u202e\n.txt", "a.txt"),
        ("..", "其他"),
    ],
)
def test_a_name_carries_no_path_and_no_control_characters(office: Office, sent: str, kept: str) -> None:
    evidence = Evidence(task=make.accepted(office), name=sent)
    actions.upload_evidence(evidence, [make.MINUTES], by=office.unit_liaison)
    assert evidence.name == kept


def test_a_very_long_name_keeps_its_ending(office: Office) -> None:
    evidence = Evidence(task=make.accepted(office), name="纪" * 300 + ".txt")
    actions.upload_evidence(evidence, [make.MINUTES], by=office.unit_liaison)
    assert len(evidence.name) == 200
    assert evidence.name.endswith(".txt")


def test_evidence_of_another_tasks_measure_is_refused(office: Office) -> None:
    plan = make.fed_back(office)
    first, second = make.task(plan, office), make.task(plan, office, title="另一项")
    evidence = Evidence(task=first, measure=Measure.objects.get(task=second), name="纪要.txt")
    with pytest.raises(Refused, match="不属于"):
        actions.upload_evidence(evidence, [make.MINUTES], by=office.unit_liaison)


def test_only_the_unit_itself_uploads_and_only_while_it_works_on_the_task(office: Office) -> None:
    task = make.called_done(office)
    with pytest.raises(WrongState):
        make.proven(task, office)
    with pytest.raises(NotAllowed):
        actions.upload_evidence(Evidence(task=task, name="a.txt"), [make.MINUTES], by=office.other_head)
    with pytest.raises(NotAllowed):
        actions.upload_evidence(Evidence(task=task, name="a.txt"), [make.MINUTES], by=office.planner)


def test_withdrawn_evidence_stays_marked_and_no_longer_counts(office: Office) -> None:
    task = make.accepted(office)
    evidence = make.proven(task, office)
    with pytest.raises(Refused, match="须写明原因"):
        actions.withdraw_evidence(evidence, " ", by=office.unit_liaison)
    actions.withdraw_evidence(evidence, "传错文件", by=office.unit_liaison)
    assert Evidence.objects.get().withdrawn_because == "传错文件"
    with pytest.raises(Refused, match="没有佐证材料"):
        actions.submit_task(task, by=office.unit_head)
    with pytest.raises(Refused, match="已经撤回"):
        actions.withdraw_evidence(evidence, "再撤", by=office.unit_liaison)


def test_the_same_file_on_another_task_is_shown(office: Office) -> None:
    plan = make.fed_back(office)
    first, second = make.task(plan, office), make.task(plan, office, title="另一项")
    make.proven(first, office)
    make.proven(second, office)
    make.proven(first, office, ["只此一处的材料".encode()])
    shared = {each.size: each.elsewhere for each in queries.evidence_of(office.planner, first)}  # type: ignore[attr-defined]
    assert shared[len(make.MINUTES)] == [second]
    assert shared[len("只此一处的材料".encode())] == []


def test_a_download_is_put_down_and_refused_to_strangers(office: Office) -> None:
    evidence = make.proven(make.accepted(office), office)
    with actions.open_evidence(evidence, by=office.discipline) as file:
        assert file.read() == make.MINUTES
    assert Event.objects.filter(verb="evidence.view", actor_name=office.discipline.name).count() == 1
    with pytest.raises(NotAllowed):
        actions.open_evidence(evidence, by=office.other_head)


def test_the_sweeper_never_takes_what_a_record_names(office: Office) -> None:
    store = MemoryStore()
    evidence = make.proven(make.accepted(office), office, store=store)
    orphan = store.put([b"orphan"], name="x", limit=10).sha256
    store.files = {key: (content, 0.0) for key, (content, _) in store.files.items()}
    assert actions.sweep_files(store) == 1
    assert store.has(evidence.sha256)
    assert not store.has(orphan)
