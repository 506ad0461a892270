"""Duplicates among organisations."""

from collections.abc import Sequence

from gongyue.engines.linkage.columns import firm_rows
from gongyue.engines.linkage.comparing import learned, scored
from gongyue.engines.linkage.fields import FIRM
from gongyue.engines.linkage.finding import found
from gongyue.engines.linkage.records import FirmRecord, Found, Thresholds, Weights

SESSIONS = ("key_code", "key_core", "key_phone")
NAMES_ALIKE = frozenset({"same", "core"})
NUMBERS_ALIKE = frozenset({"same", "one_off"})


def train(records: Sequence[FirmRecord]) -> Weights:
    """Weights learned from these records; the assumed ones when they are too few."""
    return learned(firm_rows(records), FIRM, sessions=SESSIONS)


def find(
    records: Sequence[FirmRecord],
    *,
    weights: Weights | None = None,
    thresholds: Thresholds | None = None,
) -> Found:
    """As people.find."""
    rows = firm_rows(records)
    weights = weights or learned(rows, FIRM, sessions=SESSIONS)
    limits = thresholds or Thresholds()
    if len(records) < 2:
        return Found((), (), weights=weights)
    table = scored(rows, FIRM, weights, at_least=limits.review)
    keys = [record.key for record in records]
    codes = zip(rows["code"].to_pylist(), rows["code_ok"].to_pylist(), strict=True)
    numbers = dict(zip(keys, (code if ok else "" for code, ok in codes), strict=True))
    return found(table, keys, FIRM, numbers=numbers, thresholds=limits, may_be_sure=_may_be_sure,
                 weights=weights)  # fmt: skip


def _may_be_sure(levels: dict[str, str]) -> bool:
    return levels["credit_code"] in NUMBERS_ALIKE or levels["name"] in NAMES_ALIKE
