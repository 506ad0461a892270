"""The two hashes of a tree (RFC 9162, section 2.1.1): leaves under 0x00, nodes under 0x01.

SHA-256 unless a setting asks for SM3 (GB/T 32905). Both give 32 bytes. The C2SP formats name
SHA-256 alone, so a log under SM3 is for readers who were told.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from cryptography.hazmat.primitives import hashes

from gongyue.engines.evidence.refusals import Reason, Refused

LENGTH = 32  # bytes of every digest
LEAF, NODE = b"\x00", b"\x01"


@dataclass(frozen=True)
class Hash:
    """A hash by the name settings give it."""

    name: str
    digest: Callable[[bytes], bytes]

    def leaf(self, entry: bytes) -> bytes:
        """The hash of an entry as it stands in the tree."""
        return self.digest(LEAF + entry)

    def node(self, left: bytes, right: bytes) -> bytes:
        """The hash of two subtrees."""
        return self.digest(NODE + left + right)

    @property
    def empty(self) -> bytes:
        """The root of the tree without leaves."""
        return self.digest(b"")

    def perfect(self, row: Sequence[bytes]) -> bytes:
        """The root over 2, 4, 8 … hashes; of one hash, that hash."""
        digest = self.digest
        while len(row) > 1:
            row = [
                digest(NODE + left + right) for left, right in zip(row[::2], row[1::2], strict=True)
            ]
        return row[0]


def _sha256(data: bytes) -> bytes:
    return sha256(data).digest()


def _sm3(data: bytes) -> bytes:
    context = hashes.Hash(hashes.SM3())
    context.update(data)
    return context.finalize()


SHA256 = Hash("sha256", _sha256)
SM3 = Hash("sm3", _sm3)


def named(name: str) -> Hash:
    """The hash of that name. Raises Refused (UNKNOWN_HASH)."""
    for known in (SHA256, SM3):
        if known.name == name:
            return known
    raise Refused(Reason.UNKNOWN_HASH, "sha256 or sm3", name)


def must_be_digests(nodes: Sequence[bytes]) -> None:
    """Raises Refused (NODE_LENGTH) unless each is 32 bytes."""
    for node in nodes:
        if len(node) != LENGTH:
            raise Refused(Reason.NODE_LENGTH, LENGTH, len(node))
