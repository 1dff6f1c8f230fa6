"""The app's name in the trade's words."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FieldworkConfig(AppConfig):
    """What a team gathers on site: interviews, visits, documents on loan."""

    name = "xuncha.records.fieldwork"
    label = "fieldwork"
    verbose_name = _("现场工作")
    default_auto_field = "django.db.models.BigAutoField"
