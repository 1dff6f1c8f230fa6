"""The app's name in the trade's words."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PoolConfig(AppConfig):
    """Establishment, training, proofs of skill and absences of the talent pool."""

    name = "xuncha.records.pool"
    label = "pool"
    verbose_name = _("人才库")
    default_auto_field = "django.db.models.BigAutoField"
