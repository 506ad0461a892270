"""Watches every sealing, so that a test can say what still opens: with which key, to what."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.apps import apps
from django.conf import settings

from gongyue.apps.accounts import vault


@dataclass(frozen=True)
class Sealing:
    """One sealed value: under which key, and what is in it."""

    key: bytes
    plain: bytes


@dataclass
class Watch:
    """Sealed bytes (nonce and ciphertext) → what was sealed."""

    seen: dict[bytes, Sealing] = field(default_factory=dict)

    def install(self, monkeypatch: Any) -> None:
        watch = self

        class Watched:
            generate_key = staticmethod(AESGCM.generate_key)

            def __init__(self, key: bytes) -> None:
                self.key, self.real = bytes(key), AESGCM(key)

            def encrypt(self, nonce: bytes, plain: bytes, context: bytes) -> bytes:
                sealed = self.real.encrypt(nonce, plain, context)
                watch.seen[bytes(nonce) + sealed] = Sealing(self.key, bytes(plain))
                return sealed

            def decrypt(self, nonce: bytes, sealed: bytes, context: bytes) -> bytes:
                return self.real.decrypt(nonce, sealed, context)

        monkeypatch.setattr(vault, "AESGCM", Watched)

    def found(self, values: Iterable[bytes]) -> list[Sealing]:
        """The sealings among stored values; the id of a system key may stand before one."""
        known = []
        for value in values:
            for skip in (0, vault.KEY_ID_BYTES):
                if (sealing := self.seen.get(value[skip:])) is not None:
                    known.append(sealing)
        return known

    def readable(self, values: Iterable[bytes]) -> list[bytes]:
        """Everything that whoever holds the system keys can open, key by key, to the last."""
        waiting = self.found(values)
        keys, opened = {bytes(key) for key in settings.SYSTEM_KEYS.values()}, []
        while True:
            now = [each for each in waiting if each.key in keys]
            if not now:
                return opened
            waiting = [each for each in waiting if each.key not in keys]
            opened += [text for each in now for text in _unpacked(each.plain)]
            keys |= {each.plain for each in now}
            # A file's content may be sealed again inside.
            waiting += self.found(each.plain for each in now)


def _unpacked(plain: bytes) -> list[bytes]:
    """A zip is compressed: its contents are what could be read."""
    if not plain.startswith(b"PK"):
        return [plain]
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        return [archive.read(name) for name in archive.namelist()]


def stored(label: str = "") -> Iterator[tuple[str, Any]]:
    """(Model.field, value) of every row of every table of ours, or of one model."""
    for model in apps.get_models():
        if not model.__module__.startswith("gongyue.") or label not in ("", model._meta.label):
            continue
        names = [each.attname for each in model._meta.concrete_fields]
        for row in model._base_manager.values_list(*names):
            for name, value in zip(names, row, strict=True):
                yield f"{model._meta.label}.{name}", value


def stored_bytes(label: str = "") -> list[bytes]:
    """Every sealed value in the tables."""
    return [bytes(v) for _, v in stored(label) if isinstance(v, bytes | memoryview) and v]


def files() -> list[bytes]:
    """Every file at rest beside the database."""
    folders = {Path(settings.UPLOADS), Path(settings.MEDIA_ROOT)}
    return [
        path.read_bytes()
        for folder in folders
        if folder.is_dir()
        for path in folder.rglob("*")
        if path.is_file()
    ]
