"""What a witness does with a new checkpoint (C2SP tlog-witness): cosign it, or say why not.

Pure: the caller reads the last head, calls `decided`, and in the same transaction stores
`Accepted.head` before any cosignature leaves the house; a lock on the log's row keeps two requests
from overtaking one another.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from gongyue.engines.evidence import checkpoints
from gongyue.engines.evidence.checkpoints import Checkpoint
from gongyue.engines.evidence.hashing import SHA256, Hash
from gongyue.engines.evidence.keys import Signer, Verifier
from gongyue.engines.evidence.notes import Note, Signature
from gongyue.engines.evidence.notes import parsed as parsed_note
from gongyue.engines.evidence.refusals import Reason, Refused
from gongyue.engines.evidence.verifying import check_consistency
from gongyue.engines.evidence.witness_request import Request

BAD_REQUEST, FORBIDDEN, NOT_FOUND, CONFLICT, UNPROCESSABLE = 400, 403, 404, 409, 422


@dataclass(frozen=True)
class Head:
    """The last checkpoint cosigned for a log; of a log never seen, size 0 and no root."""

    size: int = 0
    root: bytes | None = None


@dataclass(frozen=True)
class Accepted:
    """Store `head`, then cosign."""

    checkpoint: Checkpoint
    text: str

    @property
    def head(self) -> Head:
        """What is the last checkpoint from now on."""
        return Head(self.checkpoint.size, self.checkpoint.root)

    def cosigned(self, signer: Signer, at: int) -> Signature:
        """The line to answer with; `at`: seconds since 1970."""
        return signer.sign(self.text, at)


@dataclass(frozen=True)
class Refusal:
    """Why not, with the status the protocol answers and the size the log should prove from.

    `against_the_log`: two heads of one size, both signed by the log. Keep both notes: whoever
    has them proves that the log showed two histories.
    """

    reason: Reason
    status: int
    why: Refused | None = None
    last_size: int | None = None

    @property
    def against_the_log(self) -> bool:
        return self.reason is Reason.FORK


def decided(
    request: Request,
    last: Head,
    logs: Mapping[str, tuple[Verifier, ...]],
    hash: Hash = SHA256,
) -> Accepted | Refusal:
    """Cosign or refuse. `logs`: the keys of each known log by its origin; `last`: of that log."""
    try:
        note = parsed_note(request.note)
        checkpoint = checkpoints.parsed(note.text)
    except Refused as why:
        return Refusal(why.reason, BAD_REQUEST, why)
    if checkpoint.origin not in logs:
        return Refusal(Reason.UNKNOWN_LOG, NOT_FOUND)
    if why_not := _unsigned(note, logs[checkpoint.origin]):
        return Refusal(Reason.BAD_SIGNATURE, FORBIDDEN, why_not)
    if refusal := _out_of_step(request.old_size, checkpoint, last):
        return refusal
    if why_not := _unproved(request, checkpoint, last, hash):
        return Refusal(Reason.BAD_PROOF, UNPROCESSABLE, why_not)
    return Accepted(checkpoint, note.text)


def _unsigned(note: Note, keys: tuple[Verifier, ...]) -> Refused | None:
    """Nothing when a known key signed; a line of a known key that does not verify spoils all."""
    signed = False
    for key in keys:
        for line in filter(key.signed, note.signatures):
            try:
                key.check(note.text, line)
            except Refused as why:
                return why
            signed = True
    return None if signed else Refused(Reason.UNSIGNED)


def _out_of_step(old_size: int, new: Checkpoint, last: Head) -> Refusal | None:
    """The sizes and roots that no proof can mend; a signed fork is named before all else."""
    if new.size == last.size and last.root not in (None, new.root):
        return Refusal(Reason.FORK, CONFLICT, Refused(Reason.FORK, last.root, new.root), last.size)
    reason = Reason.ROLLBACK if new.size < last.size else None
    if old_size > new.size:
        return Refusal(reason or Reason.OLD_SIZE_ABOVE, BAD_REQUEST, last_size=last.size)
    if old_size != last.size:
        return Refusal(reason or Reason.OLD_SIZE_CONFLICT, CONFLICT, last_size=last.size)
    return None


def _unproved(request: Request, new: Checkpoint, last: Head, hash: Hash) -> Refused | None:
    roots = (hash.empty if last.root is None else last.root, new.root)
    try:
        check_consistency(last.size, new.size, request.proof, roots, hash)
    except Refused as why:
        return why
    return None
