"""What is made once for all processes: the description of the API and the figures of its page.

Kept in the cache the processes share, under a digest of the law and the API as installed, so that
an upgrade makes it anew. What cannot be kept is made again by each process.
"""

import gzip
import json
import logging
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.core.cache import cache

from gongyue import api, law
from gongyue.kernel.jsonform import dumps_canonical

log = logging.getLogger("gongyue.api")
ENDINGS = {".py", ".yaml"}


@dataclass(frozen=True, slots=True)
class Description:
    """OpenAPI as it is sent: plain and packed, and the tag both are asked for again with."""

    plain: bytes
    packed: bytes
    tag: str


@lru_cache(maxsize=1)
def description() -> Description:
    """Once a process."""
    plain = _kept("description", _made_description)
    tag = f'W/"{sha256(plain).hexdigest()[:32]}"'
    return Description(plain=plain, packed=gzip.compress(plain, 9, mtime=0), tag=tag)


@lru_cache(maxsize=1)
def shown() -> dict[str, Any]:
    """What the page of the API shows: `operations` without the single rules, and `rules`."""
    return dict(json.loads(_kept("page", _made_page)))


def warm() -> None:
    """Make both before somebody asks."""
    shown()
    description()


def _made_description() -> bytes:
    from gongyue.api.description import description_bytes

    return description_bytes()


def _made_page() -> bytes:
    from gongyue.api.contents.rules import rules_listed
    from gongyue.api.description import resources

    made = {"operations": resources(), "rules": rules_listed()["rules"]}
    return dumps_canonical(made).encode()


def _kept(name: str, make: Callable[[], bytes]) -> bytes:
    key = f"api:{name}:{installed()}"
    try:
        if found := cache.get(key):
            return bytes(found)
        made = make()
        cache.set(key, made, timeout=None)
    except OSError:  # a full disk must not close the house
        log.warning("the description could not be kept", extra={"part": name})
        return make()
    return made


@lru_cache(maxsize=1)
def installed() -> str:
    """A digest of names, sizes and days of the files that the description is made of."""
    found = sha256(sys.version.encode())
    for package in (law, api):
        for line in _files(Path(next(iter(package.__path__)))):
            found.update(line.encode())
    return found.hexdigest()[:32]


def _files(folder: Path) -> Iterator[str]:
    for path in sorted(each for each in folder.rglob("*") if each.suffix in ENDINGS):
        stat = path.stat()
        yield f"{path.relative_to(folder)} {stat.st_size} {stat.st_mtime_ns}\n"
