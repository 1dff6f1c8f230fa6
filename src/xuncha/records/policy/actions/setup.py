"""What a new office starts with."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from xuncha.domain.errors import Refused
from xuncha.domain.organisations import Level
from xuncha.domain.roles import Role
from xuncha.domain.scoring import DEFAULT_SCHEMES
from xuncha.domain.taxonomy import default_taxonomy
from xuncha.domain.words import N_, say
from xuncha.records.accounts.actions import create_account, grant_role
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import SYSTEM, Actor, act, allow
from xuncha.records.people.actions import add_jurisdiction
from xuncha.records.people.models import Jurisdiction
from xuncha.records.policy.actions.taxonomy import install_edition
from xuncha.records.policy.models import OfficePolicy, ScoringScheme, TaxonomyEdition
from xuncha.records.policy.schemes import as_body


def install_defaults(place: Jurisdiction, *, by: Actor) -> None:
    """Write down what the domain brings along: taxonomy, scoring schemes, recusal rules. What is settled stays."""
    allow(by, "policy.edit", place.path)
    with act("policy.install", by=by) as change:
        if not TaxonomyEdition.objects.exists():
            taxonomy = default_taxonomy()
            install_edition(change, taxonomy, timezone.localdate().replace(year=taxonomy.year, month=1, day=1))
        if not ScoringScheme.objects.filter(jurisdiction=place).exists():
            change.create_many(
                ScoringScheme(
                    jurisdiction=place, name=scheme.label, source=scheme.source, version=scheme.edition,
                    body=as_body(scheme),
                )
                for scheme in DEFAULT_SCHEMES
            )  # fmt: skip
        if not OfficePolicy.objects.filter(jurisdiction=place).exists():
            change.create(OfficePolicy(jurisdiction=place))


FIRST_ACCOUNTS = (
    ("sysadmin", N_("系统管理员"), Role.SYSTEM),
    ("secadmin", N_("安全管理员"), Role.SECURITY),
    ("auditadmin", N_("审计管理员"), Role.AUDIT_ADMIN),
)


def open_office(code: str, name: str, level: Level) -> dict[str, str]:
    """Set up an office of its own in an empty database: its place, its defaults, its three administrators.

    Gives each administrator's temporary password by user name; they are shown once and stored nowhere.
    Refused where anything was set up before.
    """
    if Jurisdiction.objects.exists() or User.objects.exists():
        raise Refused([say(N_("这里已经设置过巡察办，不能重复设置"))])
    with transaction.atomic():
        place = add_jurisdiction(Jurisdiction(code=code, name=name, level=level), by=SYSTEM)
        install_defaults(place, by=SYSTEM)
        passwords = {}
        for username, person, role in FIRST_ACCOUNTS:
            user = User(username=username, name=person)
            passwords[username] = create_account(user, by=SYSTEM)
            grant_role(user, role, by=SYSTEM)
    return passwords
