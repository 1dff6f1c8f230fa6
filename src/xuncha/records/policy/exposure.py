"""An office's exposure policy as the JSON a record keeps, and back."""

from __future__ import annotations

from xuncha.domain.exposure import Acquaintance, ExposurePolicy, Weight
from xuncha.records.policy.models import ExposureSetting


def as_weights(policy: ExposurePolicy) -> dict[str, list[int]]:
    """Write what each kind weighs, and in how many years it fades."""
    return {kind.value: [weight.points, weight.years] for kind, weight in policy.weights.items()}


def of_setting(setting: ExposureSetting) -> ExposurePolicy:
    """Read a kept policy; a kind it does not know yet weighs what it usually does."""
    kept = {Acquaintance(kind): Weight(*pair) for kind, pair in setting.weights.items()}
    return ExposurePolicy(
        {**ExposurePolicy().weights, **kept}, setting.through_share, setting.through_least, setting.most
    )
