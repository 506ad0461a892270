"""The body a log sends to a witness (C2SP tlog-witness, add-checkpoint)."""

from base64 import b64encode
from dataclasses import dataclass

from gongyue.engines.evidence.checkpoints import number
from gongyue.engines.evidence.hashing import LENGTH
from gongyue.engines.evidence.notes import MOST_BYTES, from_base64
from gongyue.engines.evidence.refusals import Reason, Refused

MOST_NODES = 63
OLD = "old "


@dataclass(frozen=True)
class Request:
    """The size last cosigned, the proof from there, and the bytes of the new signed checkpoint."""

    old_size: int
    proof: tuple[bytes, ...]
    note: bytes

    def encoded(self) -> bytes:
        """The body."""
        lines = [f"{OLD}{self.old_size}", *(b64encode(node).decode() for node in self.proof), ""]
        return "".join(f"{line}\n" for line in lines).encode() + self.note


def parsed(body: bytes) -> Request:
    """The request of a body. Raises Refused (REQUEST_SHAPE); the note is not looked into."""
    head, blank, note = body[: 2 * MOST_BYTES].partition(b"\n\n")
    if len(body) > 2 * MOST_BYTES or not blank:
        raise Refused(Reason.REQUEST_SHAPE, "old size, proof, an empty line, a checkpoint")
    try:
        first, *nodes = head.decode("ascii").split("\n")
    except UnicodeDecodeError:
        raise Refused(Reason.REQUEST_SHAPE, "ASCII above the checkpoint") from None
    if not first.startswith(OLD) or len(nodes) > MOST_NODES:
        raise Refused(Reason.REQUEST_SHAPE, f"old, then at most {MOST_NODES} nodes", len(nodes))
    proof = tuple(from_base64(node, Reason.REQUEST_SHAPE) for node in nodes)
    if any(len(node) != LENGTH for node in proof):
        raise Refused(Reason.REQUEST_SHAPE, f"nodes of {LENGTH} bytes")
    return Request(number(first.removeprefix(OLD), Reason.REQUEST_SHAPE), proof, note)
