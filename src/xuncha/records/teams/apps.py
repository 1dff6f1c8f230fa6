"""The app's name in the trade's words."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TeamsConfig(AppConfig):
    """Teams, authorisation, recusal, waivers and objections."""

    name = "xuncha.records.teams"
    label = "teams"
    verbose_name = _("巡察组")
    default_auto_field = "django.db.models.BigAutoField"
