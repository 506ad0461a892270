"""The one way out: a question to another system that cannot be led astray and cannot hang us.

An address given by a user (a group chat's, a firm's own system) is reached by HTTPS only, at a
public address looked up once and then held to, without redirects. An address from the environment
is the operator's own: it may be inside the house and without TLS. Time and size are bounded both
ways. A proxy of the environment is not used.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

SECONDS = 8
ANSWER_LIMIT = 64 * 1024
NAT64 = ipaddress.ip_network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class BadAddress(ValueError):
    """An address we do not send to; the text says why, in Chinese."""


INNER = "地址不能指向内部网络。"


class Unreached(Exception):
    """No usable answer: not connected, cut off, too slow, too long. Another time may do."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Whatever the other side said; a redirect is an answer like any other."""

    status: int
    content: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


def check_address(url: str) -> SplitResult:
    """The parts of an address a user may give. Raises BadAddress. No look-up: see `post`."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise BadAddress("地址写得不对。") from None
    if len(url) > 1_000 or not parts.hostname or parts.username or parts.password or port == 0:
        raise BadAddress("地址写得不对，请从对方系统整条复制。")
    if any(ord(char) <= 32 or ord(char) == 127 for char in url.strip()):
        raise BadAddress("地址里有空格或看不见的字符，请重新复制。")
    if parts.scheme != "https" and not _is_own(parts):
        raise BadAddress("地址须以 https:// 开头。")
    if _is_inner_number(str(parts.hostname)) and not _is_own(parts):
        raise BadAddress(INNER)
    return parts


def _is_inner_number(host: str) -> bool:
    """A bare IP address of no public net; a name is looked up only when something is sent."""
    try:
        return not is_public(ipaddress.ip_address(host))
    except ValueError:
        return host == "localhost"


def post(
    *, url: str, body: bytes, headers: Mapping[str, str], trusted: bool = False,
    seconds: int = SECONDS,
) -> Answer:  # fmt: skip
    """Send and read the answer. `trusted`: the address is the operator's, from the environment.

    Raises BadAddress (never try again) and Unreached (perhaps later).
    """
    return _asked("POST", url, body, headers, trusted, seconds)


def get(*, url: str, trusted: bool = False, seconds: int = SECONDS) -> Answer:
    """Only read; as `post`."""
    return _asked("GET", url, None, {}, trusted, seconds)


def _asked(
    method: str, url: str, body: bytes | None, headers: Mapping[str, str], trusted: bool,
    seconds: int,
) -> Answer:  # fmt: skip
    parts = urlsplit(url) if trusted else check_address(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise BadAddress("地址写得不对。")
    line = _Line(parts, _looked_up(parts, trusted), seconds)
    timer = threading.Timer(seconds, line.cut)
    timer.start()
    try:
        return line.ask(method, body, headers)
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        raise Unreached("对方太久没有回答" if line.is_cut else _said(error)) from None
    finally:
        timer.cancel()
        line.close()


class _Line(http.client.HTTPConnection):
    """A connection to one address found before, however the name answers a second time."""

    def __init__(self, parts: SplitResult, address: str, seconds: int) -> None:
        secure = parts.scheme == "https"
        super().__init__(
            str(parts.hostname), parts.port or (443 if secure else 80), timeout=seconds
        )
        self.path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        self.address = address
        self.tls = ssl.create_default_context() if secure else None
        self.is_cut = False
        # Ours to cut: http.client forgets its own as soon as the head of an answer is read.
        self.wire: socket.socket | None = None

    def connect(self) -> None:
        self.wire = socket.create_connection((self.address, self.port), self.timeout)
        if self.tls is not None:
            self.wire = self.tls.wrap_socket(
                self.wire, server_hostname=self.host, do_handshake_on_connect=False
            )
            self.wire.do_handshake()
        self.sock = self.wire

    def ask(self, method: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        self.request(method, self.path, body, {"Connection": "close", **headers})
        with self.getresponse() as answer:
            content = answer.read(ANSWER_LIMIT + 1)
        if self.is_cut:
            raise TimeoutError
        if len(content) > ANSWER_LIMIT:
            raise http.client.HTTPException("too long")
        return Answer(status=answer.status, content=content, headers=dict(answer.getheaders()))

    def cut(self) -> None:
        """The time for the whole conversation is over, even if bytes keep dripping in."""
        self.is_cut = True
        if self.wire is not None:
            with suppress(OSError):
                self.wire.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        super().close()
        if self.wire is not None:
            self.wire.close()


def _looked_up(parts: SplitResult, trusted: bool) -> str:
    """One IP address of the host; refuses a name of which any address is not public."""
    try:
        found = socket.getaddrinfo(parts.hostname, parts.port or 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Unreached("找不到对方的地址") from None
    addresses = [str(entry[4][0]) for entry in found]
    if not trusted and not _is_own(parts):
        for text in addresses:
            if not is_public(ipaddress.ip_address(text.partition("%")[0])):
                raise BadAddress(INNER)
    return addresses[0]


def is_public(address: Address) -> bool:
    """Reachable by anybody: not this machine, not a private or reserved net, however spelt."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is not None:
            return is_public(inner)
        if address in NAT64:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return address.is_global and not address.is_multicast


def _is_own(parts: SplitResult) -> bool:
    """Hosts the operator named as their own; in tests this machine."""
    host = str(parts.hostname)
    return host in settings.OUTGOING_HOSTS or (
        settings.OUTGOING_LOOPBACK and host in {"127.0.0.1", "localhost", "::1"}
    )


def _said(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "对方太久没有回答"
    if isinstance(error, ssl.SSLError):
        return "对方的证书不可信"
    if isinstance(error, http.client.HTTPException):
        return "对方的回答看不懂"
    return "连不上对方"
