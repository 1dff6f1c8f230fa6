"""The app's name in the trade's words."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    """Imports from and exports to the office's own spreadsheets."""

    name = "xuncha.records.exchange"
    label = "exchange"
    verbose_name = _("数据交换")
    default_auto_field = "django.db.models.BigAutoField"
