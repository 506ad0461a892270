"""What enters the log in place of a record: a salted digest, from which nothing can be guessed.

Each field has a digest of its own under a salt of its own, derived from the record's; a small tree
over them, in the order of their paths, has the root that is committed. So a changed record says
*which* field differs, one field can be shown without the others, and once the salt is destroyed
nobody can try values against a digest any more.
"""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from gongyue.engines.evidence.fields import Plain, flattened
from gongyue.engines.evidence.hashing import SHA256, Hash, must_be_digests
from gongyue.engines.evidence.proofs import Leaves, inclusion, root
from gongyue.engines.evidence.refusals import Reason, Refused
from gongyue.engines.evidence.verifying import climbed
from gongyue.kernel.jsonform import dumps_canonical

SALT_LENGTH = 32
DOMAIN = "gongyue/commitment/v1"


@dataclass(frozen=True)
class Commitment:
    """`digest` goes into the log; the digests of the fields and the salt stay with the record.

    `kind` says what sort of record it is ("payslip"), and is part of the digest.
    """

    kind: str
    digest: bytes
    fields: Mapping[str, bytes]
    salt: bytes | None = field(repr=False)

    def erased(self) -> "Commitment":
        """Without its salt: the digest still stands in the log, and says nothing any more."""
        return replace(self, salt=None)


@dataclass(frozen=True)
class Differences:
    """Paths of fields that are not as committed, each list sorted. False when there are none."""

    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changed or self.missing or self.added)


@dataclass(frozen=True)
class Disclosure:
    """One field shown without the others: its salt opens nothing but this field."""

    kind: str
    path: str
    value: Plain
    salt: bytes
    index: int
    size: int
    proof: tuple[bytes, ...]


def fresh_salt() -> bytes:
    """A salt nobody can guess. One for each record, never two records under one."""
    return secrets.token_bytes(SALT_LENGTH)


def commit(kind: str, record: Mapping[str, object], salt: bytes, hash: Hash = SHA256) -> Commitment:
    """The commitment to a record. Raises Refused: RECORD_SHAPE, SALT_LENGTH."""
    _must_be_salt(salt)
    digests = {
        path: _field_digest(path, value, _field_salt(salt, path), hash)
        for path, value in flattened(record).items()
    }
    return Commitment(kind, _digest(kind, digests, hash), digests, salt)


def differences(
    commitment: Commitment, record: Mapping[str, object], hash: Hash = SHA256
) -> Differences:
    """Which fields of this record are not as they were committed.

    Raises Refused: LIST_SPOILT when the kept field digests are not those of the logged digest (so
    they cannot accuse a field), SALT_ERASED, RECORD_SHAPE.
    """
    must_be_whole(commitment, hash)
    then, now = commitment.fields, commit(commitment.kind, record, _salt(commitment), hash).fields
    return Differences(
        changed=tuple(path for path in sorted({*then} & {*now}) if then[path] != now[path]),
        missing=tuple(sorted({*then} - {*now})),
        added=tuple(sorted({*now} - {*then})),
    )


def must_be_whole(commitment: Commitment, hash: Hash = SHA256) -> None:
    """That the kept field digests make the digest. Raises Refused: LIST_SPOILT, NODE_LENGTH."""
    must_be_digests([commitment.digest, *commitment.fields.values()])
    found = _digest(commitment.kind, commitment.fields, hash)
    if found != commitment.digest:
        raise Refused(Reason.LIST_SPOILT, commitment.digest, found)


def disclosed(
    commitment: Commitment, record: Mapping[str, object], path: str, hash: Hash = SHA256
) -> Disclosure:
    """That one field of the record, with what proves it.

    Raises Refused: FIELD_UNKNOWN, FIELD_DIFFERS (it is not as committed), and as `differences`.
    """
    must_be_whole(commitment, hash)
    values, salt = flattened(record), _field_salt(_salt(commitment), path)
    if path not in values or path not in commitment.fields:
        raise Refused(Reason.FIELD_UNKNOWN, found=path)
    if _field_digest(path, values[path], salt, hash) != commitment.fields[path]:
        raise Refused(Reason.FIELD_DIFFERS, found=path)
    leaves, index = _leaves(commitment.fields, hash), sorted(commitment.fields).index(path)
    proof = inclusion(leaves, index, leaves.size)
    return Disclosure(commitment.kind, path, values[path], salt, index, leaves.size, proof)


def check_disclosure(shown: Disclosure, digest: bytes, hash: Hash = SHA256) -> None:
    """That the field was in the record committed under `digest`. Names the field it refuses.

    Raises Refused: FIELD_DIFFERS; what `climbed` refuses about a proof's shape.
    """
    _must_be_salt(shown.salt)
    leaf = _field_digest(shown.path, shown.value, shown.salt, hash)
    top = climbed(leaf, shown.index, shown.size, shown.proof, hash)
    if _bound(shown.kind, shown.size, top, hash) != digest:
        raise Refused(Reason.FIELD_DIFFERS, digest, shown.path)


def _field_salt(salt: bytes, path: str) -> bytes:
    return hmac.digest(salt, f"{DOMAIN}\n{path}".encode(), "sha256")


def _field_digest(path: str, value: Plain, salt: bytes, hash: Hash) -> bytes:
    return hash.leaf(dumps_canonical([path, salt.hex(), value]).encode())


def _leaves(fields: Mapping[str, bytes], hash: Hash) -> Leaves:
    return Leaves([fields[path] for path in sorted(fields)], hash)


def _digest(kind: str, fields: Mapping[str, bytes], hash: Hash) -> bytes:
    leaves = _leaves(fields, hash)
    return _bound(kind, leaves.size, root(leaves, leaves.size), hash)


def _bound(kind: str, size: int, top: bytes, hash: Hash) -> bytes:
    """The root with the kind of record and the number of its fields, so that neither can move."""
    return hash.digest(dumps_canonical([DOMAIN, hash.name, kind, size, top.hex()]).encode())


def _salt(commitment: Commitment) -> bytes:
    if commitment.salt is None:
        raise Refused(Reason.SALT_ERASED, found=commitment.digest)
    return commitment.salt


def _must_be_salt(salt: bytes) -> None:
    if len(salt) != SALT_LENGTH:
        raise Refused(Reason.SALT_LENGTH, f"{SALT_LENGTH} bytes", len(salt))
