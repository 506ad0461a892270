"""Reads paper in a process of its own: bounded memory, no network, killed when time is up.

Arguments: file, pages, pixels, bytes of memory. Answers on standard output with one JSON object:
the scan, or {"refused": code}.
"""

from __future__ import annotations

import importlib.util
import json
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from gongyue.engines.workbook.scanned.gridding import Part, scan_of

PASSWORD = 4  # of pdfium


class Refused(Exception):
    """The code of the refusal."""


def main(path: Path, pages: int, pixels: int, memory: int) -> dict[str, Any]:
    """The scan as JSON."""
    _close_network()
    _bound(memory)
    began = time.perf_counter()
    content = path.read_bytes()
    reader = _Reader(pixels)
    try:
        found = list(reader.pages(content, pages))
    except Refused as refusal:
        return {"refused": str(refusal)}
    except MemoryError:
        return {"refused": "scan.too_large"}
    seconds = round(time.perf_counter() - began, 2)
    return scan_of(found, recognised=reader.recognised, seconds=seconds).to_json()


def _close_network() -> None:
    """What reads private papers talks to nobody, whatever a library may think of."""

    def refuse(*_: object, **__: object) -> NoReturn:
        raise OSError("the network is closed here")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        setattr(socket.socket, name, refuse)
    socket.getaddrinfo = refuse
    socket.create_connection = refuse


def _bound(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows: the parent's clock alone bounds it
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


class _Reader:
    def __init__(self, pixels: int) -> None:
        self.pixels = pixels
        self.recognised = False
        self._recogniser: Any = None

    def pages(self, content: bytes, most: int) -> Iterator[list[Part]]:
        if content[:1_024].lstrip().startswith(b"%PDF"):
            yield from self._of_pdf(content, most)
        else:
            yield self._of_picture(content)

    def _of_pdf(self, content: bytes, most: int) -> Iterator[list[Part]]:
        import pypdfium2

        from gongyue.engines.workbook.scanned import printed

        try:
            document = printed.opened(content)
        except pypdfium2.PdfiumError as error:
            locked = getattr(error, "err_code", 0) == PASSWORD or "password" in str(error).lower()
            raise Refused("file.password" if locked else "file.corrupt") from error
        if len(document) > most:
            raise Refused("scan.too_many_pages")
        for page in document:
            if printed.has_text(page):
                yield printed.parts_of(page)
            else:
                yield self._recognise(printed.picture_of(page, self.pixels))

    def _of_picture(self, content: bytes) -> list[Part]:
        self._require()
        from gongyue.engines.workbook.scanned import pictures

        try:
            picture = pictures.opened(content, self.pixels)
        except pictures.TooManyPixels as error:
            raise Refused("scan.too_large") from error
        except (OSError, SyntaxError, ValueError) as error:
            raise Refused("file.corrupt") from error
        return self._recognise(picture)

    def _recognise(self, picture: Any) -> list[Part]:
        self._require()
        from gongyue.engines.workbook.scanned import pictures, recognising

        if self._recogniser is None:
            self._recogniser = recognising.Recogniser()
        self.recognised = True
        return recognising.sparing(self._recogniser.parts_of(pictures.sized(picture)))

    @staticmethod
    def _require() -> None:
        if any(
            importlib.util.find_spec(name) is None for name in ("rapidocr", "onnxruntime", "cv2")
        ):
            raise Refused("scan.extras_missing")


if __name__ == "__main__":
    told = main(Path(sys.argv[1]), *(int(text) for text in sys.argv[2:5]))
    print(json.dumps(told, ensure_ascii=False))
