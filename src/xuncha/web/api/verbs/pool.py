"""What can be done about the talent pool beside its people."""

from typing import Any

from django.utils import timezone

from xuncha.domain.errors import Refused
from xuncha.domain.pool import PoolPolicy
from xuncha.domain.words import N_, say
from xuncha.records.pool import actions as pool
from xuncha.web.api.inputs import base
from xuncha.web.api.inputs import pool as i
from xuncha.web.api.inputs.base import part_of
from xuncha.web.api.verbs.base import Changing, Making, Removing, Verb, build, fill, owner

OF = "inspector_id"


def _made(kind: str, user: Any, body: Any) -> Any:
    inspector = owner(user, "people.inspector", body.inspector_id)
    return build(kind, user, inspector=inspector, **body.dict(exclude={OF}))


def _tell(user: Any, inspector: Any, body: Any) -> object:
    return pool.tell_absence(build("pool.absence", user, inspector=inspector, **body.dict()), by=user)


def _rules(user: Any, place: Any, body: Any) -> object:
    try:
        policy = PoolPolicy(**body.dict())
    except ValueError as error:
        raise Refused([say(N_("每组至少巡察一个单位"))]) from error
    return pool.settle_pool(place, policy, by=user)


MAKINGS: tuple[Making, ...] = (
    Making("trainings", "training.edit", i.TrainingIn, lambda u, b: pool.save_training(_made("pool.training", u, b), by=u)),
    Making("proofs", "training.edit", i.ProofIn, lambda u, b: pool.save_proof(_made("pool.skillproof", u, b), by=u)),
    Making("absences", "absence.edit", i.AbsenceIn, lambda u, b: pool.save_absence(_made("pool.absence", u, b), by=u)),
)  # fmt: skip
CHANGES: tuple[Changing, ...] = (
    Changing("trainings", "training.edit", part_of(i.TrainingIn, OF), lambda u, r, s: pool.save_training(fill(u, r, s), by=u)),
    Changing("proofs", "training.edit", part_of(i.ProofIn, OF), lambda u, r, s: pool.save_proof(fill(u, r, s), by=u)),
    Changing("absences", "absence.edit", part_of(i.AbsenceIn, OF), lambda u, r, s: pool.save_absence(fill(u, r, s), by=u)),
)  # fmt: skip
REMOVALS: tuple[Removing, ...] = (
    Removing("trainings", "training.edit", lambda u, r: pool.remove_training(r, by=u)),
    Removing("proofs", "training.edit", lambda u, r: pool.remove_proof(r, by=u)),
    Removing("absences", "absence.edit", lambda u, r: pool.remove_absence(r, by=u)),
)
VERBS: tuple[Verb, ...] = (
    Verb(
        "proofs", "verify", "training.edit", base.Nothing,
        lambda u, r, b: pool.verify_proof(r, by=u, on=timezone.localdate()),
    ),
    Verb("inspectors", "tell-absence", "absence.tell", i.AwayIn, _tell),
    Verb(
        "jurisdictions", "establishment", "establishment.edit", i.EstablishmentIn,
        lambda u, r, b: pool.settle_establishment(r, b.quotas, b.source, by=u),
    ),
    Verb("jurisdictions", "pool-rules", "policy.edit", i.PoolRulesIn, _rules),
)  # fmt: skip
