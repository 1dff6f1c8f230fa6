"""The app's name in the trade's words."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PolicyConfig(AppConfig):
    """What an office has settled: taxonomy, deadlines, recusal profile, scoring."""

    name = "xuncha.records.policy"
    label = "policy"
    verbose_name = _("本地规定")
    default_auto_field = "django.db.models.BigAutoField"
