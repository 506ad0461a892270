"""Duplicates among people."""

from collections.abc import Sequence

from gongyue.engines.linkage.columns import person_rows
from gongyue.engines.linkage.comparing import learned, scored
from gongyue.engines.linkage.fields import PERSON
from gongyue.engines.linkage.finding import found
from gongyue.engines.linkage.records import Found, PersonRecord, Thresholds, Weights

SESSIONS = ("key_id", "key_phone_name",
            "key_name_birth")  # fmt: skip
# Without a number in common, a pair is only sure when the name is the same or sounds the same.
NAMES_ALIKE = frozenset({"same", "former", "sound", "near_sound"})
NUMBERS_ALIKE = frozenset({"same", "one_off"})


def train(records: Sequence[PersonRecord]) -> Weights:
    """Weights learned from these records; the assumed ones when they are too few."""
    return learned(person_rows(records), PERSON, sessions=SESSIONS)


def find(
    records: Sequence[PersonRecord],
    *,
    weights: Weights | None = None,
    thresholds: Thresholds | None = None,
) -> Found:
    """Pairs and groups among these records; trains first unless weights are given.

    Keys must differ. Work grows with the records: see columns.py.
    """
    rows = person_rows(records)
    weights = weights or learned(rows, PERSON, sessions=SESSIONS)
    limits = thresholds or Thresholds()
    if len(records) < 2:
        return Found((), (), weights=weights)
    table = scored(rows, PERSON, weights, at_least=limits.review)
    numbers = dict(zip(
        (record.key for record in records),
        _valid(rows["id_no"].to_pylist(), rows["id_no_ok"].to_pylist()),
        strict=True,
    ))  # fmt: skip
    keys = [record.key for record in records]
    return found(table, keys, PERSON, numbers=numbers, thresholds=limits, may_be_sure=_may_be_sure,
                 weights=weights)  # fmt: skip


def _valid(numbers: list[str | None], valid: list[bool | None]) -> list[str]:
    return [number if ok and number else "" for number, ok in zip(numbers, valid, strict=True)]


def _may_be_sure(levels: dict[str, str]) -> bool:
    """Twins share everything but a character of the name and the number."""
    return levels["id_number"] in NUMBERS_ALIKE or levels["name"] in NAMES_ALIKE
