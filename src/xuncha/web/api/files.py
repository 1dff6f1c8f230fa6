"""Files: evidence, sent in whole and read back as it was sent; what it takes to check a plan.

Annotations are values here: the API reads them.
"""

from datetime import date
from typing import Annotated, Any

from django.http import FileResponse, HttpRequest, HttpResponse
from ninja import File, Form, Path, Router, Status
from ninja.files import UploadedFile

from xuncha.domain import access
from xuncha.domain.errors import NotFound
from xuncha.records.ledgers import actions as ledgers
from xuncha.records.ledgers import queries as received
from xuncha.records.rectification import actions, queries
from xuncha.records.staffing import actions as staffing
from xuncha.web.api.errors import READING, TELLING, WRITING
from xuncha.web.api.inputs.base import LARGEST_KEY, Body, Key, Short
from xuncha.web.api.reading import get, require
from xuncha.web.api.resources import BY_PATH
from xuncha.web.api.verbs.base import fill, several

EVIDENCE = BY_PATH["evidence"]
UPLOAD = "evidence.upload"
LEDGERS = BY_PATH["ledgers"]
LEDGER_IMPORT = "ledger.import"
AS_FILE: Any = {"responses": {200: {"description": "OK", "content": {"application/octet-stream": {}}}}}
Number = Annotated[int, Path(ge=1, le=LARGEST_KEY)]


class EvidenceIn(Body):
    """What a file proves: its kind, the measure it belongs to, the day it was made."""

    kind: Short
    measure_id: Key | None = None
    made_on: date | None = None


class LedgerIn(Body):
    """Whose ledger it is, where the file does not say so itself."""

    unit_id: Key | None = None


def add_to(made: Router) -> None:
    """Give the files their addresses."""
    made.post(
        "/tasks/{pk}/evidence",
        response={201: EVIDENCE.out, **WRITING},
        operation_id="upload_evidence",
        summary=access.label(UPLOAD),
        tags=["evidence"],
        url_name="evidence_upload",
    )(upload)
    made.get(
        "/evidence/{pk}/file",
        response=READING,
        operation_id="get_evidence_file",
        summary=access.label(EVIDENCE.read.permission),
        tags=["evidence"],
        url_name="evidence_file",
        openapi_extra=AS_FILE,
    )(download)
    made.get(
        "/staffing-attempts/{pk}/folder",
        response=TELLING,
        operation_id="get_staffing_attempt_folder",
        summary=access.label("tie.view"),
        tags=["staffing-attempts"],
        url_name="staffing_attempt_folder",
        openapi_extra=AS_FILE,
    )(folder)

    made.post(
        "/ledgers",
        response={201: LEDGERS.out, **WRITING},
        operation_id="upload_ledger",
        summary=access.label(LEDGER_IMPORT),
        tags=["ledgers"],
        url_name="ledger_upload",
    )(receive)
    made.get(
        "/ledgers/{pk}/rejected",
        response=READING,
        operation_id="get_ledger_rejected",
        summary=access.label(LEDGERS.read.permission),
        tags=["ledgers"],
        url_name="ledger_rejected",
        openapi_extra=AS_FILE,
    )(rejected)


def upload(request: HttpRequest, pk: Number, about: Annotated[EvidenceIn, Form()], file: File[UploadedFile]) -> Any:
    """Keep a file as evidence of a task; size, hash and format are measured, not believed."""
    user: Any = request.user
    require(user, UPLOAD)
    task = get(user, BY_PATH["tasks"], pk)
    made = queries.new_evidence(task, file.name or "", kind=about.kind, made_on=about.made_on)
    fill(user, made, {"kind": about.kind})
    if about.measure_id is not None:
        made.measure = several(task.measures.all(), [about.measure_id], "measure_id")[0]
    return Status(201, actions.upload_evidence(made, file.chunks(), by=user))


def download(request: HttpRequest, pk: Number) -> Any:
    """Give the file back. That it was taken is noted in the trail."""
    user: Any = request.user
    evidence = get(user, EVIDENCE, pk)
    return FileResponse(
        actions.open_evidence(evidence, by=user), as_attachment=True, filename=evidence.name,
        content_type="application/octet-stream",
    )  # fmt: skip


def folder(request: HttpRequest, pk: Number) -> Any:
    """Problem, plan and certificate of an attempt, for the checker. That it was taken is noted in the trail."""
    user: Any = request.user
    attempt = get(user, BY_PATH["staffing-attempts"], pk)
    return HttpResponse(staffing.hand_out(attempt, by=user), content_type="application/octet-stream")


def receive(request: HttpRequest, about: Annotated[LedgerIn, Form()], file: File[UploadedFile]) -> Any:
    """Keep a file of ledgers and say what it seems to be; nothing counts before it was checked and started."""
    user: Any = request.user
    require(user, LEDGER_IMPORT)
    unit = None
    if about.unit_id is not None:
        unit = several(received.units(user, LEDGER_IMPORT), [about.unit_id], "unit_id")[0]
    return Status(201, ledgers.receive(file.name or "", file.chunks(), unit, by=user))


def rejected(request: HttpRequest, pk: Number) -> Any:
    """Give the rows of a file that were not taken, each with its reason. That they were taken is noted in the trail."""
    user: Any = request.user
    ledger = get(user, LEDGERS, pk)
    rows = received.rejected_rows(ledger)
    if rows is None:
        raise NotFound("rejected", pk)
    ledgers.note_rejected(ledger, by=user)
    return FileResponse(rows, as_attachment=True, filename="rejected.csv", content_type="application/octet-stream")
