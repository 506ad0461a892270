"""Keys of logs and witnesses: Ed25519 (signed-note type 0x01) and cosignature/v1 (type 0x04)."""

from base64 import b64encode
from dataclasses import dataclass, field
from enum import IntEnum
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from gongyue.engines.evidence.notes import ID_LENGTH, Signature, from_base64, must_be_name
from gongyue.engines.evidence.refusals import Reason, Refused

PUBLIC_LENGTH = SECRET_LENGTH = 32
SIGNATURE_LENGTH = 64
LATEST = (1 << 63) - 1  # seconds since 1970 that a cosignature may name


class Kind(IntEnum):
    """The byte a key id is made with."""

    ED25519 = 0x01
    COSIGNATURE = 0x04


@dataclass(frozen=True)
class Verifier:
    """A name and a public key (32 bytes) for one kind of signature."""

    name: str
    kind: Kind
    public: bytes

    def __post_init__(self) -> None:
        must_be_name(self.name)
        if len(self.public) != PUBLIC_LENGTH:
            raise Refused(Reason.KEY_SHAPE, f"{PUBLIC_LENGTH} bytes", len(self.public))

    @property
    def key_id(self) -> bytes:
        """Four bytes that, with the name, say which key a line is by. Not a fingerprint."""
        material = self.name.encode() + b"\n" + bytes([self.kind]) + self.public
        return sha256(material).digest()[:ID_LENGTH]

    def encoded(self) -> str:
        """name+id+key, the line other programs are configured with."""
        key = b64encode(bytes([self.kind]) + self.public).decode()
        return f"{self.name}+{self.key_id.hex()}+{key}"

    def signed(self, signature: Signature) -> bool:
        """Whether the line claims to be by this key."""
        return (signature.name, signature.key_id) == (self.name, self.key_id)

    def check(self, text: str, signature: Signature) -> int | None:
        """Verify; the seconds since 1970 a cosignature was made at, None for a plain one.

        Raises Refused: KEY_ID_DIFFERS, TIMESTAMP, BAD_SIGNATURE.
        """
        if not self.signed(signature):
            raise Refused(Reason.KEY_ID_DIFFERS, self.key_id, signature.key_id)
        stamp = len(signature.data) - SIGNATURE_LENGTH
        if stamp != (8 if self.kind is Kind.COSIGNATURE else 0):
            raise Refused(Reason.BAD_SIGNATURE, "the length of its kind", len(signature.data))
        at = int.from_bytes(signature.data[:stamp], "big") if stamp else None
        try:
            key = Ed25519PublicKey.from_public_bytes(self.public)
            key.verify(signature.data[stamp:], _message(text, at))
        except (InvalidSignature, ValueError):
            raise Refused(Reason.BAD_SIGNATURE, found=self.name) from None
        return at


def verifier(line: str) -> Verifier:
    """The key of a line name+id+key. Raises Refused: KEY_SHAPE, KEY_NAME, KEY_ID_DIFFERS."""
    name, _, rest = line.partition("+")
    key_id, _, key = rest.partition("+")
    material = from_base64(key, Reason.KEY_SHAPE)
    if not material or material[0] not in {*Kind}:
        raise Refused(Reason.KEY_SHAPE, "an Ed25519 key of kind 1 or 4", line)
    found = Verifier(name, Kind(material[0]), material[1:])
    if found.key_id.hex() != key_id:
        raise Refused(Reason.KEY_ID_DIFFERS, found.key_id, key_id)
    return found


@dataclass(frozen=True)
class Signer:
    """A name and a secret key (32 bytes). The secret never shows in a traceback."""

    name: str
    kind: Kind
    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        must_be_name(self.name)
        if len(self.secret) != SECRET_LENGTH:
            raise Refused(Reason.KEY_SHAPE, f"{SECRET_LENGTH} bytes", len(self.secret))

    @property
    def verifier(self) -> Verifier:
        """What others need to check its signatures."""
        return Verifier(self.name, self.kind, self._key().public_key().public_bytes_raw())

    def sign(self, text: str, at: int | None = None) -> Signature:
        """Sign the text of a note; `at`, seconds since 1970, for a cosignature and only there."""
        if (at is not None) != (self.kind is Kind.COSIGNATURE):
            raise Refused(Reason.TIMESTAMP, "a time for a cosignature alone", at)
        signed = self._key().sign(_message(text, at))
        stamp = b"" if at is None else at.to_bytes(8, "big")
        return Signature(self.name, self.verifier.key_id, stamp + signed)

    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.secret)


def _message(text: str, at: int | None) -> bytes:
    """What is signed: the text, for a cosignature below two lines that keep the kinds apart."""
    if at is None:
        return text.encode()
    if not 0 <= at <= LATEST:
        raise Refused(Reason.TIMESTAMP, f"0 to {LATEST}", at)
    return f"cosignature/v1\ntime {at}\n{text}".encode()
