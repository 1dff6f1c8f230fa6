"""The app's name in the trade's words."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FindingsConfig(AppConfig):
    """Working papers, findings, leads, inspection reports and decisions."""

    name = "xuncha.records.findings"
    label = "findings"
    verbose_name = _("底稿与问题")
    default_auto_field = "django.db.models.BigAutoField"
