"""Commitments: which field differs, one field shown alone, nothing left without the salt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from hmac import digest as hmac_digest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongyue.engines.evidence import commitments
from gongyue.engines.evidence.commitments import Differences, check_disclosure, commit, disclosed
from gongyue.engines.evidence.fields import flattened
from gongyue.engines.evidence.hashing import SM3
from gongyue.engines.evidence.refusals import Reason, Refused
from gongyue.kernel.jsonform import dumps_canonical

SALT = bytes(range(32))
SLIP = {
    "worker": "李师傅",
    "month": date(2026, 3, 1),
    "hours": Decimal("166.5"),
    "lines": [
        {"name": "基本工资", "fen": 520_000},
        {"name": "加班工资", "fen": 84_310},
    ],
    "confirmed": None,
    "notes": [],
}
SEALED = commit("payslip", SLIP, SALT)


def differences(record: dict) -> Differences:
    return commitments.differences(SEALED, record)


def refused(call, *args) -> Reason:
    with pytest.raises(Refused) as found:
        call(*args)
    return found.value.reason


def changed_line(fen: int) -> dict:
    return {**SLIP, "lines": [SLIP["lines"][0], {"name": "加班工资", "fen": fen}]}


def test_the_same_record_differs_nowhere() -> None:
    assert not differences({key: SLIP[key] for key in reversed(SLIP)})


def test_the_changed_field_is_named() -> None:
    found = differences(changed_line(80_000))
    assert found == Differences(changed=("/lines/[1]/fen",)) and found


def test_missing_and_added_fields_are_named() -> None:
    record = {**SLIP, "bonus": 1, "notes": ["x"]}
    del record["worker"]
    assert differences(record) == Differences(
        missing=("/notes", "/worker"), added=("/bonus", "/notes/[0]")
    )


def test_the_digest_by_hand() -> None:
    """The whole form again in five lines, so that another program can be written from it."""
    salt = hmac_digest(SALT, b"gongyue/commitment/v1\n/a", "sha256")
    leaf = sha256(b"\0" + f'["/a","{salt.hex()}",5]'.encode()).digest()
    bound = f'["gongyue/commitment/v1","sha256","payslip",1,"{leaf.hex()}"]'
    sealed = commit("payslip", {"a": 5}, SALT)
    assert sealed.fields == {"/a": leaf}
    assert sealed.digest == sha256(bound.encode()).digest()


def test_kind_hash_and_salt_are_part_of_the_digest() -> None:
    others = [
        commit("contract", SLIP, SALT),
        commit("payslip", SLIP, bytes(32)),
        commit("payslip", SLIP, SALT, SM3),
        commit("payslip", {**SLIP, "confirmed": False}, SALT),
    ]
    assert len({SEALED.digest, *(other.digest for other in others)}) == 5
    same_value = commit("payslip", {"a": 5, "b": 5}, SALT).fields
    assert same_value["/a"] != same_value["/b"]


def test_without_its_salt_nothing_can_be_tried() -> None:
    erased = SEALED.erased()
    assert (erased.digest, erased.fields, erased.salt) == (SEALED.digest, SEALED.fields, None)
    commitments.must_be_whole(erased)
    assert refused(commitments.differences, erased, SLIP) is Reason.SALT_ERASED
    assert refused(disclosed, erased, SLIP, "/worker") is Reason.SALT_ERASED
    assert SALT.hex() not in repr(SEALED) and str(SALT) not in repr(SEALED)


def test_a_spoilt_list_accuses_no_field() -> None:
    fields = {**SEALED.fields, "/worker": bytes(32)}
    assert refused(commitments.differences, replace(SEALED, fields=fields), SLIP) is (
        Reason.LIST_SPOILT
    )
    short = {**SEALED.fields, "/worker": b""}
    assert refused(commitments.must_be_whole, replace(SEALED, fields=short)) is Reason.NODE_LENGTH


@pytest.mark.parametrize("path", sorted(SEALED.fields))
def test_one_field_is_shown_without_the_others(path: str) -> None:
    shown = disclosed(SEALED, SLIP, path)
    check_disclosure(shown, SEALED.digest)
    assert shown.value == flattened(SLIP)[path] and shown.salt != SALT
    spoilt = [
        replace(shown, value="other"),
        replace(shown, path="/other"),
        replace(shown, salt=bytes(32)),
        replace(shown, kind="contract"),
        replace(shown, index=(shown.index + 1) % shown.size),
        replace(shown, size=shown.size - 1, index=0),
        replace(shown, proof=shown.proof[1:]),
        replace(shown, proof=(bytes(32), *shown.proof[1:])),
        replace(shown, proof=(*shown.proof, bytes(32))),
    ]
    allowed = {Reason.FIELD_DIFFERS, Reason.MISSING_NODES, Reason.EXTRA_NODES}
    assert {refused(check_disclosure, each, SEALED.digest) for each in spoilt} <= allowed
    assert refused(check_disclosure, spoilt[0], SEALED.digest) is Reason.FIELD_DIFFERS
    assert refused(check_disclosure, shown, bytes(32)) is Reason.FIELD_DIFFERS
    assert refused(check_disclosure, replace(shown, salt=b""), SEALED.digest) is Reason.SALT_LENGTH


def test_what_is_not_as_committed_is_not_shown() -> None:
    assert refused(disclosed, SEALED, changed_line(1), "/lines/[1]/fen") is Reason.FIELD_DIFFERS
    assert refused(disclosed, SEALED, SLIP, "/lines") is Reason.FIELD_UNKNOWN
    assert disclosed(SEALED, changed_line(1), "/worker").value == "李师傅"


def test_records_without_a_canonical_form() -> None:
    deep: dict = {}
    for _ in range(5_000):
        deep = {"a": deep}
    for record in ({"a": 0.5}, {1: "a"}, {"a": Decimal("NaN")}, {"a": "\ud800"}, {"a": {1}}, deep):
        assert refused(commit, "payslip", record, SALT) is Reason.RECORD_SHAPE
    assert refused(commit, "payslip", SLIP, SALT[1:]) is Reason.SALT_LENGTH
    assert len({commitments.fresh_salt() for _ in range(8)}) == 8
    assert len(commitments.fresh_salt()) == commitments.SALT_LENGTH


def test_paths_say_what_they_are() -> None:
    record = {"a/b": 1, "a": {"b": 2, "": 3}, "~": [4], "[0]": [[5], {}], "e": {}}
    assert flattened(record) == {
        "/a/": 3,
        "/a/b": 2,
        "/a~1b": 1,
        "/e": {},
        "/~0/[0]": 4,
        "/~20]/[0]/[0]": 5,
        "/~20]/[1]": {},
    }
    assert flattened({}) == {"": {}}


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from(["", "x", "1"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["", "a", "0", "[0]", "~", "/", "a/[0]"]), inner, max_size=2
        )
    ),
    max_leaves=5,
)
RECORDS = st.dictionaries(st.sampled_from(["a", "a/[0]", "[0]", "~2"]), VALUES, max_size=2)


@settings(max_examples=80, deadline=None)
@given(RECORDS, RECORDS)
def test_two_records_share_a_digest_only_when_they_are_one(left: dict, right: dict) -> None:
    one = dumps_canonical(left) == dumps_canonical(right)
    assert (commit("k", left, SALT).digest == commit("k", right, SALT).digest) is one
    assert bool(commitments.differences(commit("k", left, SALT), right)) is not one
