"""Whose signatures make a checkpoint believed."""

from __future__ import annotations

import pytest

from gongyue.engines.evidence.checkpoints import Checkpoint
from gongyue.engines.evidence.keys import Kind, Signer
from gongyue.engines.evidence.notes import Note, Signature
from gongyue.engines.evidence.policy import AHEAD, Policy, Standing, Verified, Witness, verified
from gongyue.engines.evidence.refusals import Reason, Refused

ORIGIN = "log.example/gongyue"
LOG = Signer(ORIGIN, Kind.ED25519, bytes([1] * 32))
OLD_LOG = Signer(ORIGIN, Kind.ED25519, bytes([2] * 32))
WITNESSES = [Signer(f"w{i}.example", Kind.COSIGNATURE, bytes([10 + i] * 32)) for i in range(3)]
OURS = Signer("w.log.example", Kind.COSIGNATURE, bytes([20] * 32))
STRANGER = Signer("stranger.example", Kind.COSIGNATURE, bytes([30] * 32))
POLICY = Policy(
    origin=ORIGIN,
    log=(LOG.verifier, OLD_LOG.verifier),
    witnesses=tuple(signer.verifier for signer in WITNESSES),
    quorum=2,
    local=(OURS.verifier,),
)
TEXT = Checkpoint(ORIGIN, 5, bytes(32)).text()
NOW = 1_800_000_000


def signed(*signers: Signer, text: str = TEXT, at: int = NOW) -> bytes:
    return Note(text).with_signatures(*(line(s, text, at) for s in signers)).encoded()


def line(signer: Signer, text: str = TEXT, at: int = NOW) -> Signature:
    return signer.sign(text, at if signer.kind is Kind.COSIGNATURE else None)


def refused(data: bytes, policy: Policy = POLICY, now: int | None = NOW) -> Reason:
    with pytest.raises(Refused) as found:
        verified(data, policy, now=now)
    return found.value.reason


def test_the_log_and_two_of_three() -> None:
    found = verified(signed(LOG, WITNESSES[2], STRANGER, WITNESSES[0]), POLICY, now=NOW)
    assert found == Verified(
        Checkpoint(ORIGIN, 5, bytes(32)),
        (ORIGIN,),
        (Witness("w0.example", NOW, False), Witness("w2.example", NOW, False)),
    )
    assert found.standing is Standing.WITNESSED


def test_any_key_of_the_log_will_do() -> None:
    assert verified(signed(OLD_LOG, *WITNESSES), POLICY).signed_by == (ORIGIN,)


def test_too_few_witnesses() -> None:
    assert refused(signed(LOG, WITNESSES[0])) is Reason.TOO_FEW_WITNESSES
    twice = Note(TEXT).with_signatures(
        line(LOG), line(WITNESSES[0]), line(WITNESSES[0], at=NOW + 1)
    )
    assert refused(twice.encoded()) is Reason.TOO_FEW_WITNESSES
    assert refused(signed(LOG, WITNESSES[0], STRANGER)) is Reason.TOO_FEW_WITNESSES


def test_a_witness_of_the_same_operator_never_counts() -> None:
    assert refused(signed(LOG, WITNESSES[0], OURS)) is Reason.TOO_FEW_WITNESSES
    alone = Policy(ORIGIN, (LOG.verifier,), local=(OURS.verifier,))
    assert verified(signed(LOG, OURS), alone).standing is Standing.LOCAL
    assert verified(signed(LOG), alone).standing is Standing.SIGNED


def test_witnesses_without_the_log_say_nothing() -> None:
    assert refused(signed(*WITNESSES)) is Reason.UNSIGNED
    forger = Signer(ORIGIN, Kind.ED25519, bytes([9] * 32))
    assert refused(signed(forger, *WITNESSES)) is Reason.UNSIGNED


@pytest.mark.parametrize("spoilt", [LOG, WITNESSES[0], OURS])
def test_one_bad_line_of_a_known_key_spoils_the_note(spoilt: Signer) -> None:
    good = line(spoilt)
    bad = Signature(good.name, good.key_id, good.data[:-1] + bytes([good.data[-1] ^ 1]))
    note = Note(TEXT).with_signatures(*map(line, (LOG, *WITNESSES)), bad)
    assert refused(note.encoded()) is Reason.BAD_SIGNATURE


def test_a_line_nobody_knows_is_passed_over() -> None:
    """Same name, another id; same id, another name; of a kind we do not have."""
    ours = line(LOG)
    unknown = (
        Signature(ours.name, b"\0\0\0\0", b"rubbish"),
        Signature("other.example", ours.key_id, ours.data),
        Signature("pq.example", b"\1\2\3\4", bytes(2428)),
    )
    note = Note(TEXT).with_signatures(*unknown, *map(line, (LOG, *WITNESSES)))
    assert len(verified(note.encoded(), POLICY).witnesses) == 3


def test_signatures_are_over_this_text() -> None:
    other = Checkpoint(ORIGIN, 6, bytes(32)).text()
    note = Note(TEXT).with_signatures(line(LOG, other), *map(line, WITNESSES))
    assert refused(note.encoded()) is Reason.BAD_SIGNATURE


def test_the_checkpoint_of_another_log() -> None:
    text = Checkpoint("other.example", 5, bytes(32)).text()
    assert refused(signed(LOG, *WITNESSES, text=text)) is Reason.OTHER_LOG
    assert refused(signed(LOG, *WITNESSES, text="no checkpoint\n")) is Reason.CHECKPOINT_SHAPE
    assert refused(b"no note") is Reason.NOTE_SHAPE


def test_a_cosignature_from_the_future() -> None:
    assert verified(signed(LOG, *WITNESSES, at=NOW + AHEAD), POLICY, now=NOW)
    late = signed(LOG, *WITNESSES, at=NOW + AHEAD + 1)
    assert refused(late) is Reason.FROM_THE_FUTURE
    assert verified(late, POLICY).witnesses[0].at == NOW + AHEAD + 1


@pytest.mark.parametrize(
    "parts",
    [
        {"log": ()},
        {"log": (OURS.verifier,)},
        {"witnesses": (LOG.verifier,), "quorum": 0},
        {"quorum": 4},
        {"quorum": -1},
        {"local": (WITNESSES[0].verifier,)},
        {"local": (Signer("renamed.example", Kind.COSIGNATURE, WITNESSES[0].secret).verifier,)},
        {"local": (Signer("self.example", Kind.COSIGNATURE, LOG.secret).verifier,)},
    ],
)
def test_policies_that_would_deceive(parts: dict) -> None:
    whole = {
        "origin": ORIGIN,
        "log": POLICY.log,
        "witnesses": POLICY.witnesses,
        "quorum": 2,
        "local": POLICY.local,
    }
    assert Policy(**whole) == POLICY
    with pytest.raises(Refused, match="policy-malformed"):
        Policy(**{**whole, **parts})
