"""What every installation has in common. docs/reference/settings.md explains each variable."""

import os
from pathlib import Path

from gongyue.config.env import (
    envbool,
    envint,
    envlist,
    envstr,
    envword,
    postgres_from_url,
    smtp_from_url,
)
from gongyue.config.keys import derived, key_id, load_keys

PACKAGE = Path(__file__).resolve().parents[2]
HOME = Path(envstr("GONGYUE_HOME", "var")).resolve()
HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
UPLOADS = HOME / "uploads"

_KEYS = load_keys(HOME, os.environ.get("GONGYUE_KEY", ""))
SYSTEM_KEYS = {key_id(key): derived(key, "wrapping") for key in _KEYS}  # newest first
SEARCH_KEY = derived(_KEYS[-1], "search")
SECRET_KEY = derived(_KEYS[-1], "django sessions").hex()

DEBUG = envbool("GONGYUE_DEBUG")
DEMO = False  # one-click logins and the visible code inbox exist only where this is True
HTTPS = envbool("GONGYUE_HTTPS")
ALLOWED_HOSTS = envlist("GONGYUE_HOSTS", "localhost,127.0.0.1,[::1]")
if "127.0.0.1" not in ALLOWED_HOSTS:  # whoever watches us on the machine itself asks by this name
    ALLOWED_HOSTS.append("127.0.0.1")
CSRF_TRUSTED_ORIGINS = envlist("GONGYUE_ORIGINS")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "axes",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "gongyue.apps.accounts",
    "gongyue.apps.registry",
    "gongyue.apps.operations",
    "gongyue.apps.notifications",
    "gongyue.apps.documents",
    "gongyue.apps.workspace",
    "gongyue.apps.knowledge",
    "gongyue.apps.tasks",
    "gongyue.apps.checkup",
    "gongyue.apps.following",
    "gongyue.apps.apikeys",
    "gongyue.apps.impact",
    "gongyue.apps.samples",
    "gongyue.portals.shared",
    "gongyue.portals.public",
    "gongyue.portals.worker",
    "gongyue.portals.enterprise",
    "gongyue.portals.regulator",
    "gongyue.portals.mediator",
    "gongyue.portals.provider",
    "gongyue.portals.operator",
    "gongyue.portals.messages",
    "gongyue.api",
]

MIDDLEWARE = [
    "gongyue.config.requests.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "gongyue.config.middleware.WithoutNul",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Every page asks for a sign-in unless its view is marked login_not_required.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    # Whoever acts for somebody else sees only what that person let them.
    "gongyue.portals.shared.acting.ActingGuard",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "gongyue.config.middleware.ContentSecurity",
    "django_htmx.middleware.HtmxMiddleware",
    "gongyue.portals.shared.workspace.opening.DeskDoor",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "gongyue.config.urls"
WSGI_APPLICATION = "gongyue.config.wsgi.application"
ASGI_APPLICATION = "gongyue.config.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gongyue.config.context.installation",
            ],
        },
    },
]

SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": HOME / "gongyue.sqlite3",
    "OPTIONS": {
        # A transaction that reads first and writes later must not be refused half-way.
        "transaction_mode": "IMMEDIATE",
        "timeout": envint("GONGYUE_SQLITE_TIMEOUT", 20),
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
            "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32000;"
        ),
    },
}
DATABASE_URL = envstr("DATABASE_URL")
DATABASES = {"default": postgres_from_url(DATABASE_URL) if DATABASE_URL else SQLITE}

# Shared by the web processes of one machine: counts of open doors, nothing that must last.
CACHES = {
    "default": {
        "BACKEND": "gongyue.config.caches.SharedFiles",
        "LOCATION": HOME / "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},  # a flood of addresses cannot fill the disk
    }
}

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default"],
    }
}

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [path for path in [PACKAGE / "static"] if path.is_dir()]
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = HOME / "files"
# A workbook travels in one request; what is larger than this is refused before it is read.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
UPLOAD_LIMIT = envint("GONGYUE_UPLOAD_LIMIT_MB", 50, least=1) * 1024 * 1024
PICTURE_LIMIT = envint("GONGYUE_PICTURE_LIMIT_MB", 20, least=1) * 1024 * 1024
SCANNER = envstr("GONGYUE_SCANNER")  # clamd:… or command:…; nothing: files are not scanned
SCANNER_DOWN = envword("GONGYUE_SCANNER_DOWN", "hold", "pass")
SCANNER_SECONDS = envint("GONGYUE_SCANNER_SECONDS", 30, least=1)
PUBLIC_URL = envstr("GONGYUE_PUBLIC_URL").rstrip("/")  # stands in the QR of every paper
CALCULATION_LINK_DAYS = envint(
    "GONGYUE_CALCULATION_LINK_DAYS", 90, least=1, most=3_650
)  # the address of a calculation opens nothing after these days
UPLOAD_DAYS = envint(
    "GONGYUE_UPLOAD_DAYS", 30, least=1, most=36_500
)  # an uploaded workbook is deleted after these days
IMPORT_AT_ONCE = envint("GONGYUE_IMPORT_AT_ONCE", 2_000)  # more rows than this go to the worker
COUNTER_IDLE_MINUTES = envint(
    "GONGYUE_COUNTER_IDLE_MINUTES", 5, least=1
)  # a visit ends without an act
TAKEOUT_DAYS = envint(
    "GONGYUE_TAKEOUT_DAYS", 7, least=1, most=36_500
)  # 关于我的一切 is deleted after these days
TAKEOUT_AT_ONCE = envint("GONGYUE_TAKEOUT_AT_ONCE", 2_000)  # more events than this go to the worker
CHECKUP_AT_ONCE = envint("GONGYUE_CHECKUP_AT_ONCE_KB", 2_048) * 1024  # larger: the worker

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "gongyue.apps.accounts.backends.PhonePassword",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Password guessing: the account *and* the address are locked together for half an hour.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "gongyue.apps.accounts.services.address_of"
AXES_USERNAME_FORM_FIELD = "phone_hash"  # the log keeps the keyed hash, never the number
AXES_SENSITIVE_PARAMETERS = ["phone", "password", "code", "csrfmiddlewaretoken"]
AXES_DISABLE_ACCESS_LOG = True  # accounts.SignIn is the sign-in log
AXES_VERBOSE = False

