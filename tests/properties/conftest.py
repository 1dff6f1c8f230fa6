"""How many examples: a few hundred in the suite, thousands on purpose (`XUNCHA_PROPERTIES=thorough`)."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

slow = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
settings.register_profile("suite", max_examples=100, deadline=None, suppress_health_check=slow, derandomize=True)
settings.register_profile("thorough", max_examples=5_000, deadline=None, suppress_health_check=slow)
settings.load_profile("thorough" if os.environ.get("XUNCHA_PROPERTIES") == "thorough" else "suite")
