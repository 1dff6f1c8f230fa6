"""The app's name in the trade's words."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Jurisdictions, units, people, inspectors and the ties between them."""

    name = "xuncha.records.people"
    label = "people"
    verbose_name = _("组织与人员")
    default_auto_field = "django.db.models.BigAutoField"
