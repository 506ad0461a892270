"""Checkpoints (C2SP tlog-checkpoint): which log, how many leaves, which root."""

import re
from base64 import b64encode
from dataclasses import dataclass

from gongyue.engines.evidence.hashing import LENGTH
from gongyue.engines.evidence.notes import from_base64
from gongyue.engines.evidence.refusals import Reason, Refused

LARGEST = (1 << 63) - 1
_NUMBER = re.compile(r"0|[1-9][0-9]{0,18}")


@dataclass(frozen=True)
class Checkpoint:
    """The head of a log: `origin` names it, `root` (32 bytes) stands for all `size` leaves."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for line in (self.origin, *self.extensions):
            if not line or any(c < " " for c in line):
                raise Refused(Reason.CHECKPOINT_SHAPE, "lines with text", line)
        if not 0 <= self.size <= LARGEST:
            raise Refused(Reason.CHECKPOINT_SHAPE, f"a size of 0 to {LARGEST}", self.size)
        if len(self.root) != LENGTH:
            raise Refused(Reason.CHECKPOINT_SHAPE, f"a root of {LENGTH} bytes", len(self.root))

    def text(self) -> str:
        """The text that is signed."""
        root = b64encode(self.root).decode()
        return "".join(f"{x}\n" for x in (self.origin, self.size, root, *self.extensions))


def parsed(text: str) -> Checkpoint:
    """The checkpoint of a note's text. Raises Refused (CHECKPOINT_SHAPE)."""
    lines = text.split("\n")
    if len(lines) < 4 or lines.pop():
        raise Refused(Reason.CHECKPOINT_SHAPE, "three lines or more, each with its newline")
    origin, size, root, *extensions = lines
    return Checkpoint(
        origin,
        number(size, Reason.CHECKPOINT_SHAPE),
        from_base64(root, Reason.CHECKPOINT_SHAPE),
        tuple(extensions),
    )


def number(text: str, reason: Reason) -> int:
    """A decimal without leading zeros, else Refused for that reason."""
    if not _NUMBER.fullmatch(text):
        raise Refused(reason, "a decimal number", text)
    return int(text)
