"""The app's name in the trade's words."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScreeningConfig(AppConfig):
    """Red flags and alerts."""

    name = "xuncha.records.screening"
    label = "screening"
    verbose_name = _("账目筛查")
    default_auto_field = "django.db.models.BigAutoField"
