"""Which rows of which sheets speak of the same human being.

By identity number; without one by name and department (and staff number), and then the doubt
is written down. Rows that could belong to several people belong to none of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from gongyue.engines.workbook.identity import same_number
from gongyue.engines.workbook.models import Person, Row, Sheet
from gongyue.engines.workbook.notes import Notes
from gongyue.engines.workbook.numerals import HANZI_NAME, simplified, tight

_ORDER = ("roster", "contracts", "insurance", "payroll", "attendance", "leave")
_ONCE = ("payroll", "attendance", "insurance", "leave")


@dataclass(slots=True)
class _Draft:
    name: str
    plain_name: str
    number: str | None
    departments: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    rows: dict[str, list[tuple[Sheet, Row]]] = field(default_factory=dict)
    doubts: dict[str, None] = field(default_factory=dict)
    weak: dict[str, dict[str, None]] = field(default_factory=dict)
    doubtful: set[tuple[str, int]] = field(default_factory=set)
    in_roster: bool = False


@lru_cache(maxsize=50_000)
def _tight(text: str) -> str:
    return tight(text)


def plain_name(name: str) -> str:
    """A name to compare by: no blanks, no remark in brackets, no trailing marks."""
    if HANZI_NAME.fullmatch(name):
        return simplified(name)
    text = tight(name)
    cut = text.find("(")
    return (text[:cut] if cut > 1 else text).rstrip("*#")


def join(sheets: Iterable[Sheet], notes: Notes) -> tuple[Person, ...]:
    """People in the order of the roster, then whoever appears elsewhere only."""
    joiner = _Joiner(notes)
    known = [sheet for sheet in sheets if sheet.role != "unknown"]
    ordered = sorted(known, key=lambda sheet: _ORDER.index(sheet.role))
    for sheet in ordered:
        joiner.numbered(sheet)
    joiner.index()
    for sheet in ordered:
        joiner.unnumbered(sheet)
    return joiner.people()


class _Joiner:
    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.drafts: list[_Draft] = []
        self.by_number: dict[str, list[_Draft]] = {}
        self.by_name: dict[str, list[_Draft]] = {}
        self.by_code: dict[str, list[_Draft]] = {}
        self.names: dict[str, str] = {}
        self.sure: dict[tuple[str, object], _Draft] = {}
        self.without: dict[int, list[Row]] = {}
        self.indexing = False
        self.has_roster = False

    # -------------------------------------------------------- rows with a number

    def numbered(self, sheet: Sheet) -> None:
        self.has_roster = self.has_roster or sheet.role == "roster"
        sure, without = self.sure, self.without.setdefault(id(sheet), [])
        for row in sheet.rows:
            number, name = row.values.get("id_number"), row.values.get("name")
            if not isinstance(number, str):
                without.append(row)
                continue
            draft = sure.get((number, name))
            if draft is None:
                draft = self._of_number(same_number(number), sheet, row)
                if draft is None:
                    continue
                if draft.plain_name == self._plain(row):
                    sure[number, name] = draft
            self._attach(draft, sheet, row)

    def _plain(self, row: Row) -> str:
        name = row.values.get("name", "")
        if not isinstance(name, str):
            return ""
        found = self.names.get(name)
        if found is None:
            found = self.names[name] = plain_name(name)
        return found

    def _of_number(self, number: str, sheet: Sheet, row: Row) -> _Draft | None:
        held = self.by_number.get(number)
        if held is None:
            held = self.by_number[number] = []
        name = self._plain(row)
        for draft in held:
            if draft.plain_name == name or not name or not draft.plain_name:
                return draft
        if len(held) == 1 and sheet.role != "roster" and not _has_row(held[0], sheet, row):
            return self._under_another_name(held[0], name, sheet, row)
        draft = self._new(row, number)
        if held:
            others = "、".join(other.name for other in held)
            draft.doubts[f"身份证号与「{others}」相同但姓名不同，按两个人处理"] = None
            for other in held:
                other.doubts[f"身份证号与「{draft.name}」相同但姓名不同，按两个人处理"] = None
        held.append(draft)
        return draft

    def _under_another_name(
        self, draft: _Draft, name: str, sheet: Sheet, row: Row
    ) -> _Draft | None:
        """A row with the number of one person and the name of another: a slip of one of the two.

        The number decides, unless the name is somebody else's who is on the roster too.
        """
        said = f"「{sheet.name}」第{row.number}行写的是「{name}」，身份证号却与「{draft.name}」相同"
        other = [d for d in self.by_name.get(name, []) if d.in_roster and d is not draft]
        done = "分不清是谁，那一行未计入" if other else "按身份证号对应，请核对是否本人"
        code = "join.ambiguous" if other else "join.other_name"
        for one in (draft, *other):
            one.doubts[f"{said}，{done}"] = None
        self.notes.add(sheet.name, row.number, None, code, f"{said}，{done}")
        if other:
            return None
        draft.doubtful.add((sheet.name, row.number))
        return draft

    def _new(self, row: Row, number: str | None) -> _Draft:
        name = row.values.get("name", "")
        draft = _Draft(str(name), self._plain(row), number)
        self.drafts.append(draft)
        if draft.plain_name:
            self.by_name.setdefault(draft.plain_name, []).append(draft)
        return draft

    def _attach(self, draft: _Draft, sheet: Sheet, row: Row, *, sure: bool = True) -> None:
        values, held = row.values, draft.rows.get(sheet.role)
        if held is None:
            held = draft.rows[sheet.role] = []
        held.append((sheet, row))
        if not draft.plain_name and "name" in values:
            draft.name, draft.plain_name = str(values["name"]), self._plain(row)
            self.by_name.setdefault(draft.plain_name, []).append(draft)
        if sheet.role == "roster":
            draft.in_roster = True
        if row.doubts:
            draft.doubts |= dict.fromkeys(row.doubts)
            draft.doubtful.add((sheet.name, row.number))
        if sure and self.indexing:
            self._index(draft, row)

    def _index(self, draft: _Draft, row: Row) -> None:
        """Department and staff number, by which rows without an identity number are joined."""
        department, code = row.values.get("department"), row.values.get("employee_no")
        if isinstance(department, str) and department not in draft.departments:
            draft.departments.add(_tight(department))
        if isinstance(code, str) and code not in draft.codes:
            draft.codes.add(code)
            self.by_code.setdefault(code, []).append(draft)

    # -------------------------------------------------------- rows without one

    def index(self) -> None:
        """Learn departments and staff numbers once it is known that somebody needs them."""
        self.indexing = any(self.without.values())
        if self.indexing:
            for draft in self.drafts:
                for placed in draft.rows.values():
                    for _, row in placed:
                        self._index(draft, row)

    def unnumbered(self, sheet: Sheet) -> None:
        rows = self.without[id(sheet)]
        repeated = self._repeated(sheet, rows) if sheet.role in _ONCE else set()
        own: set[int] = set()
        for row in rows:
            draft, doubt = self._find(sheet, row, own, repeated)
            if draft is None and doubt:
                code, name = "join.ambiguous", row.values.get("name", "")
                self.notes.add(
                    sheet.name, row.number, None, code, f"「{name}」{doubt}，未归到任何人"
                )
                continue
            if draft is None and not self._plain(row):
                message = "没有姓名，工号也找不到人，未采用"
                self.notes.add(sheet.name, row.number, None, "row.no_name", message)
                continue
            if draft is None:
                draft = self._new(row, None)
                own.add(id(draft))
            if doubt:
                draft.weak.setdefault(doubt, {})[sheet.name] = None
                draft.doubtful.add((sheet.name, row.number))
            self._attach(draft, sheet, row, sure=not doubt)

    def _find(
        self, sheet: Sheet, row: Row, own: set[int], repeated: set[tuple[str, object]]
    ) -> tuple[_Draft | None, str]:
        """(person, doubt). (None, doubt): it cannot be told who. (None, ""): somebody new."""
        by_code = self._by_code(row)
        if by_code is not None and not (sheet.role == "roster" and id(by_code) in own):
            return by_code, ""
        name = self._plain(row)
        held = self.by_name.get(name, []) if name else []
        if sheet.role == "roster":
            held = [d for d in held if id(d) not in own and not d.in_roster]
        held = [d for d in held if _codes_agree(d, row)]
        elsewhere = _elsewhere(held, row) and not self.has_roster
        if not held or (elsewhere and (name, _when(sheet, row)) in repeated):
            return None, ""
        chosen = _same_department(held, row)
        if len(chosen) != 1:
            return self._ambiguous(held, sheet, row)
        if (name, _when(sheet, row)) in repeated and not _tells_apart(sheet, chosen[0], row):
            return self._ambiguous(held, sheet, row)
        return chosen[0], _doubt(chosen[0], held, sheet, row)

    def _repeated(self, sheet: Sheet, rows: Iterable[Row]) -> set[tuple[str, object]]:
        """Names that stand more than once in the same month among rows without numbers."""
        told = Counter((self._plain(row), _when(sheet, row)) for row in rows)
        return {key for key, count in told.items() if count > 1}

    def _by_code(self, row: Row) -> _Draft | None:
        code, name = row.values.get("employee_no"), self._plain(row)
        held = self.by_code.get(code, []) if isinstance(code, str) else []
        held = [d for d in held if not name or not d.plain_name or d.plain_name == name]
        return held[0] if len(held) == 1 else None

    def _ambiguous(self, held: list[_Draft], sheet: Sheet, row: Row) -> tuple[None, str]:
        where = f"「{sheet.name}」第{row.number}行没有身份证号"
        doubt = f"{where}，有同名的人或同名的行，分不清是谁"
        for draft in held:
            draft.doubts[f"{doubt}，那一行未计入"] = None
        return None, doubt

    def people(self) -> tuple[Person, ...]:
        ordered = sorted(self.drafts, key=lambda d: not d.in_roster)
        twins = {name for name, held in self.by_name.items() if len(held) > 1}
        return tuple(self._person(n, draft, twins) for n, draft in enumerate(ordered, start=1))

    def _person(self, number: int, draft: _Draft, twins: set[str]) -> Person:
        if self.has_roster and not draft.in_roster:
            draft.doubts["不在花名册中，只在其他表里出现"] = None
        if draft.number is None and draft.plain_name in twins:
            draft.doubts["有同名的人且没有身份证号，请核对是否同一人"] = None
        for doubt, sheets in draft.weak.items():
            draft.doubts[_where(list(sheets)) + doubt] = None
        return Person(
            f"p{number}",
            draft.name,
            draft.number,
            draft.rows,
            tuple(draft.doubts),
            frozenset(draft.doubtful),
        )


def _where(sheets: list[str]) -> str:
    more = f"等{len(sheets)}张表" if len(sheets) > 3 else ""
    return "".join(f"「{name}」" for name in sheets[:3]) + more


def _has_row(draft: _Draft, sheet: Sheet, row: Row) -> bool:
    """Whether the same month of the same sheet has a line of this person already."""
    return any(
        other is sheet and _when(sheet, its_row) == _when(sheet, row)
        for other, its_row in draft.rows.get(sheet.role, ())
    )


def _when(sheet: Sheet, row: Row) -> object:
    return row.values.get("month") or sheet.month


def _codes_agree(draft: _Draft, row: Row) -> bool:
    code = row.values.get("employee_no")
    return not draft.codes or not isinstance(code, str) or code in draft.codes


def _department(row: Row) -> str:
    found = row.values.get("department")
    return _tight(found) if isinstance(found, str) else ""


def _agree(draft: _Draft, department: str) -> bool:
    return any(d == department or d in department or department in d for d in draft.departments)


def _elsewhere(held: list[_Draft], row: Row) -> bool:
    """Whether everybody of this name is known to be of another department."""
    department = _department(row)
    return bool(department) and all(d.departments and not _agree(d, department) for d in held)


def _same_department(held: list[_Draft], row: Row) -> list[_Draft]:
    """Of several people of one name those whose department is the row's."""
    department = _department(row)
    if len(held) == 1:
        return held
    exact = [d for d in held if department and department in d.departments]
    return exact or [d for d in held if department and _agree(d, department)]


def _tells_apart(sheet: Sheet, draft: _Draft, row: Row) -> bool:
    """Whether department or staff number single out this row among rows of one name."""
    department = _department(row)
    if not department or not _agree(draft, department):
        return False
    when, name = _when(sheet, row), draft.plain_name
    same = [
        other
        for other in sheet.rows
        if plain_name(str(other.values.get("name", ""))) == name
        and _when(sheet, other) == when
        and _department(other) == department
    ]
    return len(same) == 1


def _doubt(draft: _Draft, held: list[_Draft], sheet: Sheet, row: Row) -> str:
    if sheet.role == "roster" and not draft.in_roster and draft.number is None:
        return ""
    department = _department(row)
    if department and draft.departments and not _agree(draft, department):
        other = "、".join(sorted(draft.departments))
        return f"没有身份证号，按姓名对应，但部门不同（{department}／{other}）"
    how = "姓名和部门" if department and draft.departments else "姓名"
    return f"没有身份证号，按{how}对应，请核对是否本人"
