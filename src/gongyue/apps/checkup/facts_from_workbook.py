"""From the rows a workbook gave us to the typed facts the law asks for. No judgement here."""

import logging
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from gongyue.apps.checkup.month_rows import MONTHLY, MonthRows
from gongyue.apps.checkup.term_rows import merge_terms, terms_of
from gongyue.engines.workbook import BareMonth, Person, Row, Sheet, Workbook
from gongyue.kernel.dates import month_end
from gongyue.kernel.ids import normalise
from gongyue.law.checkup.facts import (
    InsuranceFacts,
    Known,
    LeaveFacts,
    Origin,
    PersonFacts,
    SharedNumber,
)

LOG = logging.getLogger("gongyue.checkup")
Placed = tuple[Sheet, Row]
LEFT = "离职"
ORDER = ("roster", "contracts", "insurance", "leave", "attendance", "payroll")
INSURANCE_FIELDS = frozenset({"enrolled", "enrolled_on", "stopped_on", "insurance_base"})
OWN_SHARES = ("own_pension", "own_medical", "own_unemployment", "own_insurance",
              "employer_pension", "employer_medical", "employer_insurance")  # fmt: skip
LEAVE_FIELDS = frozenset({"leave_entitled", "leave_taken", "leave_unused"})
# Remarks and posts that plainly name another kind of work; anything less plain stays unknown.
KIND_WORDS = (
    ("退休返聘", "rehired_retiree"),
    ("返聘", "rehired_retiree"),
    ("实习生", "intern"),
    ("非全日制", "part_time"),
    ("小时工", "part_time"),
    ("劳务派遣", "dispatch"),
    ("派遣工", "dispatch"),
)


# One column that answers for several fields once its text has been read.
ANSWERS = {
    "contract_term": ("contract_first", "contract_last", "contract_kind", "contract_months"),
    "probation_term": ("probation_months", "probation_days", "probation_first", "probation_last"),
    "regular_on": ("probation_last",),
}
CHANGES = re.compile(r"增减员|增员|减员|变动|异动")
ONE_MONTH = re.compile(r"\d{1,2}\s*月|[一二三四五六七八九十]月|本月|当月|20\d{4}")
GONE_SHEET = re.compile(r"离职|离厂|离岗|退工")
NOT_COUNTED = "未计入"
NAMELESS = "（未写姓名）"


