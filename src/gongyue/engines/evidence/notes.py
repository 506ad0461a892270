"""Signed notes (C2SP signed-note): a text, an empty line, and one line a signature.

Parsing proves nothing; `policy` says whose signatures count.
"""

from base64 import b64decode, b64encode
from binascii import Error
from dataclasses import dataclass

from gongyue.engines.evidence.refusals import Reason, Refused

DASH = "\u2014 "
MOST_BYTES = 1 << 20
MOST_SIGNATURES = 128  # 16 must be taken
ID_LENGTH = 4


@dataclass(frozen=True)
class Signature:
    """One line: the name of a key, its id (4 bytes), and what that kind of key signs with."""

    name: str
    key_id: bytes
    data: bytes

    def __post_init__(self) -> None:
        must_be_name(self.name)
        if len(self.key_id) != ID_LENGTH or not self.data:
            raise Refused(Reason.SIGNATURE_LINE, "a signature behind the key id")

    def line(self) -> str:
        """The line, with its newline."""
        return f"{DASH}{self.name} {b64encode(self.key_id + self.data).decode()}\n"


@dataclass(frozen=True)
class Note:
    """A text that ends in a newline, and its signatures in the order of their lines."""

    text: str
    signatures: tuple[Signature, ...] = ()

    def __post_init__(self) -> None:
        _must_be_text(self.text)
        if not self.text.endswith("\n"):
            raise Refused(Reason.NOTE_SHAPE, "a newline at the end of the text")

    def with_signatures(self, *more: Signature) -> "Note":
        """The note with these behind the others; a line that is already there is not doubled."""
        return Note(self.text, tuple(dict.fromkeys((*self.signatures, *more))))

    def encoded(self) -> bytes:
        """The bytes that are stored and sent. Raises Refused for a note without signature."""
        if not self.signatures:
            raise Refused(Reason.NOTE_SHAPE, "a signature", "none")
        lines = "".join(signature.line() for signature in self.signatures)
        return f"{self.text}\n{lines}".encode()


def parsed(data: bytes) -> Note:
    """The note of those bytes.

    Raises Refused: NOTE_TOO_LONG, NOTE_SHAPE, SIGNATURE_LINE, KEY_NAME, TOO_MANY_SIGNATURES.
    """
    if len(data) > MOST_BYTES:
        raise Refused(Reason.NOTE_TOO_LONG, f"at most {MOST_BYTES} bytes", len(data))
    try:
        whole = data.decode()
    except UnicodeDecodeError as error:
        raise Refused(Reason.NOTE_SHAPE, "UTF-8", f"byte {error.start}") from None
    _must_be_text(whole)
    text, blank, lines = whole.rpartition("\n\n")
    if not blank or not lines.endswith("\n"):
        raise Refused(Reason.NOTE_SHAPE, "a text, an empty line, signature lines")
    return Note(f"{text}\n", signature_lines(lines))


def signature_lines(lines: str) -> tuple[Signature, ...]:
    """Signatures of whole lines, as a note ends in them and a witness answers with them."""
    if not lines.endswith("\n"):
        raise Refused(Reason.SIGNATURE_LINE, "a newline at the end")
    rows = lines[:-1].split("\n")
    if len(rows) > MOST_SIGNATURES:
        raise Refused(Reason.TOO_MANY_SIGNATURES, f"at most {MOST_SIGNATURES}", len(rows))
    return tuple(map(_signature, rows))


def _signature(line: str) -> Signature:
    parts = line.removeprefix(DASH).split(" ")
    if not line.startswith(DASH) or len(parts) != 2:
        raise Refused(Reason.SIGNATURE_LINE, "a dash, a name, a signature", line)
    data = from_base64(parts[1], Reason.SIGNATURE_LINE)
    return Signature(parts[0], data[:ID_LENGTH], data[ID_LENGTH:])


def must_be_name(name: str) -> None:
    """Raises Refused (KEY_NAME) for the empty name, and one with spaces, a plus or controls."""
    if not name or "+" in name or any(c.isspace() or c < " " for c in name):
        raise Refused(Reason.KEY_NAME, "a name without spaces and plus", name)


def from_base64(text: str, reason: Reason) -> bytes:
    """Standard base64 in its one canonical spelling, else Refused for that reason."""
    try:
        data = b64decode(text.encode("ascii"), validate=True)
    except (Error, UnicodeEncodeError):
        raise Refused(reason, "base64", text) from None
    if b64encode(data).decode() != text:
        raise Refused(reason, b64encode(data).decode(), text)
    return data


def _must_be_text(text: str) -> None:
    if control := next((c for c in text if c < " " and c != "\n"), None):
        raise Refused(Reason.NOTE_SHAPE, "no control characters", hex(ord(control)))
