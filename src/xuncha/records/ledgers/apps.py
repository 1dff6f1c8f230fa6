"""The app's name in the trade's words."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LedgersConfig(AppConfig):
    """Ledgers received."""

    name = "xuncha.records.ledgers"
    label = "ledgers"
    verbose_name = _("账套")
    default_auto_field = "django.db.models.BigAutoField"
