"""From the rows a workbook gave us to the typed facts the law asks for. No judgement here."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from gongyue.apps.checkup.month_rows import MonthRows
from gongyue.apps.checkup.term_rows import merge_terms, terms_of
from gongyue.engines.workbook import Person, Row, Sheet, Workbook
from gongyue.kernel.ids import normalise
from gongyue.law.checkup.facts import (
    InsuranceFacts,
    Known,
    LeaveFacts,
    Origin,
    PersonFacts,
    SharedNumber,
)

Placed = tuple[Sheet, Row]
LEFT = frozenset({"left", "离职"})
ORDER = ("roster", "contracts", "insurance", "leave", "unknown", "attendance", "payroll")
INSURANCE_FIELDS = ("enrolled", "enrolled_on", "stopped_on", "insurance_base")
OWN_SHARES = ("own_pension", "own_medical", "own_unemployment", "own_insurance",
              "employer_pension", "employer_medical", "employer_insurance")  # fmt: skip
LEAVE_FIELDS = ("leave_entitled", "leave_taken", "leave_unused")
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


class Gathering:
    """All people of one workbook, ready to be checked. `on` only settles months without year."""

    def __init__(self, book: Workbook, *, on: date) -> None:
        self.book, self.on = book, on
        self.sheets = [sheet for sheet in book.sheets if sheet.rows]
        self.rosters = {id(s) for s in self.sheets if _is_roster(s)}
        self.known = Known(
            fields=frozenset(f for s in self.sheets for f in s.mapping.values()),
            roles=frozenset(sheet.role for sheet in self.sheets),
            has_roster=bool(self.rosters),
        )
        self.months = MonthRows(self.sheets, on=on)
        self.orphans = self._orphans()

    def people(self) -> Iterator[PersonFacts]:
        """One by one, so that a large workbook is never held twice."""
        for person in self.book.people:
            yield from self._facts_of(person)

    def shared_numbers(self) -> list[SharedNumber]:
        """Identity numbers that stand in more than one row of the same roster."""
        rows: dict[tuple[int, str], list[tuple[Sheet, Row]]] = defaultdict(list)
        for sheet in self.sheets:
            if id(sheet) in self.rosters:
                for row in sheet.rows:
                    if number := row.values.get("id_number"):
                        rows[id(sheet), normalise(str(number))].append((sheet, row))
        return [_shared(number, found) for (_, number), found in rows.items() if len(found) > 1]

    def _is_on_roster(self, person: Person) -> bool:
        return any(id(sheet) in self.rosters for sheet, _ in _rows(person))

    def _orphans(self) -> dict[str, set[str]]:
        """Names in other sheets that no roster row claimed: name → kinds of sheet."""
        names: dict[str, set[str]] = defaultdict(set)
        if self.rosters:
            for person in self.book.people:
                if not self._is_on_roster(person):
                    names[person.name].update(person.rows)
        return names

    def _facts_of(self, person: Person) -> Iterator[PersonFacts]:
        placed = list(_rows(person))
        groups = defaultdict(list)
        for sheet, row in placed:
            if id(sheet) in self.rosters and row.values.get("name"):
                groups[row.values["name"]].append((sheet, row))
        if len(groups) <= 1:
            yield self._one(person, placed, person.name, person.key)
            return
        for index, (name, own) in enumerate(groups.items()):
            others = [p for p in placed if p[1].values.get("name") == name and p not in own]
            yield self._one(person, own + others, str(name), f"{person.key}/{index + 1}")

    def _one(self, person: Person, placed: list[Placed], name: str, key: str) -> PersonFacts:
        roster = [p for p in placed if id(p[0]) in self.rosters]
        main = _current(roster, self.on)
        rest = [p for p in placed if p is not main and not (main and _stale_stint(p, main, roster))]
        ordered = [main, *rest] if main else rest
        base = ordered[0]
        values = _first_values(ordered)
        terms = merge_terms(list(terms_of(ordered)))
        return PersonFacts(
            key=key,
            name=name,
            origin=_origin(base),
            on_roster=bool(roster) or not self.rosters,
            doubts=person.doubts,
            doubtful_rows=frozenset(Origin(*where) for where in person.doubtful_rows),
            employment_kind=values.get("employment_kind") or _kind_in_words(values),
            has_left=values.get("status") in LEFT,
            contracts=tuple(terms),
            months=tuple(self.months.of(ordered)),
            insurance=tuple(_insurance(ordered)),
            leave=tuple(_leave(ordered)),
            unreadable=_unreadable(ordered, values),
            namesakes=frozenset(self.orphans.get(name, ())) if roster else frozenset(),
            id_text=_text(values.get("id_number")) or person.id_number,
            sex=_sex(values.get("gender")),
            **{name: values[name] for name in PLAIN_FIELDS if name in values},
        )


PLAIN_FIELDS = (
    "birth_on", "hired_on", "left_on", "work_started_on", "post", "wage", "hourly_wage",
    "hours_system",
)  # fmt: skip


def _is_roster(sheet: Sheet) -> bool:
    return sheet.role == "roster" or "hired_on" in sheet.mapping.values()


def _rows(person: Person) -> Iterator[Placed]:
    roles = [*ORDER, *(role for role in person.rows if role not in ORDER)]
    for role in roles:
        yield from person.rows.get(role, ())


def _origin(placed: Placed) -> Origin:
    return Origin(placed[0].name, placed[1].number)


def _current(roster: list[Placed], on: date) -> Placed | None:
    """The row of the employment that runs: not yet left, else the latest."""

    def rank(placed: Placed) -> tuple[bool, date]:
        values = placed[1].values
        left_on = values.get("left_on")
        gone = left_on <= on if isinstance(left_on, date) else values.get("status") in LEFT
        hired = values.get("hired_on")
        return (not gone, hired if isinstance(hired, date) else date.min)

    return max(roster, key=rank, default=None) if len(roster) > 1 else next(iter(roster), None)


def _stale_stint(placed: Placed, main: Placed, roster: list[Placed]) -> bool:
    """An earlier employment of somebody hired again says nothing about the present one."""
    return placed in roster and placed[0] is main[0] and bool(placed[1].values.get("left_on"))


def _first_values(ordered: list[Placed]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for _, row in ordered:
        for name, value in row.values.items():
            values.setdefault(name, value)
    return values


def _unreadable(ordered: list[Placed], values: dict[str, Any]) -> frozenset[str]:
    lost = {name for _, row in ordered for name in row.unreadable}
    return frozenset(lost - values.keys())


def _insurance(ordered: list[Placed]) -> Iterator[InsuranceFacts]:
    for sheet, row in ordered:
        values: dict[str, Any] = row.values
        shares = any(values.get(name) for name in OWN_SHARES)
        if shares or any(name in values for name in INSURANCE_FIELDS):
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
        if sheet.role != "attendance" and any(name in values for name in LEAVE_FIELDS):
            yield LeaveFacts(
                origin=_origin((sheet, row)),
                year=values.get("leave_year") or (sheet.year if sheet.role == "leave" else None),
                entitled=values.get("leave_entitled"),
                taken=values.get("leave_taken"),
                unused=values.get("leave_unused"),
            )


def _kind_in_words(values: dict[str, Any]) -> str | None:
    for name in ("remark", "post", "status"):
        text = str(values.get(name, ""))
        for word, kind in KIND_WORDS:
            if word in text:
                return kind
    return None


def _shared(number: str, found: list[Placed]) -> SharedNumber:
    rows = tuple((str(row.values.get("name", "")), _origin((s, row))) for s, row in found)
    return SharedNumber(number=number, rows=rows)


def _sex(value: Any) -> str | None:
    return {"M": "M", "F": "F", "男": "M", "女": "F", "male": "M", "female": "F"}.get(value)


def _text(value: Any) -> str | None:
    return str(value) if value else None
