"""What a witness cosigns, and why it refuses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongyue.engines.evidence import proofs, witness_request
from gongyue.engines.evidence.checkpoints import Checkpoint
from gongyue.engines.evidence.keys import Kind, Signer
from gongyue.engines.evidence.notes import Note
from gongyue.engines.evidence.policy import Policy, Standing, verified
from gongyue.engines.evidence.proofs import Leaves
from gongyue.engines.evidence.refusals import Reason, Refused
from gongyue.engines.evidence.witness import Accepted, Head, Refusal, decided
from gongyue.engines.evidence.witness_request import Request
from tests.engines.evidence.naive import leaf_hashes

ORIGIN = "log.example/gongyue"
LOG = Signer(ORIGIN, Kind.ED25519, bytes([1] * 32))
WITNESS = Signer("union.example", Kind.COSIGNATURE, bytes([2] * 32))
LOGS = {ORIGIN: (LOG.verifier,)}
TREE = Leaves(leaf_hashes(40))
FORKED = Leaves([*leaf_hashes(12), *reversed(leaf_hashes(40)[12:])])


def note(size: int, tree: Leaves = TREE, signer: Signer = LOG, origin: str = ORIGIN) -> bytes:
    text = Checkpoint(origin, size, proofs.root(tree, size)).text()
    return Note(text).with_signatures(signer.sign(text)).encoded()


def head(size: int, tree: Leaves = TREE) -> Head:
    return Head(size, proofs.root(tree, size)) if size else Head()


def asked(old: int, new: int, tree: Leaves = TREE) -> Request:
    return Request(old, proofs.consistency(tree, old, new), note(new, tree))


def refusal(request: Request, last: Head) -> Refusal:
    found = decided(request, last, LOGS)
    assert isinstance(found, Refusal)
    return found


@pytest.mark.parametrize(("old", "new"), [(0, 0), (0, 7), (7, 7), (7, 8), (8, 40), (13, 40)])
def test_growth_is_cosigned(old: int, new: int) -> None:
    found = decided(asked(old, new), head(old), LOGS)
    assert isinstance(found, Accepted)
    assert found.head == Head(new, proofs.root(TREE, new))
    line = found.cosigned(WITNESS, 1_800_000_000)
    whole = Note(found.text).with_signatures(LOG.sign(found.text), line)
    policy = Policy(ORIGIN, (LOG.verifier,), (WITNESS.verifier,), 1)
    assert verified(whole.encoded(), policy).standing is Standing.WITNESSED


def test_a_life_of_a_log() -> None:
    last = Head()
    for size in (0, 3, 3, 4, 17, 40):
        found = decided(asked(last.size, size), last, LOGS)
        assert isinstance(found, Accepted)
        last = found.head
    assert last == head(40)


def test_rollback() -> None:
    for old in (20, 7, 3):
        found = refusal(Request(old, (), note(7)), head(20))
        assert found.reason is Reason.ROLLBACK and found.last_size == 20
        assert found.status == (400 if old > 7 else 409)
        assert not found.against_the_log


def test_fork_at_the_same_size() -> None:
    """Named even when the request is out of step: two signed heads of one size are evidence."""
    for old in (20, 7):
        found = refusal(Request(old, (), note(20, FORKED)), head(20))
        assert (found.reason, found.status, found.against_the_log) == (Reason.FORK, 409, True)


def test_history_changed_below() -> None:
    found = refusal(asked(20, 40, FORKED), head(20))
    assert (found.reason, found.status) == (Reason.BAD_PROOF, 422)
    assert found.why is not None and found.why.reason is Reason.OLD_ROOT_DIFFERS
    assert isinstance(decided(asked(12, 40, FORKED), head(12), LOGS), Accepted)


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda proof: proof[1:], Reason.MISSING_NODES),
        (lambda proof: (), Reason.MISSING_NODES),
        (lambda proof: (*proof, bytes(32)), Reason.EXTRA_NODES),
        (lambda proof: (proof[0][1:], *proof[1:]), Reason.NODE_LENGTH),
        (lambda proof: (*proof[:-1], bytes(32)), Reason.ROOT_DIFFERS),
    ],
)
def test_bad_proofs(spoil, why: Reason) -> None:
    good = asked(8, 40)
    found = refusal(replace(good, proof=spoil(good.proof)), head(8))
    assert (found.reason, found.status) == (Reason.BAD_PROOF, 422)
    assert found.why is not None and found.why.reason is why


def test_a_proof_where_none_belongs() -> None:
    for old, new in ((0, 5), (5, 5)):
        found = refusal(replace(asked(old, new), proof=(bytes(32),)), head(old))
        assert found.why is not None and found.why.reason is Reason.EXTRA_NODES


def test_an_empty_tree_with_a_root() -> None:
    text = Checkpoint(ORIGIN, 0, bytes(32)).text()
    request = Request(0, (), Note(text).with_signatures(LOG.sign(text)).encoded())
    assert refusal(request, Head()).reason is Reason.BAD_PROOF


def test_out_of_step() -> None:
    found = refusal(asked(7, 30), head(20))
    assert (found.reason, found.status, found.last_size) == (Reason.OLD_SIZE_CONFLICT, 409, 20)
    found = refusal(Request(31, (), note(30)), head(20))
    assert (found.reason, found.status) == (Reason.OLD_SIZE_ABOVE, 400)


def test_unknown_log() -> None:
    other = Request(0, (), note(7, origin="other.example"))
    assert (refusal(other, Head()).reason, refusal(other, Head()).status) == (
        Reason.UNKNOWN_LOG,
        404,
    )


def test_bad_signature() -> None:
    forger = Signer(ORIGIN, Kind.ED25519, bytes([9] * 32))
    found = refusal(Request(0, (), note(7, signer=forger)), Head())
    assert (found.reason, found.status) == (Reason.BAD_SIGNATURE, 403)
    other, text = LOG.sign("other\n"), Checkpoint(ORIGIN, 7, proofs.root(TREE, 7)).text()
    found = refusal(Request(0, (), Note(text).with_signatures(other).encoded()), Head())
    assert found.why is not None and found.why.reason is Reason.BAD_SIGNATURE


def test_a_forged_fork_is_no_evidence() -> None:
    forger = Signer(ORIGIN, Kind.ED25519, bytes([9] * 32))
    found = refusal(Request(20, (), note(20, FORKED, forger)), head(20))
    assert found.reason is Reason.BAD_SIGNATURE and not found.against_the_log


def test_no_checkpoint_at_all() -> None:
    assert (
        refusal(Request(0, (), b"x"), Head()).reason,
        refusal(Request(0, (), b"x"), Head()).status,
    ) == (
        Reason.NOTE_SHAPE,
        400,
    )


@pytest.mark.parametrize(("old", "new"), [(0, 7), (7, 7), (13, 40)])
def test_requests_come_back(old: int, new: int) -> None:
    request = asked(old, new)
    assert witness_request.parsed(request.encoded()) == request
    assert request.encoded().startswith(f"old {old}\n".encode())


NODE = b"A" * 43 + b"="


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"old 5\n",
        b"5\n\nnote\n",
        b"old 05\n\nnote\n",
        b"old  5\n\nnote\n",
        b"old -1\n\nnote\n",
        b"old 5\nnot base64\n\nnote\n",
        b"old 5\nAAAA\n\nnote\n",
        b"old 5\n\xff\n\nnote\n",
        b"old 5\n" + (NODE + b"\n") * 64 + b"\nnote\n",
        b"old 5\n" + b"\0" * (1 << 22),
    ],
)
def test_malformed_requests(body: bytes) -> None:
    witness_request.parsed(b"old 5\n" + (NODE + b"\n") * 63 + b"\nnote\n")
    with pytest.raises(Refused) as refused:
        witness_request.parsed(body)
    assert refused.value.reason is Reason.REQUEST_SHAPE
