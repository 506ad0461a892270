"""Which column means what: headings propose, the content of the column decides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache

from gongyue.engines.workbook.cells import Many, Raw, Unreadable
from gongyue.engines.workbook.fields import FIELDS, label_of
from gongyue.engines.workbook.headers import Heading
from gongyue.engines.workbook.hidden import column_letter
from gongyue.engines.workbook.lexicon import IGNORED, LEXICON, Entry
from gongyue.engines.workbook.parsers import Setting, factor_of, parser_for
from gongyue.engines.workbook.terms import text_of

_WHOLE, _WEAK, _PATTERN, _ENOUGH = 90, 78, 60, 50
_FOREIGN = 22
_NO_CHANCE = 3
_NAME = re.compile(r"[\u3400-\u9fff·•.\sA-Za-z()*\d]{2,40}")
_HAS_LETTER = re.compile(r"[\u3400-\u9fffA-Za-z]{2}|[\u3400-\u9fff]\s+[\u3400-\u9fff]")
_ID = re.compile(r"\d{17}[\dX]|\d{15}|[A-Z]{1,3}\d{7,12}[A-Z0-9()]*|\d{16}\w|\d{8}")
_IS_NUMBER = re.compile(r"[-+]?[\d,.]+|\d{4}[-/.年]\d{1,2}.*")
_TIME = re.compile(r"(?<!\d)[0-2]?\d[:：][0-5]\d([:：][0-5]\d)?(?!\d)")
_NO_TIME = re.compile(r"打卡|缺卡|未打|休息|请假|^-+$")
_DATED = ("date", "contract_end", "month")
_QUIET = (
    "remark", "department", "post", "phone", "other_allowance", "day_grid", "clock_in", "clock_out",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A column that means a field; part counts repeated fields (first contract 0, next 1 …)."""

    index: int
    field: str
    heading: Heading
    part: int = 0


@dataclass(slots=True)
class Choice:
    columns: list[Column] = field(default_factory=list)
    unmapped: list[Heading] = field(default_factory=list)
    rivals: list[tuple[Heading, str]] = field(default_factory=list)


def candidates(heading: Heading, role: str) -> list[tuple[float, str]]:
    """Fields a heading may mean, best first, by its words alone."""
    return _candidates(heading.path, role)


@lru_cache(maxsize=10_000)
def _candidates(path: tuple[str, ...], role: str) -> list[tuple[float, str]]:
    heading = Heading(0, path, "")
    scored = ((_score(entry, heading, role), entry.field) for entry in LEXICON)
    return sorted(((score, name) for score, name in scored if score), key=lambda pair: -pair[0])


def _score(entry: Entry, heading: Heading, role: str) -> float:
    roles = FIELDS[entry.field].roles
    bonus = 3 if roles[0] == role else 0
    if _ruled_out(entry, heading):
        return 0
    if heading.joined in entry.whole or heading.leaf in entry.whole:
        exact = _WHOLE + (8 if heading.joined in entry.whole else 0)
        return exact + bonus if role in roles or not role else exact - _FOREIGN
    if role in roles and (heading.leaf in entry.weak or heading.joined in entry.weak):
        return _WEAK + (8 if bonus else 0)
    if entry.find and (match := entry.find.search(heading.whole)):
        found = _PATTERN + min(match.end() - match.start(), 15)
        return found + bonus if role in roles else found - 4
    return 0


def _ruled_out(entry: Entry, heading: Heading) -> bool:
    never, leaf_never = entry.never, entry.leaf_never
    return bool(never and never.search(heading.whole)) or bool(
        leaf_never and leaf_never.search(heading.leaf)
    )


def choose(
    headings: Mapping[int, Heading],
    samples: Mapping[int, Sequence[Raw]],
    role: str,
    setting: Setting,
    forced: Mapping[int, str | None],
) -> Choice:
    """Assign fields to columns. forced: a person's corrections by column index."""
    bids: list[tuple[float, int, str]] = []
    for index, heading in headings.items():
        if index in forced:
            continue
        filled = [raw for raw in samples.get(index, ()) if raw != ""]
        for score, name in _fitting(heading, filled, role, setting):
            bids.append((score, -index, name))
    choice = Choice()
    taken: dict[str, list[int]] = {}
    done: set[int] = set()
    for index, wanted in forced.items():
        done.add(index)
        if wanted is not None:
            taken.setdefault(wanted, []).append(index)
    for _, negative, name in sorted(bids, reverse=True):
        index = -negative
        wanted_by = taken.get(name, [])
        if index in done or (wanted_by and not _shared(name, headings, wanted_by, index)):
            continue
        done.add(index)
        taken.setdefault(name, []).append(index)
    _collect(choice, headings, taken, {-i: n for _, i, n in sorted(bids)}, done)
    _drop_totals(choice, samples, setting)
    return choice


