"""Whom a reader believes: the keys of the log, and how many of which witnesses.

A signature line by nobody known says nothing and is passed over; one by a known key that does not
verify spoils the whole note, whatever else is on it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from gongyue.engines.evidence import checkpoints
from gongyue.engines.evidence.checkpoints import Checkpoint
from gongyue.engines.evidence.keys import Kind, Verifier
from gongyue.engines.evidence.notes import Note
from gongyue.engines.evidence.notes import parsed as parsed_note
from gongyue.engines.evidence.refusals import Reason, Refused

AHEAD = 300  # seconds a witness's clock may run before ours


class Standing(StrEnum):
    """What may be said of a checkpoint: only another operator's key makes it witnessed."""

    SIGNED = "signed"
    LOCAL = "seen-by-a-witness-of-the-same-operator"
    WITNESSED = "witnessed"


@dataclass(frozen=True)
class Policy:
    """`log`: keys any of which must have signed; `quorum` of `witnesses` must have cosigned.

    `local`: witnesses the log's own operator runs. They are reported and never counted.
    """

    origin: str
    log: tuple[Verifier, ...]
    witnesses: tuple[Verifier, ...] = ()
    quorum: int = 0
    local: tuple[Verifier, ...] = ()

    def __post_init__(self) -> None:
        cosigners = (*self.witnesses, *self.local)
        keys = [key.public for key in cosigners]
        wrong = {
            "a key of the log": not self.log or any(k.kind is not Kind.ED25519 for k in self.log),
            "cosignature keys": any(key.kind is not Kind.COSIGNATURE for key in cosigners),
            # One key under two names would be counted twice; the log does not witness itself.
            "keys that differ": len({*keys}) < len(keys)
            or bool({*keys} & {key.public for key in self.log}),
            f"a quorum of 0 to {len(self.witnesses)}": not 0 <= self.quorum <= len(self.witnesses),
        }
        for expected, is_wrong in wrong.items():
            if is_wrong:
                raise Refused(Reason.POLICY, expected)


@dataclass(frozen=True)
class Witness:
    """Who cosigned, and when (seconds since 1970, the latest of its lines)."""

    name: str
    at: int
    local: bool


@dataclass(frozen=True)
class Verified:
    """A checkpoint that holds under a policy, and why."""

    checkpoint: Checkpoint
    signed_by: tuple[str, ...]
    witnesses: tuple[Witness, ...]

    @property
    def standing(self) -> Standing:
        """The most that may be said."""
        if any(not witness.local for witness in self.witnesses):
            return Standing.WITNESSED
        return Standing.LOCAL if self.witnesses else Standing.SIGNED


def verified(data: bytes, policy: Policy, *, now: int | None = None) -> Verified:
    """The checkpoint of those bytes. `now` (seconds since 1970) refuses times to come.

    Raises Refused: what notes and checkpoints refuse, OTHER_LOG, UNSIGNED, BAD_SIGNATURE,
    FROM_THE_FUTURE, TOO_FEW_WITNESSES.
    """
    note = parsed_note(data)
    checkpoint = checkpoints.parsed(note.text)
    if checkpoint.origin != policy.origin:
        raise Refused(Reason.OTHER_LOG, policy.origin, checkpoint.origin)
    signed_by = tuple(key.name for key in policy.log if _times(note, key))
    if not signed_by:
        raise Refused(Reason.UNSIGNED, " or ".join(key.name for key in policy.log))
    seen = [*_seen(note, policy.witnesses, False, now), *_seen(note, policy.local, True, now)]
    count = sum(not witness.local for witness in seen)
    if count < policy.quorum:
        raise Refused(Reason.TOO_FEW_WITNESSES, policy.quorum, count)
    return Verified(checkpoint, signed_by, tuple(seen))


def _times(note: Note, key: Verifier) -> list[int]:
    """The times of the lines by that key, 0 for plain ones; empty: it has not signed."""
    return [key.check(note.text, line) or 0 for line in note.signatures if key.signed(line)]


def _seen(note: Note, keys: Iterable[Verifier], local: bool, now: int | None) -> Iterable[Witness]:
    for key in keys:
        if times := _times(note, key):
            if now is not None and max(times) > now + AHEAD:
                raise Refused(Reason.FROM_THE_FUTURE, f"at most {now}", max(times))
            yield Witness(key.name, max(times), local)
