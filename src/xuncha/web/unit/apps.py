"""The app's name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UnitConfig(AppConfig):
    """The inspected unit's own pages."""

    name = "xuncha.web.unit"
    label = "web_unit"
    verbose_name = _("被巡察单位")
