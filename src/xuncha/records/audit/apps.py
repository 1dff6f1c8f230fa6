"""The app's name in the trade's words."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """The append-only trail: every write is one event in a hash chain."""

    name = "xuncha.records.audit"
    label = "audit"
    verbose_name = _("操作留痕")
    default_auto_field = "django.db.models.BigAutoField"