class Gathering:
    """All people of one workbook, ready to be checked."""

    def __init__(self, book: Workbook, *, on: date) -> None:
        self.book, self.on = book, on
        self.sheets = [sheet for sheet in book.sheets if sheet.rows and sheet.role != "unknown"]
        self.rosters = _rosters(self.sheets)
        self.known = _known(self.sheets, has_roster=bool(self.rosters))
        self.months = MonthRows(self.sheets, book.problems)

    def people(self) -> Iterator[PersonFacts]:
        """One by one, so that a large workbook is never held twice."""
        for person in self.book.people:
            placed = list(_rows(person))
            if placed:
                yield self._facts_or_none(person, placed)

    def shared_numbers(self) -> list[SharedNumber]:
        """Identity numbers on two rows of a roster: under two names, or twice in employment."""
        held: dict[str, list[tuple[str, Origin]]] = defaultdict(list)
        for person in self.book.people:
            if person.id_number:
                rows = self._roster_rows(person)
                # A table with a line for each month names everybody many times.
                running = [p for p in rows if "month" not in p[1].values and not self._gone(p)]
                running = _without_further_terms(running)
                for placed in running if len(running) > 1 else rows[:1]:
                    held[normalise(person.id_number)].append(
                        (person.name or NAMELESS, _origin(placed))
                    )
        return [
            SharedNumber(number=number, rows=tuple(rows))
            for number, rows in held.items()
            if len(rows) > 1 and _is_shared(rows)
        ]

    def _roster_rows(self, person: Person) -> list[Placed]:
        return [p for p in _rows(person) if id(p[0]) in self.rosters]

    def _facts_or_none(self, person: Person, placed: list[Placed]) -> PersonFacts:
        """Rows nobody foresaw cost the facts of one person, never the check-up."""
        try:
            return self._facts(person, placed)
        except Exception:
            LOG.exception("rows without usable facts")
            return PersonFacts(
                key=person.key,
                name=person.name or NAMELESS,
                origin=_origin(placed[0]),
                unusable=True,
            )

    def _facts(self, person: Person, placed: list[Placed]) -> PersonFacts:
        roster = [p for p in placed if id(p[0]) in self.rosters]
        main = max(roster, key=self._rank, default=None)
        ordered = [main, *self._rest(placed, main, roster)] if main else placed
        values = _first_values(ordered)
        if isinstance(values.get("left_on"), BareMonth):
            values["left_on"] = month_end(values["left_on"])
        return PersonFacts(
            key=person.key,
            name=person.name or NAMELESS,
            origin=_origin(ordered[0]),
            on_roster=bool(roster) or not self.rosters,
            doubts=tuple(d for d in person.doubts if NOT_COUNTED not in d),
            doubtful_rows=frozenset(Origin(*where) for where in person.doubtful_rows),
            id_text=person.id_number or _text(values.get("id_number")),
            sex=values.get("gender"),
            employment_kind=values.get("employment_kind") or _kind_in_words(ordered, values),
            has_left=values.get("status") == LEFT or bool(main and self._gone(main)),
            contracts=tuple(merge_terms(list(terms_of(ordered)))),
            months=tuple(self.months.of(placed if main is None else ordered)),
            insurance=tuple(_insurance(ordered)),
            leave=tuple(_leave(ordered)),
            unreadable=_unreadable(ordered, values),
            vague=frozenset(n for n, v in values.items() if isinstance(v, BareMonth)),
            remarks=_remarks(ordered),
            namesakes=self._namesakes(person) if roster else frozenset(),
            **{name: values[name] for name in PLAIN_FIELDS if name in values},
        )

    def _rank(self, placed: Placed) -> tuple[bool, date]:
        """The employment that runs comes first, then the latest."""
        hired = placed[1].values.get("hired_on")
        return (not self._gone(placed), hired if isinstance(hired, date) else date.min)

    def _gone(self, placed: Placed) -> bool:
        sheet, row = placed
        if isinstance(left_on := row.values.get("left_on"), date):
            return left_on <= self.on
        if "status" in row.values:
            return row.values["status"] == LEFT
        return bool(GONE_SHEET.search(sheet.name)) and "在职" not in sheet.name

    def _rest(self, placed: list[Placed], main: Placed, roster: list[Placed]) -> list[Placed]:
        """All other rows; an employment that ended says nothing about a later one."""
        ended = set()
        if len(roster) > 1 and not self._gone(main):
            ended = {id(row) for sheet, row in roster if self._gone((sheet, row))}
        return [p for p in placed if p is not main and id(p[1]) not in ended]

    def _namesakes(self, person: Person) -> frozenset[str]:
        """Kinds of sheet with a row of this name that the reader gave to nobody."""
        lost = [doubt for doubt in person.doubts if NOT_COUNTED in doubt]
        if not lost:
            return frozenset()
        return frozenset(s.role for s in self.sheets if any(f"「{s.name}」" in d for d in lost))


PLAIN_FIELDS = (
    "birth_on", "hired_on", "left_on", "work_started_on", "post", "wage", "hourly_wage",
    "hours_system",
)  # fmt: skip


def _rosters(sheets: list[Sheet]) -> set[int]:
    """The sheets that say who is in employment: rosters, else whatever names hiring days."""
    found = {id(sheet) for sheet in sheets if sheet.role == "roster"}
    return found or {id(sheet) for sheet in sheets if "hired_on" in sheet.mapping.values()}


def _known(sheets: list[Sheet], *, has_roster: bool) -> Known:
    sheets = [sheet for sheet in sheets if not _lists_changes(sheet)]
    fields = {name for sheet in sheets for name in sheet.mapping.values()}
    for sheet in sheets:
        if sheet.role not in MONTHLY:  # a cell may say more than its heading
            fields.update(name for row in sheet.rows for name in row.values)
    for name in fields & ANSWERS.keys():
        fields.update(ANSWERS[name])
    return Known(
        fields=frozenset(fields), roles=frozenset(s.role for s in sheets), has_roster=has_roster
    )


