"""The API keeps to its own description, whatever it is sent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

import xuncha
from tests.cast import Office
from tests.factories.whole_office import furnish
from xuncha.config.wsgi import application
from xuncha.records.accounts import actions as accounts
from xuncha.records.audit.queries import verify
from xuncha.web.api.verbs import VERBS

CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)
EXAMPLES = 3


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Let the requests share the test's own connection, as Django's test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.slow
@pytest.mark.usefixtures("one_connection")
@pytest.mark.parametrize("name", ["planner", "leader"])
def test_the_api_answers_as_described_whatever_it_is_sent(office: Office, name: str) -> None:
    furnish(office)
    user = getattr(office, name)
    _, key = accounts.create_token(user, "试验", timezone.localdate() + timedelta(days=2), by=user)
    headers = {"Authorization": f"Bearer {key}"}
    described = schemathesis.openapi.from_wsgi("/api/openapi.json", application)
    for operation in described.get_all_operations():
        _try(operation.ok(), headers)
    assert verify()[1] is None


def _try(operation: Any, headers: dict[str, str]) -> None:
    keys = st.integers(1, 3)

    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(operation.as_strategy(), keys)
    def tried(case: Any, key: int) -> None:
        if "pk" in (case.path_parameters or {}):
            case.path_parameters["pk"] = key  # so that some exist
        case.validate_response(case.call(headers=headers), checks=CHECKS)

    tried()


# A course of many is entered by a machine one by one. A key for machines is not made by a machine, a password is shown on a page and nowhere else, and reading and
# writing spreadsheets is for those who have no machine: what follows is the pages' own.
PAGES_ALONE = {
    "accounts.create_account", "accounts.reset_password", "accounts.create_token", "accounts.revoke_token",
    "exchange.upload", "exchange.map_columns", "exchange.start", "exchange.check_again", "exchange.stalled", "exchange.note_download",
    "audit.note", "findings.read_lead", "people.kept_elsewhere", "pool.train_many",
}  # fmt: skip


def test_what_the_pages_can_do_the_api_can_do() -> None:
    web = Path(xuncha.__file__).parent / "web"
    done = _done(web / "office") | _done(web / "unit")
    assert len(done) > 80
    assert done - _done(web / "api") == PAGES_ALONE


def _done(face: Path) -> set[str]:
    """Every action called, by its app: `staffing.lend`."""
    found = set()
    for source in (file.read_text(encoding="utf-8") for file in face.rglob("*.py")):
        for app, names in re.findall(r"^from xuncha\.records\.(\w+) import (.+)$", source, re.MULTILINE):
            for alias in re.findall(r"\bactions(?: as (\w+))?", names):
                called = re.findall(rf"\b{alias or 'actions'}\.([a-z_]+)\(", source)
                found |= {f"{app}.{name}" for name in called}
    return found


def test_no_two_have_the_same_address() -> None:
    verbs = [(each.path, each.verb) for each in VERBS]
    assert sorted(set(verbs)) == sorted(verbs)
