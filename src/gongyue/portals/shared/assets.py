"""Styles and scripts by their content: /static/build/app.css?v=… may be kept by the phone."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.contrib.staticfiles import finders
from django.templatetags.static import static

SHELL = ("build/app.css", "build/app.js", "shared/icons.svg", "shared/mark.svg")
WORKER = "shared/sw.js"


def asset(name: str) -> str:
    """The address of a static file with the digest of its content; without one while not built."""
    digest = _digest(name)
    return f"{static(name)}?v={digest}" if digest else static(name)


def version() -> str:
    """Changes whenever anything of the shell does."""
    return sha256("".join(map(_digest, (*SHELL, WORKER))).encode()).hexdigest()[:12]


def worker_source() -> str:
    """The service worker's own text; empty when it is not to be found."""
    path = finders.find(WORKER)
    return Path(path).read_text(encoding="utf-8") if path else ""


def _digest(name: str) -> str:
    path = finders.find(name)
    if not path:
        return ""
    stat = Path(path).stat()
    return _digest_of(str(path), stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=64)
def _digest_of(path: str, changed: int, size: int) -> str:
    """Read again only when the file has changed, as it does under `npm run watch`."""
    return sha256(Path(path).read_bytes()).hexdigest()[:10]
