"""From scored pairs to verdicts, reasons and groups."""

from collections.abc import Callable, Mapping, Sequence

import pyarrow as pa

from gongyue.engines.linkage.comparing import BITS, LEVEL, level_of
from gongyue.engines.linkage.fields import Field
from gongyue.engines.linkage.groups import grouped
from gongyue.engines.linkage.records import (
    Found,
    Pair,
    Reason,
    Thresholds,
    Verdict,
    Weights,
)

APART = "both_valid"  # two valid numbers that differ are two, whatever else agrees
UNSAID = "至少一方没有"
# The model takes fields for independent; twins and spouses share what it counts twice.
NOT_SURE = 0.9


def found(  # noqa: PLR0913 - what a verdict stands on
    table: pa.Table,
    keys: Sequence[str],
    fields: Sequence[Field],
    *,
    numbers: Mapping[str, str],
    thresholds: Thresholds,
    may_be_sure: Callable[[dict[str, str]], bool],
    weights: Weights,
) -> Found:
    """`numbers`: the valid number of each key, or blank."""
    pairs = []
    for row in table.to_pylist():
        levels = {field.name: level_of(field, row[LEVEL + field.name]) for field in fields}
        names = {name: level.name if level else "" for name, level in levels.items()}
        reasons = tuple(
            Reason(field.name, field.words_zh, level.words_zh if level else UNSAID,
                   round(row[BITS + field.name], 1))
            for field in fields
            for level in (levels[field.name],)
        )  # fmt: skip
        left, right = sorted((keys[row["left"]], keys[row["right"]]))
        sure = may_be_sure(names)
        probability = row["probability"] if sure else min(row["probability"], NOT_SURE)
        if APART in names.values():
            continue
        verdict = _verdict(probability, thresholds, sure=sure)
        pairs.append(Pair(left, right, probability, verdict, reasons))
    groups, split = grouped(pairs, numbers)
    return Found(tuple(pairs), groups, split, compared=table.num_rows, weights=weights)


def _verdict(probability: float, thresholds: Thresholds, *, sure: bool) -> Verdict:
    if probability >= thresholds.sure and sure:
        return Verdict.SURE
    return Verdict.REVIEW if probability >= thresholds.review else Verdict.NO