def _shared(name: str, headings: Mapping[int, Heading], others: list[int], index: int) -> bool:
    found = FIELDS[name]
    if found.repeats:
        return True
    return found.adds and all(headings[o].whole != headings[index].whole for o in others)


def _fitting(
    heading: Heading, sample: Sequence[Raw], role: str, setting: Setting
) -> list[tuple[float, str]]:
    """Candidates whose parser understands the column; without any, the best by words."""
    offered = [pair for pair in candidates(heading, role) if pair[0] >= _ENOUGH]
    offered = [pair for pair in offered if _unit_fits(pair[1], heading, setting)]
    if offered and tells_times(sample):
        offered = [pair for pair in offered if FIELDS[pair[1]].kind not in _DATED]
    scored = [(score, name, fit(name, heading, sample, setting)) for score, name in offered]
    good = [(score + 4 * ratio, name) for score, name, ratio in scored if ratio >= 0.5]
    if good or not offered:
        return good
    sure = [
        (score, name)
        for score, name, ratio in scored
        if score >= _WHOLE - _FOREIGN and (ratio or _may_be_odd(FIELDS[name].kind, sample))
    ]
    return sure[:1]


def _may_be_odd(kind: str, sample: Sequence[Raw]) -> bool:
    """Whether a column with exactly the right heading counts although its content looks odd."""
    if kind == "name":  # 王1, A01, a nickname: text is enough, numbers are not
        return sum(map(_like_number, sample)) <= len(sample) * 0.5
    return kind not in ("text", "clock", "agreement")


def tells_times(sample: Sequence[Raw]) -> bool:
    """Whether most cells are bare times of the day: 08:30 is no date whatever the heading says."""
    filled = [raw for raw in sample if raw != ""]
    return bool(filled) and sum(map(_is_time, filled)) >= len(filled) * 0.5


def _is_time(raw: Raw) -> bool:
    if isinstance(raw, str):
        return _TIME.fullmatch(raw.strip()) is not None
    return isinstance(raw, (time, timedelta)) or (isinstance(raw, float) and 0 < raw < 1)


def _is_clock(raw: Raw) -> bool:
    """A time of the day, alone or after its date; 未打卡 stands where there was none."""
    if isinstance(raw, datetime):
        return raw.time() != time()
    if isinstance(raw, str) and (_TIME.search(raw) or _NO_TIME.search(raw)):
        return True
    return _is_time(raw)


def _unit_fits(name: str, heading: Heading, setting: Setting) -> bool:
    kind = FIELDS[name].kind
    if kind not in ("money", "hours", "days"):
        return True
    if name == "overtime_hours" and heading.unit in ("天", "日", "工日"):
        return False
    return factor_of(name, kind, heading.unit, setting.thousands) is not None


def fit(name: str, heading: Heading, sample: Sequence[Raw], setting: Setting) -> float:
    """The share of the sample a field's parser understands; 1.0 for an empty column."""
    if not sample:
        return 1.0
    kind = FIELDS[name].kind
    if kind == "name":
        return sum(map(_like_name, sample)) / len(sample)
    if kind == "clock":
        return sum(map(_is_clock, sample)) / len(sample)
    if name == "remark":
        return 1.0
    if kind == "text":
        return 1 - sum(map(_like_number, sample)) / len(sample)
    parse = parser_for(name, heading, setting)
    results = [parse(raw) for raw in sample]
    told = [one for one in results if one is not None]
    if kind == "id":
        return sum(map(_like_id, told)) / max(len(told), 1)
    if not told:
        return 0.9
    return sum(not isinstance(one, Unreadable) or _damaged(one) for one in told) / len(told)


def _damaged(one: Unreadable) -> bool:
    return one.code in ("cell.error", "month.year_unknown", "insurance.partial")


def _like_name(raw: Raw) -> bool:
    return (
        isinstance(raw, str)
        and _NAME.fullmatch(raw.strip()) is not None
        and _HAS_LETTER.search(raw) is not None
    )


