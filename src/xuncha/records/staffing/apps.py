"""The app's name in the trade's words."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StaffingConfig(AppConfig):
    """Staffing a whole round at once."""

    name = "xuncha.records.staffing"
    label = "staffing"
    verbose_name = _("统筹编组")
    default_auto_field = "django.db.models.BigAutoField"
