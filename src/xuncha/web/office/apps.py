"""The app's name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfficeConfig(AppConfig):
    """The inspection office, teams, reviewers and administrators."""

    name = "xuncha.web.office"
    label = "web_office"
    verbose_name = _("巡察办公")
