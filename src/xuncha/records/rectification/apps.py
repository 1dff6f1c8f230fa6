"""The app's name in the trade's words."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RectificationConfig(AppConfig):
    """Feedback, plans, tasks, evidence, joint review, close-out and look-back."""

    name = "xuncha.records.rectification"
    label = "rectification"
    verbose_name = _("整改")
    default_auto_field = "django.db.models.BigAutoField"
