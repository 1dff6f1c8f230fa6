"""Proofs of skill: a skill is claimed in the pool's entry, its proof is put beside it and looked at by the office."""

from __future__ import annotations

from datetime import date

from xuncha.domain.errors import InvalidField
from xuncha.domain.people import Skill
from xuncha.domain.words import N_, say
from xuncha.records.audit.actions import Actor, act, allow
from xuncha.records.pool.models import SkillProof

EDIT = "training.edit"
GONE = N_("删除：%(what)s")


def save_proof(proof: SkillProof, *, by: Actor) -> SkillProof:
    """Put a proof beside a skill; a skill not claimed yet is claimed with it."""
    inspector = proof.inspector
    allow(by, EDIT, inspector.jurisdiction.path)
    if not proof.proof.strip():
        raise InvalidField(N_("证明"), say(N_("须写明证书名称或工作经历")))
    with act(EDIT, by=by, on=inspector, proof=proof.proof) as change:
        if proof.skill not in inspector.skills:
            inspector.skills = [skill.value for skill in Skill if skill in (*inspector.skills, proof.skill)]
            change.save(inspector)
        return change.save(proof) if proof.pk else change.create(proof)


def verify_proof(proof: SkillProof, *, by: Actor, on: date) -> SkillProof:
    """Note that the office has seen the original."""
    allow(by, EDIT, proof.inspector.jurisdiction.path)
    proof.verified_on = on
    with act(EDIT, by=by, on=proof.inspector, verified=proof.proof) as change:
        return change.save(proof)


def remove_proof(proof: SkillProof, *, by: Actor) -> None:
    """Remove a proof that was wrong; the skill claimed stays."""
    allow(by, EDIT, proof.inspector.jurisdiction.path)
    with act(EDIT, by=by, on=proof.inspector, removed=say(GONE, what=proof.proof)) as change:
        change.delete(proof)
