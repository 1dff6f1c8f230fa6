"""The app's name in the trade's words."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TipsConfig(AppConfig):
    """Sealed reports from the public, and the pages they come through."""

    name = "xuncha.records.tips"
    label = "tips"
    verbose_name = _("群众反映")
    default_auto_field = "django.db.models.BigAutoField"
