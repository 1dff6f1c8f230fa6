"""The app's name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    """Machine access, with the same permissions."""

    name = "xuncha.web.api"
    label = "web_api"
    verbose_name = _("接口")
