"""One settings module. What differs between installations comes from the environment (docs/reference/settings.md)."""

import os
import secrets
import sys
from email.utils import parseaddr
from typing import Any
from urllib.parse import unquote, urlsplit

from fermata.core.database import database_settings, use_current_sqlite
from fermata.core.places import HOUSE, ROOT, data_folder

use_current_sqlite()

DATA = data_folder()
DATA.mkdir(mode=0o700, parents=True, exist_ok=True)


def _secret() -> str:
    """The secret of this installation: given, or drawn once and kept beside the data."""
    if given := os.environ.get("FERMATA_SECRET"):
        return given
    kept = DATA / "secret"
    try:
        handle = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return kept.read_text()


SECRET_KEY = _secret()
DEBUG = False
DEVELOPMENT = os.environ.get("FERMATA_DEVELOPMENT") == "1"
DEMO = os.environ.get("FERMATA_DEMO") == "1"  # set by `fermata demo` alone

ADDRESS = DATA / "address"


def _url() -> str:
    """The address people use: as told, or as `fermata serve` was told when it last began here."""
    kept = ADDRESS.read_text().strip() if ADDRESS.is_file() else ""
    return (os.environ.get("FERMATA_URL") or kept or "http://localhost:8000").rstrip("/")


URL = _url()
_parts = urlsplit(URL)
SECURE = _parts.scheme == "https"
LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}
ON_LOOPBACK = _parts.hostname in {"localhost", "127.0.0.1", "::1"}
ALLOWED_HOSTS = [str(_parts.hostname), *(LOOPBACK if ON_LOOPBACK else ())]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None

ROOT_URLCONF = "fermata.site.urls"
AUTH_USER_MODEL = "fermata.Person"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "fermata",
]
if DEVELOPMENT and "makemigrations" in sys.argv:
    INSTALLED_APPS.append("django_linear_migrations")

MIDDLEWARE = [
    "fermata.site.middleware.headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "fermata.site.middleware.forget_when_idle",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "fermata.site.middleware.SameOriginCsrf",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "fermata.site.middleware.Visit",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HOUSE],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "fermata.site.context.house",
            ],
            "builtins": ["django.templatetags.i18n", "fermata.site.templatetags.house"],
            "loaders": [("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])],
        },
    }
]
FORM_RENDERER = "fermata.core.forms.Renderer"

DATABASES = {"default": database_settings(os.environ.get("DATABASE_URL", ""), data=DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "fermata.core.counters.Counters", "LOCATION": "fermata_throttle"}}

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("ar", "العربية")]
"""Each by its own name, so that it is found by whoever needs it."""
LANGUAGE_CODE = os.environ.get("FERMATA_LANGUAGE", "en")
LOCALE_PATHS = [HOUSE / "locale"]
FORMAT_MODULE_PATH = "fermata.site.formats"

_host = "__Host-" if SECURE else ""
LANGUAGE_COOKIE_NAME = f"{_host}fermata_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = SECURE
SESSION_ENGINE = "django.contrib.sessions.backends.db"
_demo = "_demo" if DEMO else ""  # cookies know no ports, and a real installation may stand beside it
SESSION_COOKIE_NAME = f"{_host}fermata{_demo}"
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
IDLE_SECONDS = 12 * 3600
CSRF_COOKIE_NAME = f"{_host}fermata_form{_demo}"
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "fermata.site.views.bad_form"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [ROOT / "web" / "built"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 31_536_000  # every address of ours carries the fingerprint of what it names
WHITENOISE_ALLOW_ALL_ORIGINS = False

DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200  # a profile with everything ticked sends 170
FILE_UPLOAD_HANDLERS = ["fermata.core.uploads.WhereTaken"]

# --- letters
SMTP_URL = os.environ.get("FERMATA_SMTP_URL", "")
_smtp = urlsplit(SMTP_URL)
SMTP: dict[str, Any] = {
    "host": _smtp.hostname or "localhost",
    "port": _smtp.port or (465 if _smtp.scheme == "smtps" else 587),
    "username": unquote(_smtp.username or ""),
    "password": unquote(_smtp.password or ""),
    "use_ssl": _smtp.scheme == "smtps",
    "use_tls": _smtp.scheme == "smtp+starttls",
    "timeout": 20,
}
EMAIL_BACKEND = "fermata.core.letters.OutboxBackend"
DEFAULT_FROM_EMAIL = os.environ.get("FERMATA_MAIL_FROM", f"Fermata <fermata@{_parts.hostname}>")
MAIL_ADDRESS = parseaddr(DEFAULT_FROM_EMAIL)[1]
MAIL_HOST = MAIL_ADDRESS.rpartition("@")[2] or "fermata"

# --- calendars
CALENDAR_HOSTS = frozenset(os.environ.get("FERMATA_CALENDAR_HOSTS", "").lower().replace(",", " ").split())
MAILBOX_URL = os.environ.get("FERMATA_MAILBOX_URL", "")

# --- sign-in: a mailed code or a passkey; there is no password anywhere
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "fermata.people.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "fermata.people.adapter.PasskeyAdapter"
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("FERMATA_PROXIES", "1" if SECURE else "0"))
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"discreet": {"()": "fermata.site.logs.Discreet"}, "brief": {"()": "fermata.site.logs.Brief"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["discreet", "brief"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
TEST_RUNNER = "django.test.runner.DiscoverRunner"