def _like_number(raw: Raw) -> bool:
    return not isinstance(raw, str) or _IS_NUMBER.fullmatch(raw.strip()) is not None


def _like_id(value: object) -> bool:
    if isinstance(value, Unreadable):
        return value.code in ("id.unrecoverable", "id.masked")
    text = value.values["id_number"] if isinstance(value, Many) else value
    return isinstance(text, str) and _ID.fullmatch(text) is not None


def _collect(
    choice: Choice,
    headings: Mapping[int, Heading],
    taken: dict[str, list[int]],
    first_wish: dict[int, str],
    done: set[int],
) -> None:
    for name, indexes in taken.items():
        seen: Counter[bool] = Counter()
        for index in sorted(indexes):
            heading = headings.get(index) or Heading(index, (), "")
            part = seen[_is_duration(heading)]
            repeated = part if FIELDS[name].repeats and name != "day_grid" else 0
            seen[_is_duration(heading)] += 1
            choice.columns.append(Column(index, name, heading, repeated))
    choice.columns.sort(key=lambda column: column.index)
    for index, heading in headings.items():
        if index in done:
            continue
        wish = first_wish.get(index)
        if wish is not None and wish not in _QUIET and wish in taken:
            choice.rivals.append((heading, wish))
        elif not IGNORED.search(heading.leaf) and wish is None:
            choice.unmapped.append(heading)


def _is_duration(heading: Heading) -> bool:
    """合同期限（年） tells the same contract as 合同起止时间 beside it, and not the next one."""
    return heading.unit in ("年", "月", "个月") or bool(re.search("年限|月数", heading.leaf))


def _drop_totals(choice: Choice, samples: Mapping[int, Sequence[Raw]], setting: Setting) -> None:
    """Of several columns that add up, one may be the sum of the others: keep only that one."""
    by_field: dict[str, list[Column]] = {}
    for column in choice.columns:
        if FIELDS[column.field].adds:
            by_field.setdefault(column.field, []).append(column)
    for columns in by_field.values():
        if len(columns) > 1 and (total := _total_of(columns, samples, setting)):
            dropped = {column.index for column in columns if column is not total}
            choice.columns = [c for c in choice.columns if c.index not in dropped]


def _total_of(
    columns: list[Column], samples: Mapping[int, Sequence[Raw]], setting: Setting
) -> Column | None:
    for column in columns:
        if re.search(r"合计|小计|总计|总额", column.heading.leaf):
            return column
    numbers = {c.index: _numbers(c, samples.get(c.index, ()), setting) for c in columns}
    for column in (columns[-1], columns[0]):  # a sum stands before or after its parts
        others = [numbers[c.index] for c in columns if c is not column]
        if _adds_up(numbers[column.index], list(zip(*others, strict=True))):
            return column
    return None


def _adds_up(sums: list[Decimal], parts: list[tuple[Decimal, ...]]) -> bool:
    """Whether each line adds up, in at least three different ways: one could be chance."""
    told = {(own, line) for own, line in zip(sums, parts, strict=True) if own}
    return len(told) >= _NO_CHANCE and all(
        own == sum(line, Decimal(0)) for own, line in zip(sums, parts, strict=True)
    )


def _numbers(column: Column, sample: Sequence[Raw], setting: Setting) -> list[Decimal]:
    parse = parser_for(column.field, column.heading, setting)
    parsed = [parse(raw) for raw in sample]
    return [one if isinstance(one, Decimal) else Decimal(0) for one in parsed]


def letter_fields(columns: Sequence[Column]) -> dict[str, str]:
    """Column letter → field, for people and JSON."""
    return {column_letter(column.index): column.field for column in columns}


def by_content(sample: Sequence[Raw]) -> str | None:
    """The field of a column without a heading: only identity numbers and names are plain."""
    texts = [text_of(raw).upper() for raw in sample]
    if len(texts) < 2:
        return None
    if sum(bool(re.fullmatch(r"\d{17}[\dX]", text)) for text in texts) >= len(texts) * 0.8:
        return "id_number"
    if sum(bool(re.fullmatch(r"1[3-9]\d{9}", text)) for text in texts) >= len(texts) * 0.8:
        return "phone"
    return None


def rival_message(heading: Heading, name: str, taken_by: str) -> str:
    return f"「{heading.shown}」也像「{label_of(name)}」，但已采用{taken_by}列；如有误请改对应关系"
