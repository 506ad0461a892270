"""Notes, keys and checkpoints as their formats say, and every malformed form refused."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from gongyue.engines.evidence import checkpoints, keys, notes
from gongyue.engines.evidence.checkpoints import Checkpoint
from gongyue.engines.evidence.keys import Kind, Signer, Verifier
from gongyue.engines.evidence.notes import Note, Signature
from gongyue.engines.evidence.refusals import Reason, Refused

# Two public keys and the ids that their owners publish.
NEUMANN = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
SUMS = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
LOG = Signer("log.example/gongyue", Kind.ED25519, bytes(range(32)))
WITNESS = Signer("witness.example/union", Kind.COSIGNATURE, bytes(range(1, 33)))


def refused(call, *args, **kwargs) -> Reason:
    with pytest.raises(Refused) as found:
        call(*args, **kwargs)
    return found.value.reason


@pytest.mark.parametrize(("line", "key_id"), [(NEUMANN, "c74f20a3"), (SUMS, "033de0ae")])
def test_known_keys_have_their_known_ids(line: str, key_id: str) -> None:
    key = keys.verifier(line)
    assert (key.key_id.hex(), key.encoded(), key.kind) == (key_id, line, Kind.ED25519)


def test_a_note_put_together_by_hand_verifies() -> None:
    """Key id, signed bytes and line as the formats say, without anything of ours."""
    secret = Ed25519PrivateKey.from_private_bytes(LOG.secret)
    public = secret.public_key().public_bytes_raw()
    key_id = sha256(LOG.name.encode() + b"\n\x01" + public).digest()[:4]
    text = f"{LOG.name}\n1846\n{b64encode(bytes(range(32))).decode()}\n"
    line = b64encode(key_id + secret.sign(text.encode())).decode()
    whole = f"{text}\n— {LOG.name} {line}\n"
    note = notes.parsed(whole.encode())
    assert (note.text, note.encoded()) == (text, whole.encode())
    assert note.signatures[0].key_id == key_id
    LOG.verifier.check(note.text, note.signatures[0])
    wrong = refused(LOG.verifier.check, note.text + "x\n", note.signatures[0])
    assert wrong is Reason.BAD_SIGNATURE
    head = checkpoints.parsed(note.text)
    assert (head.origin, head.size, head.root) == (LOG.name, 1846, bytes(range(32)))
    assert head.text() == text


def test_the_message_under_a_cosignature_is_the_one_specified() -> None:
    text = Checkpoint("log.example/gongyue", 1846, bytes(32)).text()
    by_hand = Ed25519PrivateKey.from_private_bytes(WITNESS.secret).sign(
        b"cosignature/v1\ntime 1679315147\n" + text.encode()
    )
    line = WITNESS.sign(text, 1679315147)
    assert line.data == (1679315147).to_bytes(8, "big") + by_hand
    assert WITNESS.verifier.check(text, line) == 1679315147


def test_a_kind_of_signature_does_not_pass_for_the_other() -> None:
    """One secret under one name: the ids differ, and so do the messages."""
    plain = Signer(WITNESS.name, Kind.ED25519, WITNESS.secret)
    assert plain.verifier.key_id != WITNESS.verifier.key_id
    forged = Signature(WITNESS.name, WITNESS.verifier.key_id, bytes(8) + plain.sign("a\n").data)
    assert refused(WITNESS.verifier.check, "a\n", forged) is Reason.BAD_SIGNATURE
    bare = Signature(WITNESS.name, WITNESS.verifier.key_id, plain.sign("a\n").data)
    assert refused(WITNESS.verifier.check, "a\n", bare) is Reason.BAD_SIGNATURE
    stamped = Signature(plain.name, plain.verifier.key_id, WITNESS.sign("a\n", 5).data)
    assert refused(plain.verifier.check, "a\n", stamped) is Reason.BAD_SIGNATURE
    assert refused(plain.sign, "a\n", 5) is Reason.TIMESTAMP
    assert refused(WITNESS.sign, "a\n") is Reason.TIMESTAMP
    assert refused(WITNESS.sign, "a\n", 1 << 63) is Reason.TIMESTAMP


@pytest.mark.parametrize("at", range(72))
def test_a_cosignature_with_any_byte_changed(at: int) -> None:
    line = WITNESS.sign("a\n", 1_700_000_000)
    data = line.data[:at] + bytes([line.data[at] ^ 1]) + line.data[at + 1 :]
    assert refused(WITNESS.verifier.check, "a\n", Signature(line.name, line.key_id, data)) is (
        Reason.BAD_SIGNATURE
    )


def test_a_time_beyond_the_range_is_refused() -> None:
    line = WITNESS.sign("a\n", 1_700_000_000)
    late = Signature(line.name, line.key_id, b"\x80" + line.data[1:])
    assert refused(WITNESS.verifier.check, "a\n", late) is Reason.TIMESTAMP


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.text(st.characters(min_codepoint=32, exclude_categories=("Cs",)), max_size=20),
        min_size=1,
        max_size=4,
    ),
    st.integers(1, 16),
)
def test_notes_come_back(lines: list[str], signers: int) -> None:
    text = "".join(f"{line}\n" for line in lines)
    signed = [Signer(f"k{i}", Kind.ED25519, bytes([i] * 32)).sign(text) for i in range(signers)]
    note = Note(text).with_signatures(*signed).with_signatures(*signed)
    assert len(note.signatures) == signers
    assert notes.parsed(note.encoded()) == note


GOOD = f"a\n\n{Signature('k', b'1234', b'x').line()}"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.NOTE_SHAPE),
        (b"a\n", Reason.NOTE_SHAPE),
        (b"a\n\n", Reason.NOTE_SHAPE),
        (GOOD.encode()[:-1], Reason.NOTE_SHAPE),
        (b"\xff" + GOOD.encode(), Reason.NOTE_SHAPE),
        (b"\r" + GOOD.encode(), Reason.NOTE_SHAPE),
        (b"\0" + GOOD.encode(), Reason.NOTE_SHAPE),
        (GOOD.replace("— ", "- ").encode(), Reason.SIGNATURE_LINE),
        (GOOD.replace("— ", "—").encode(), Reason.SIGNATURE_LINE),
        (GOOD.replace("— k", "— k ").encode(), Reason.SIGNATURE_LINE),
        (GOOD.replace("— k ", "— k").encode(), Reason.SIGNATURE_LINE),
        (GOOD.replace("— k", "— ").encode(), Reason.KEY_NAME),
        (GOOD.replace("— k", "— k+k").encode(), Reason.KEY_NAME),
        (GOOD.replace("— k", "— k\u3000k").encode(), Reason.KEY_NAME),
        (GOOD.replace("NHg=", "NHg").encode(), Reason.SIGNATURE_LINE),
        (GOOD.replace("MTIz", "MT-z").encode(), Reason.SIGNATURE_LINE),
        ("a\n\n— k MTIzNA==\n".encode(), Reason.SIGNATURE_LINE),  # an id without a signature
        ("a\n\n— k MTIzNHh=\n".encode(), Reason.SIGNATURE_LINE),  # bits nobody reads
        ((GOOD + "x\n").encode(), Reason.SIGNATURE_LINE),
        ((GOOD + Signature("k", b"1234", b"x").line() * 128).encode(), Reason.TOO_MANY_SIGNATURES),
        (b"a" * (1 << 20) + GOOD.encode(), Reason.NOTE_TOO_LONG),
    ],
)
def test_malformed_notes(data: bytes, reason: Reason) -> None:
    notes.parsed(GOOD.encode())
    assert refused(notes.parsed, data) is reason


def test_notes_nobody_may_write() -> None:
    assert refused(Note, "no newline") is Reason.NOTE_SHAPE
    assert refused(Note, "tab\t\n") is Reason.NOTE_SHAPE
    assert refused(Note("a\n").encoded) is Reason.NOTE_SHAPE
    assert refused(Signature, "two words", b"1234", b"x") is Reason.KEY_NAME
    assert refused(Signature, "k", b"123", b"x") is Reason.SIGNATURE_LINE
    assert refused(notes.signature_lines, "— k MTIzNHg=") is Reason.SIGNATURE_LINE


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (NEUMANN.replace("c74f20a3", "c74f20a4"), Reason.KEY_ID_DIFFERS),
        (NEUMANN.replace("c74f20a3", "C74F20A3"), Reason.KEY_ID_DIFFERS),
        (NEUMANN.replace("Peter", "Petra"), Reason.KEY_ID_DIFFERS),
        (NEUMANN[:-4], Reason.KEY_SHAPE),
        (NEUMANN + "=", Reason.KEY_SHAPE),
        ("PeterNeumann", Reason.KEY_SHAPE),
        ("k+00000000+" + b64encode(b"\x02" + bytes(32)).decode(), Reason.KEY_SHAPE),
        ("+00000000+" + b64encode(b"\x01" + bytes(32)).decode(), Reason.KEY_NAME),
    ],
)
def test_malformed_keys(line: str, reason: Reason) -> None:
    assert refused(keys.verifier, line) is reason


def test_a_cosigners_key_comes_back_and_no_secret_shows() -> None:
    assert keys.verifier(WITNESS.verifier.encoded()) == WITNESS.verifier
    assert WITNESS.secret.hex() not in repr(WITNESS) and str(WITNESS.secret) not in repr(WITNESS)
    assert refused(Signer, "k", Kind.ED25519, b"short") is Reason.KEY_SHAPE
    assert refused(Verifier, "k", Kind.ED25519, b"short") is Reason.KEY_SHAPE


@given(st.integers(0, checkpoints.LARGEST), st.binary(min_size=32, max_size=32))
def test_checkpoints_come_back(size: int, root: bytes) -> None:
    head = Checkpoint("日志.example/一号", size, root, ("extension",))
    assert checkpoints.parsed(head.text()) == head


ROOT = b64encode(bytes(32)).decode()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "log\n5\n",
        f"log\n5\n{ROOT}",
        f"\n5\n{ROOT}\n",
        f"log\n05\n{ROOT}\n",
        f"log\n-5\n{ROOT}\n",
        f"log\n+5\n{ROOT}\n",
        f"log\n 5\n{ROOT}\n",
        f"log\n٥\n{ROOT}\n",
        f"log\n{1 << 63}\n{ROOT}\n",
        f"log\n{'9' * 5_000}\n{ROOT}\n",
        f"log\n5\n{ROOT[4:]}\n",
        f"log\n5\n{ROOT[:-1]}\n",
        f"log\n5\n{ROOT}\n\n",
        f"log\n5\n{ROOT}\nno newline",
        f"log\n5\n{ROOT}\nx\n\ny\n",
        f"log\r\n5\n{ROOT}\n",
    ],
)
def test_malformed_checkpoints(text: str) -> None:
    assert refused(checkpoints.parsed, text) is Reason.CHECKPOINT_SHAPE
