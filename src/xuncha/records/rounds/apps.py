"""The app's name in the trade's words."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoundsConfig(AppConfig):
    """Terms, annual plans, rounds and the inspections in them."""

    name = "xuncha.records.rounds"
    label = "rounds"
    verbose_name = _("任期与轮次")
    default_auto_field = "django.db.models.BigAutoField"