# Sign-in codes. Seconds and counts; docs/reference/settings.md.
CODE_LIFE = 600
CODE_RESEND = 60
CODE_TRIES = 5
CODES_PER_PHONE_A_DAY = 10
CODES_PER_ADDRESS_AN_HOUR = 30
SMS_URL = envstr("GONGYUE_SMS_URL")  # a gateway that takes {"phone", "text"} by POST
SMS_TOKEN = envstr("GONGYUE_SMS_TOKEN")  # sent to it as a bearer token
PROXY_HEADER = envstr("GONGYUE_PROXY_HEADER")  # e.g. X-Real-IP, only behind a proxy that sets it

# The API: questions a minute of one address, and of one key; sites whose pages may ask.
API_A_MINUTE = envint("GONGYUE_API_A_MINUTE", 60, least=1)
API_KEY_A_MINUTE = envint("GONGYUE_API_KEY_A_MINUTE", 600, least=1)
API_ORIGINS = envlist("GONGYUE_API_ORIGINS")

# Messages. docs/reference/settings.md and docs/how-to/connect-a-channel.md.
SITE_URL = envstr("GONGYUE_URL").rstrip("/") or PUBLIC_URL  # where links in messages lead
SMS_PER_PHONE_A_DAY = envint("GONGYUE_SMS_PER_PHONE_A_DAY", 10)
MESSAGE_DAYS = envint("GONGYUE_MESSAGE_DAYS", 730, least=1, most=36_500)
OUTGOING_HOSTS = envlist("GONGYUE_OUTGOING_HOSTS")  # inside the house, so not public and not TLS
OUTGOING_LOOPBACK = False
DEFAULT_FROM_EMAIL = envstr("GONGYUE_MAIL_FROM")
EMAIL_TIMEOUT = 10
_SMTP = smtp_from_url(envstr("GONGYUE_SMTP_URL"))
EMAIL_HOST, EMAIL_PORT = _SMTP.host, _SMTP.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _SMTP.user, _SMTP.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _SMTP.starttls, _SMTP.tls
WECHAT_APP_ID = envstr("GONGYUE_WECHAT_APP_ID")
WECHAT_SECRET = envstr("GONGYUE_WECHAT_SECRET")
WECHAT_TEMPLATE = envstr("GONGYUE_WECHAT_TEMPLATE")
WECHAT_FIELDS = envlist("GONGYUE_WECHAT_FIELDS", "thing1=title,thing2=sender,time3=time")
WECHAT_MINI_PROGRAM = envbool("GONGYUE_WECHAT_MINI_PROGRAM")
WECHAT_URL = envstr("GONGYUE_WECHAT_URL", "https://api.weixin.qq.com")
WECHAT_OPEN_URL = envstr("GONGYUE_WECHAT_OPEN_URL", "https://open.weixin.qq.com")

SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/$"]  # asked from beside us, without the proxy
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOG_REQUESTS = envbool("GONGYUE_LOG_REQUESTS")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "gongyue.config.logs.JsonLines"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "json"},
        # The worker sets the level of its loggers itself; the handler is where it can be held.
        "failures": {"class": "logging.StreamHandler", "formatter": "json", "level": "WARNING"},
    },
    "root": {"handlers": ["console"], "level": envstr("GONGYUE_LOG_LEVEL", "WARNING")},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "gongyue": {
            "handlers": ["console"],
            "level": envstr("GONGYUE_LOG_LEVEL", "INFO"),
            "propagate": False,
        },
        # Every task of the queue would say that it ran: failures are enough.
        "django_tasks": {"handlers": ["failures"], "level": "WARNING", "propagate": False},
        "django_tasks_db": {"handlers": ["failures"], "level": "WARNING", "propagate": False},
        "axes": {"handlers": ["console"], "level": "ERROR", "propagate": False},
    },
}
