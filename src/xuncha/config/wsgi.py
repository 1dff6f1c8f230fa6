"""The door a web server knocks at."""

from __future__ import annotations

from django.core.wsgi import get_wsgi_application

from xuncha.config import environment

environment.use_settings("xuncha.config.settings.office")
application = get_wsgi_application()
