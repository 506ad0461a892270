"""Stand-ins for gateways, robots and mail servers: separate servers that also fail on purpose."""

from __future__ import annotations

import base64
import hmac
import json
import socket
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

OK = {"errcode": 0, "errmsg": "ok"}


@dataclass
class Seen:
    """One request as the stand-in took it."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def said(self) -> Any:
        return json.loads(self.body)

    @property
    def query(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}


@dataclass
class StandIn:
    """A server that answers as told: a status and JSON, raw bytes, or a way to misbehave.

    `answers` are used up in order, the last one for ever. Words: "slow" answers too late, "drip"
    sends a byte now and then, "cut" hangs up, "long" never ends, "garbage" is no HTTP.
    """

    url: str = ""
    answers: list[Any] = field(default_factory=lambda: [(200, OK)])
    seen: list[Seen] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def next_answer(self) -> Any:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def stand_in(*answers: Any) -> Iterator[StandIn]:
    found = StandIn(answers=list(answers) or [(200, OK)])

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.do_POST()

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            found.seen.append(Seen(self.path, dict(self.headers), body))
            answer = found.next_answer()
            if callable(answer):
                answer = answer(found.seen[-1])
            _answer(self, answer, found.over)

        def log_message(self, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        found.url = f"http://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield found
        finally:
            found.over.set()
            server.shutdown()


def _answer(handler: BaseHTTPRequestHandler, answer: Any, over: threading.Event) -> None:
    if isinstance(answer, str):
        _misbehave(handler, answer, over)
        return
    status, content, *headers = answer
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    handler.send_response(status)
    for name, value in headers[0].items() if headers else ():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(raw)))
    handler.end_headers()
    handler.wfile.write(raw)


def _misbehave(handler: BaseHTTPRequestHandler, how: str, over: threading.Event) -> None:
    try:
        if how == "slow":
            over.wait(20)
        elif how == "drip":
            handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
            while not over.wait(0.05):
                handler.wfile.write(b"X")
                handler.wfile.flush()
        elif how == "long":
            handler.send_response(200)
            handler.end_headers()
            while not over.is_set():
                handler.wfile.write(b"x" * 65_536)
        elif how == "garbage":
            handler.wfile.write(b"\x00\x01 not a web server\r\n\r\n")
        handler.connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass


def dingtalk_robot(secret: str) -> Any:
    """Checks the signature as DingTalk does, then answers; 310000 when it does not fit."""

    def answer(seen: Seen) -> Any:
        stamp = seen.query.get("timestamp", "0")
        proof = hmac.digest(secret.encode(), f"{stamp}\n{secret}".encode(), "sha256")
        fresh = abs(int(stamp) / 1000 - time.time()) < 3_600
        fits = hmac.compare_digest(base64.b64encode(proof).decode(), seen.query.get("sign", ""))
        if fresh and fits and seen.said["msgtype"] == "text":
            return 200, OK
        return 200, {"errcode": 310000, "errmsg": "sign not match"}

    return answer


class WeChat:
    """Hands out tokens that may end, and takes messages as the API does."""

    def __init__(self, *codes: int) -> None:
        self.codes, self.tokens = list(codes), 0

    def __call__(self, seen: Seen) -> Any:
        if urlsplit(seen.path).path == "/cgi-bin/stable_token":
            self.tokens += 1
            return 200, {"access_token": f"token-{self.tokens}", "expires_in": 7200}
        if seen.query.get("access_token") != f"token-{self.tokens}":
            return 200, {"errcode": 40001, "errmsg": "invalid credential"}
        code = self.codes.pop(0) if self.codes else 0
        return 200, {"errcode": code, "errmsg": "ok" if not code else "refused"}


@dataclass
class MailServer:
    """A mail server; `refuses` maps a command to the line it answers with."""

    port: int = 0
    mails: list[bytes] = field(default_factory=list)
    refuses: dict[str, str] = field(default_factory=dict)


class _Postman(socketserver.StreamRequestHandler):
    """Speaks as much SMTP as a mail needs."""

    found: MailServer

    def handle(self) -> None:
        self._say("220 stand-in")
        for line in self.rfile:
            word = line[:4].decode().strip().upper()
            self._say(self.found.refuses.get(word) or self._taken(word))
            if word == "QUIT":
                return

    def _taken(self, word: str) -> str:
        if word != "DATA":
            return "250 ok"
        self._say("354 go on")
        lines = list(iter(self.rfile.readline, b".\r\n"))
        self.found.mails.append(b"".join(lines))
        return "250 taken"

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def mail_server(**refuses: str) -> Iterator[MailServer]:
    found = MailServer(refuses=refuses)
    postman = type("Postman", (_Postman,), {"found": found})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), postman) as server:
        server.daemon_threads = True
        found.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield found
        finally:
            server.shutdown()
