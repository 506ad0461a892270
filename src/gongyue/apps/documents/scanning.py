"""The virus scanner, if there is one: clamd over a socket, or any command.

settings.SCANNER: "" (none) · clamd:/run/clamd.ctl · clamd:host:port · command:/usr/bin/clamscan -
A command reads the file from standard input and answers by its exit code as clamscan does:
0 clean, 1 infected, anything else that it could not tell.
"""

import shlex
import socket
import struct
import subprocess
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from tempfile import TemporaryFile

from django.conf import settings

PIECE = 1 << 16
ANSWER = 4_096


class ScannerDown(Exception):
    """No verdict: the scanner does not answer, answers nonsense, or ran out of time."""


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """`found`: the name of what is in it; empty for clean."""

    found: str = ""

    @property
    def is_clean(self) -> bool:
        return not self.found


def is_configured() -> bool:
    """Whether files are to be scanned at all."""
    return bool(settings.SCANNER)


def scan(content: Iterable[bytes]) -> Verdict:
    """Have the file scanned; raises ScannerDown."""
    kind, _, rest = settings.SCANNER.partition(":")
    if kind == "clamd":
        return _by_clamd(rest, content)
    if kind == "command":
        return _by_command(rest, content)
    raise ScannerDown(f"GONGYUE_SCANNER: {kind}")


def _by_clamd(address: str, content: Iterable[bytes]) -> Verdict:
    """The INSTREAM command: pieces with their length before them, a length of zero at the end."""
    try:
        with closing(_connected(address)) as link:
            link.sendall(b"zINSTREAM\0")
            for chunk in content:
                for start in range(0, len(chunk), PIECE):
                    piece = chunk[start : start + PIECE]
                    link.sendall(struct.pack(">I", len(piece)) + piece)
            link.sendall(struct.pack(">I", 0))
            said = _answer(link)
    except OSError as reason:
        raise ScannerDown(type(reason).__name__) from reason
    return _understood(said)


def _connected(address: str) -> socket.socket:
    host, _, port = address.rpartition(":")
    if host and port.isdecimal():
        return socket.create_connection((host, int(port)), timeout=settings.SCANNER_SECONDS)
    link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    link.settimeout(settings.SCANNER_SECONDS)
    try:
        link.connect(address)
    except OSError:
        link.close()
        raise
    return link


def _answer(link: socket.socket) -> str:
    said = b""
    while len(said) < ANSWER and (part := link.recv(ANSWER)):
        said += part
    return said.decode("utf-8", "replace").strip("\0\n ")


def _understood(said: str) -> Verdict:
    if said == "stream: OK":
        return Verdict()
    if said.startswith("stream: ") and said.endswith(" FOUND"):
        return Verdict(found=said.removeprefix("stream: ").removesuffix(" FOUND")[:120])
    raise ScannerDown(said[:80] or "no answer")


def _by_command(command: str, content: Iterable[bytes]) -> Verdict:
    """The file waits unlinked: nobody else can open it, and it is gone with the last handle."""
    with TemporaryFile() as file:
        for chunk in content:
            file.write(chunk)
        file.seek(0)
        try:
            done = subprocess.run(
                shlex.split(command),
                stdin=file,
                capture_output=True,
                timeout=settings.SCANNER_SECONDS,
                check=False,
            )
        except (OSError, ValueError, subprocess.TimeoutExpired) as reason:
            raise ScannerDown(type(reason).__name__) from reason
    if done.returncode == 1:
        return Verdict(found=_last_words(done.stdout))
    if done.returncode:
        raise ScannerDown(f"exit {done.returncode}")
    return Verdict()


def _last_words(output: bytes) -> str:
    lines = output.decode("utf-8", "replace").split("\n")
    named = next((line for line in lines if line.rstrip().endswith("FOUND")), "")
    return named.rpartition(": ")[2].removesuffix(" FOUND").strip()[:120] or "病毒"
