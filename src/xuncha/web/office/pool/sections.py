"""What an inspector's page shows of their dossier: service, training, proofs of skill, absences."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from xuncha.records.pool import queries
from xuncha.records.teams import pool
from xuncha.web.components.pages import Button
from xuncha.web.components.rows import Rows


def sections(
    inspector: Any, own: QuerySet[Any], grades: dict[int, Any], may: dict[str, bool], mine: bool
) -> list[Rows]:
    """The parts in order. `own` holds the inspector alone, as dossiers within reach; `grades` appraisals by seat."""
    return [
        _service(inspector, grades),
        Rows(
            "trainings", _("培训"), (_("培训班次"), _("培训类别"), _("结业日期"), _("证书")), "office/pool/training_row.html",
            list(queries.trainings(own)), _("没有培训记录"), _add(_("登记培训"), "training_new", inspector, may["training"]),
            may["training"],
        ),
        Rows(
            "proofs", _("专长证明"), (_("专长"), _("证明"), _("取得日期"), _("核验日期")), "office/pool/proof_row.html",
            list(queries.proofs(own)), _("没有专长证明"), _add(_("登记专长证明"), "proof_new", inspector, may["training"]),
            may["training"],
        ),
        Rows(
            "absences", _("不能参加的时段"), (_("起止"), _("原因")), "office/pool/absence_row.html",
            list(queries.absences(own)), _("没有不能参加的时段"),
            _add(_("登记不能参加的时段"), "absence_new", inspector, may["absence"])
            or (Button(_("说明不能参加的时段"), reverse("office:absence_tell"), "plus") if mine else None),
            may["absence"],
        ),
    ]  # fmt: skip


def _service(inspector: Any, grades: dict[int, Any]) -> Rows:
    before = inspector.practice_before
    return Rows(
        "service", _("参加巡察情况"),
        (_("轮次"), _("组内职务"), _("起止"), _("授权"), _("保密承诺"), _("考核评价")), "office/pool/service_row.html",
        [(seat, grades.get(seat.pk)) for seat in pool.service(inspector)], _("尚未参加"),
        foot=_now("启用系统前另参加 %(n)s 轮") % {"n": before} if before else "",
    )  # fmt: skip


def _add(label: Any, name: str, inspector: Any, may: bool) -> Button | None:
    return Button(label, reverse(f"office:{name}", args=[inspector.pk]), "plus") if may else None
