"""A city: PostgreSQL, several web servers and workers behind HTTPS."""

from gongyue.config.env import BadSetting, envbool
from gongyue.config.settings.base import *  # noqa: F403
from gongyue.config.settings.base import DATABASE_URL

if not DATABASE_URL:
    raise BadSetting("DATABASE_URL: the scaled system needs PostgreSQL")

HTTPS = envbool("GONGYUE_HTTPS", True)
LOG_REQUESTS = envbool("GONGYUE_LOG_REQUESTS", True)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
