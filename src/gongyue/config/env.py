"""Settings from the environment, read in one place and typed."""

import os
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


class BadSetting(ValueError):
    """An environment variable holds something its setting cannot mean."""


def envstr(name: str, default: str = "") -> str:
    """The variable as text, stripped; `default` when absent."""
    return os.environ.get(name, default).strip()


def envbool(name: str, default: bool = False) -> bool:
    """1/true/yes/on or 0/false/no/off; anything else is an error, never a guess."""
    text = os.environ.get(name)
    if text is None:
        return default
    word = text.strip().lower()
    if word not in TRUE | FALSE:
        raise BadSetting(f"{name}: expected yes or no, not {text!r}")
    return word in TRUE


def envint(name: str, default: int, *, least: int = 0, most: int = 1_000_000) -> int:
    """A whole number from `least` to `most`."""
    text = envstr(name, str(default))
    try:
        number = int(text)
    except ValueError:
        raise BadSetting(f"{name}: expected a whole number, not {text!r}") from None
    if not least <= number <= most:
        raise BadSetting(f"{name}: expected {least} to {most}, not {number}")
    return number


def envlist(name: str, default: str = "") -> list[str]:
    """Words separated by commas, blanks dropped."""
    return [word.strip() for word in envstr(name, default).split(",") if word.strip()]


def envword(name: str, *words: str) -> str:
    """One of the words; the first one when the variable is absent."""
    word = envstr(name) or words[0]
    if word not in words:
        raise BadSetting(f"{name}: expected one of {', '.join(words)}, not {word!r}")
    return word


def postgres_from_url(url: str) -> dict[str, object]:
    """Django's database settings from postgresql://user:password@host:port/name?sslmode=…"""
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in {"postgres", "postgresql"} or not name:
        raise BadSetting("DATABASE_URL: expected postgresql://user:password@host:port/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_MAX_AGE": envint("GONGYUE_DB_CONN_MAX_AGE", 60),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


@dataclass(frozen=True, kw_only=True)
class MailServer:
    """Where mail is handed in; no host means that there is none."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False


def smtp_from_url(url: str) -> MailServer:
    """smtp://user:password@host:port (STARTTLS), smtps:// (TLS from the start) or smtp-plain://
    (inside the house only)."""
    if not url:
        return MailServer()
    parts = urlsplit(url)
    usual = {"smtp": 587, "smtps": 465, "smtp-plain": 25}
    if parts.scheme not in usual or not parts.hostname:
        raise BadSetting("GONGYUE_SMTP_URL: expected smtp://user:password@host:port or smtps://…")
    return MailServer(
        host=parts.hostname,
        port=parts.port or usual[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=parts.scheme == "smtp",
        tls=parts.scheme == "smtps",
    )
