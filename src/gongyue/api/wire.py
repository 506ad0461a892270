"""The line an assistant speaks over: one JSON message a line, facts kept as they were written.

The protocol's library reads numbers as floats, and would make 3000.00 another number. So the facts
of a question travel on as the text they came in, every digit and every key of it.
"""

import json
import os
import re
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

import anyio

LONGEST = 1024 * 1024  # bytes of a message
LONGEST_WAIT = 30.0  # seconds for answers under way once the other side has said all
PARSE_ERROR, TOO_LARGE = -32700, -32600
_ID = re.compile(rb'"id"\s*:\s*(\d{1,18}|"[^"\\]{1,100}")')
NOT_JSON = "不是正确的JSON。"
TOO_LONG = f"一次最多{LONGEST // 1024}KB，请分几次问。"


class Number(str):
    """A number as it was written."""


class Pairs(list[tuple[str, Any]]):
    """An object as it was written, keys written twice among them."""


class Lines:
    """What comes in and what goes out; a message that cannot be read is answered here.

    The end of what comes in is told only when every question has its answer: the protocol's
    library drops what is under way as soon as it hears of it.
    """

    def __init__(self, incoming: BinaryIO, outgoing: BinaryIO) -> None:
        self.incoming, self.outgoing = incoming, outgoing
        self.open: set[str] = set()

    def __aiter__(self) -> "Lines":
        return self

    async def __anext__(self) -> str:
        while True:
            line, is_whole = await anyio.to_thread.run_sync(self._next, abandon_on_cancel=True)
            if not line:
                await self._answered()
                raise StopAsyncIteration
            if not is_whole:
                await self._refuse(TOO_LARGE, TOO_LONG, line)
            elif line.strip():
                try:
                    return self._noted(exact(line.decode("utf-8", "replace")))
                except (ValueError, RecursionError):
                    await self._refuse(PARSE_ERROR, NOT_JSON, b"")

    def _noted(self, text: str) -> str:
        """A question stands open until its answer is written."""
        message = json.loads(text)
        if isinstance(message, dict) and "method" in message and message.get("id") is not None:
            self.open.add(json.dumps(message["id"]))
        return text

    async def _answered(self) -> None:
        with anyio.move_on_after(LONGEST_WAIT):
            while self.open:
                await anyio.sleep(0.01)

    def _next(self) -> tuple[bytes, bool]:
        """The next line; of one that is too long the beginning, its rest thrown away."""
        line = rest = self.incoming.readline(LONGEST + 1)
        if len(line) <= LONGEST:
            return line, True
        while rest and not rest.endswith(b"\n"):
            rest = self.incoming.readline(LONGEST)
        return line[:4096], False

    async def _refuse(self, code: int, words: str, line: bytes) -> None:
        found = _ID.search(line)
        number = json.loads(found[1]) if found else None
        said = {"jsonrpc": "2.0", "id": number, "error": {"code": code, "message": words}}
        await self.write(json.dumps(said, ensure_ascii=False) + "\n")
        await self.flush()

    async def write(self, text: str) -> None:
        self.outgoing.write(text.encode("utf-8", "replace"))
        message = json.loads(text)
        if "method" not in message:
            self.open.discard(json.dumps(message.get("id")))

    async def flush(self) -> None:
        await anyio.to_thread.run_sync(self.outgoing.flush)


def standard_lines() -> Lines:
    """Of this process. Whatever else it prints goes to the error output, never between messages."""
    outgoing = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return Lines(sys.stdin.buffer, outgoing)


def exact(line: str) -> str:
    """The message with the facts it asks about as text. Raises ValueError where it is no JSON."""
    message = json.loads(
        line, parse_float=Number, parse_int=Number, parse_constant=Number, object_pairs_hook=Pairs
    )
    return _written(_within(message, ("params", "arguments", "facts"), _written))


def _within(message: Any, path: tuple[str, ...], change: Callable[[Any], Any]) -> Any:
    """The message with `change` made to the object at the path, where there is one."""
    if not isinstance(message, Pairs):
        return message
    if not path:
        return change(message)
    return Pairs(
        (key, _within(value, path[1:], change) if key == path[0] else value)
        for key, value in message
    )


def _written(value: Any) -> str:
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, Pairs):
        return "{" + ",".join(f"{json.dumps(k)}:{_written(v)}" for k, v in value) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_written, value)) + "]"
    return json.dumps(value)
