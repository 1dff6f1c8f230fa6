"""The app's name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ComponentsConfig(AppConfig):
    """Shared parts of pages."""

    name = "xuncha.web.components"
    label = "web_components"
    verbose_name = _("页面部件")
