"""A stand-in for clamd: a server of its own that speaks INSTREAM, and fails when told to."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.apps.documents.files import EICAR


class Clamd:
    """`mode`: honest, silent (never answers), dies (closes mid-stream), or babbles."""

    def __init__(self, mode: str) -> None:
        self.mode, self.seen = mode, b""
        self.server = socket.create_server(("127.0.0.1", 0))
        self.address = f"clamd:127.0.0.1:{self.server.getsockname()[1]}"
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self) -> None:
        while not self.over.is_set():
            try:
                link, _ = self.server.accept()
            except OSError:
                return
            with link:
                try:
                    self._answer(link)
                except OSError:
                    continue

    def _answer(self, link: socket.socket) -> None:
        if self.mode == "dies":
            link.recv(10)
            link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return
        content = self._read(link)
        self.seen = content
        if self.mode == "silent":
            self.over.wait(5)
        elif self.mode == "babbles":
            link.sendall(b"INSTREAM size limit exceeded. ERROR\0")
        else:
            found = b"Eicar-Test-Signature FOUND" if EICAR in content else b"OK"
            link.sendall(b"stream: " + found + b"\0")

    def _read(self, link: socket.socket) -> bytes:
        file = link.makefile("rb")
        assert file.read(10) == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack(">I", file.read(4))[0]:
            content += file.read(size)
        return content


@contextmanager
def clamd(mode: str = "honest") -> Iterator[Clamd]:
    server = Clamd(mode)
    try:
        yield server
    finally:
        server.over.set()
        server.server.close()
        server.thread.join(timeout=5)