def _without_further_terms(rows: list[Placed]) -> list[Placed]:
    """A register with a line for each contract names one person several times, rightly so."""
    seen: dict[object, Placed] = {}
    for place, (sheet, row) in enumerate(rows):
        term = row.values.get("contract_first") or row.values.get("signed_on")
        told = {(r.values.get("contract_first") or r.values.get("signed_on")) for _, r in rows}
        several = term is not None and len(told) == len(rows)
        seen.setdefault(row.values.get("hired_on") if several else place, (sheet, row))
    return list(seen.values())


def _lists_changes(sheet: Sheet) -> bool:
    """Who joined and who left social insurance in one month: silent about everybody else."""
    title = f"{sheet.name} {sheet.title}"
    return (
        sheet.role == "insurance" and bool(CHANGES.search(title)) and bool(ONE_MONTH.search(title))
    )


def _is_shared(rows: list[tuple[str, Origin]]) -> bool:
    """Two names, or one name twice in the same roster."""
    names = {name for name, _ in rows}
    sheets = [origin.sheet for _, origin in rows]
    return len(names) > 1 or len(set(sheets)) < len(sheets)


def _rows(person: Person) -> Iterator[Placed]:
    for role in ORDER:
        yield from person.rows.get(role, ())


def _origin(placed: Placed) -> Origin:
    return Origin(placed[0].name, placed[1].number)


def _first_values(ordered: list[Placed]) -> dict[str, Any]:
    """What the rows say of the person, the first word standing. Of the monthly rows, which say
    the same again and again, only the last is asked."""
    values: dict[str, Any] = {}
    lasting = [placed for placed in ordered if placed[0].role not in MONTHLY]
    for _, row in [*lasting, *ordered[-1:]]:
        for name, value in row.values.items():
            if name not in values:
                values[name] = value
    return values


def _remarks(ordered: list[Placed]) -> tuple[str, ...]:
    """Free words about the person; of the monthly rows only the last still speaks of today."""
    lasting = [placed for placed in ordered if placed[0].role not in MONTHLY]
    found = [str(row.values["remark"]) for _, row in [*lasting, *ordered[-1:]]
             if "remark" in row.values]  # fmt: skip
    return tuple(dict.fromkeys(found))


def _unreadable(ordered: list[Placed], values: dict[str, Any]) -> frozenset[str]:
    lost = {name for _, row in ordered for name in row.unreadable}
    return frozenset(lost - values.keys())


def _kind_in_words(ordered: list[Placed], values: dict[str, Any]) -> str | None:
    """Another kind of work named plainly in a remark, the post, or the name of the sheet."""
    texts = [str(values.get(name, "")) for name in ("remark", "post", "status")]
    texts += [sheet.name for sheet, _ in ordered if sheet.role == "roster"]
    for text in texts:
        for word, kind in KIND_WORDS:
            if word in text:
                return kind
    return None


def _insurance(ordered: list[Placed]) -> Iterator[InsuranceFacts]:
    """Rows on insurance; of payroll deductions one is enough to show that they are made."""
    deducted = False
    for sheet, row in ordered:
        values: dict[str, Any] = row.values
        if sheet.role in MONTHLY and INSURANCE_FIELDS.isdisjoint(values):
            if deducted or not values.get("own_insurance"):
                continue
            deducted = True
        shares = any(values.get(name) for name in OWN_SHARES)
        if shares or not INSURANCE_FIELDS.isdisjoint(values):
            yield InsuranceFacts(
                origin=_origin((sheet, row)),
                month=values.get("month") or sheet.month,
                enrolled=values.get("enrolled"),
                enrolled_on=values.get("enrolled_on"),
                stopped_on=values.get("stopped_on"),
                base=values.get("insurance_base") or None,
                paid=shares,
            )


def _leave(ordered: list[Placed]) -> Iterator[LeaveFacts]:
    for sheet, row in ordered:
        values: dict[str, Any] = row.values
        if sheet.role not in MONTHLY and not LEAVE_FIELDS.isdisjoint(values):
            yield LeaveFacts(
                origin=_origin((sheet, row)),
                year=values.get("leave_year") or (sheet.year if sheet.role == "leave" else None),
                entitled=values.get("leave_entitled"),
                taken=values.get("leave_taken"),
                unused=values.get("leave_unused"),
            )


def _text(value: Any) -> str | None:
    return str(value) if value else None
