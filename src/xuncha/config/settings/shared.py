"""What holds in every process of Xuncha."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from xuncha.config import environment
from xuncha.connectors.filestore import DiskStore

ENVIRONMENT = environment.read()
HOME = ENVIRONMENT.home
PACKAGE = Path(__file__).resolve().parents[2]

DEBUG = False
DEMO = ENVIRONMENT.demo
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)

# From the ground up; the import contracts and the foreign keys keep the same order.
RECORD_APPS = (
    "xuncha.records.audit",
    "xuncha.records.tips",
    "xuncha.records.people",
    "xuncha.records.accounts",
    "xuncha.records.policy",
    "xuncha.records.pool",
    "xuncha.records.rounds",
    "xuncha.records.teams",
    "xuncha.records.staffing",
    "xuncha.records.ledgers",
    "xuncha.records.fieldwork",
    "xuncha.records.findings",
    "xuncha.records.rectification",
    "xuncha.records.screening",
    "xuncha.records.exchange",
)

# Databases ------------------------------------------------------------------------------------------------------------

SQLITE_OPTIONS: dict[str, Any] = {
    "timeout": 20,
    # A deferred transaction that turns from reading to writing fails at once under load; IMMEDIATE waits its turn.
    "transaction_mode": "IMMEDIATE",
    # FULL: what was confirmed on the screen survives a power cut.
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=134217728; "
        "PRAGMA journal_size_limit=27103364; PRAGMA cache_size=2000;"
    ),
}


def with_options(database: dict[str, Any]) -> dict[str, Any]:
    """Return a database with the options its kind needs."""
    chosen = dict(database)
    if chosen["ENGINE"].endswith("sqlite3"):
        chosen["OPTIONS"] = dict(SQLITE_OPTIONS)
    else:
        chosen["CONN_HEALTH_CHECKS"] = True
    # Kept open for good: opening SQLite anew for each request costs a third of its speed.
    chosen["CONN_MAX_AGE"] = None
    return chosen


# Two, so that the public portal can be given one that holds nothing of the office.
DATABASES = {"default": with_options(ENVIRONMENT.database), "tips": with_options(ENVIRONMENT.tips_database)}
DATABASE_ROUTERS = ["xuncha.config.two_databases.Router"]
ON_SQLITE = DATABASES["default"]["ENGINE"].endswith("sqlite3")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        # Files, because several processes of one machine must see the same progress without another service to run.
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(HOME / "cache"),
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Language and time ----------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# Files ----------------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
# Private: there is no MEDIA_URL; a view that knows the reader's rights hands files out.
MEDIA_ROOT = HOME / "files"
# Evidence and other lasting files, by the hash of their content.
FILE_STORE = DiskStore(HOME / "files")
FILE_LIMIT_BYTES = 100 * 1024 * 1024
# Sealed files of tips, in chunks; nothing on this machine can open them.
SEALED_ROOT = HOME / "sealed"
# What uploads must leave free on the disk, so that texts are still taken when it is nearly full.
SEALED_RESERVE_BYTES = 2 * 1024**3
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_HANDLERS = [
    "xuncha.web.components.uploads.LimitHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# Log ------------------------------------------------------------------------------------------------------------------

# The format holds neither an address nor a browser's name: a log must not tell who came from where.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"screen": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["screen"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["screen"], "level": "WARNING", "propagate": False},
        "xuncha": {"handlers": ["screen"], "level": "INFO", "propagate": False},
    },
}

# Headers --------------------------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
if ENVIRONMENT.https:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ENVIRONMENT.hosts]
