"""One table of a sheet: its header, its columns, and its lines turned into rows."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import repeat

from gongyue.engines.workbook.cells import Doubtful, Many, Parsed, Raw, Unreadable
from gongyue.engines.workbook.columns import Column
from gongyue.engines.workbook.headers import Header
from gongyue.engines.workbook.hidden import column_letter
from gongyue.engines.workbook.legends import legend_in
from gongyue.engines.workbook.lexicon import clean_heading
from gongyue.engines.workbook.models import Row, Sheet, Values
from gongyue.engines.workbook.notes import Notes
from gongyue.engines.workbook.parsers import Setting, parser_for
from gongyue.engines.workbook.people_lines import (
    Not,
    is_header_line,
    is_section,
    is_service_line,
    name_or_not,
    section_values,
)
from gongyue.engines.workbook.refusals import refuse
from gongyue.engines.workbook.sources import RawSheet
from gongyue.engines.workbook.terms import text_of

_KEPT = 200_000
_NOBODY = (Not.TOTAL, Not.HEADER, Not.SAMPLE, Not.VACANT)
_CODE = re.compile(r"[a-z]{0,6}-?\d{1,12}[a-z]?")
_SAME_EVERYWHERE = ("id_number", "name", "employee_no", "department")


class Memo(dict[Raw, Parsed]):
    """Each distinct cell content of a column is parsed once."""

    def __init__(self, parse: Callable[[Raw], Parsed]) -> None:
        super().__init__()
        self.parse = parse
        self.odd = self.blank = False

    def __missing__(self, raw: Raw) -> Parsed:
        if raw.__class__ is Doubtful:
            value: Parsed = Unreadable("scan.doubtful", "识别存疑，未采用")
        else:
            value = None if raw == "" else self.parse(raw)
        if value is None:
            self.blank = True
        if isinstance(value, (Many, Unreadable)):
            self.odd = True
        if len(self) < _KEPT:
            self[raw] = value
        return value


@dataclass(slots=True)
class Shared:
    """Parses kept for the whole workbook: the same people stand on every sheet."""

    names: dict[Raw, str | Not | None] = field(default_factory=dict)
    memos: dict[str, Memo] = field(default_factory=dict)
    room: int = 15_000_000

    def take_room(self, sheet: str, values: int) -> None:
        """Count values before they are kept. Raises UnreadableWorkbook."""
        self.room -= values
        if self.room < 0:
            raise refuse("file.too_many_cells", sheet=sheet)


@dataclass(slots=True)
class Block:
    """Columns that make one row of a line; constants hold the month of a month column."""

    columns: list[Column]
    constants: Values = field(default_factory=dict)


@dataclass(slots=True)
class Table:
    """A sheet being read. at: 0-based line of the header's last row."""

    raw: RawSheet
    sheet: Sheet
    header: Header
    blocks: list[Block]
    setting: Setting
    notes: Notes
    include_hidden: bool
    memos: dict[int, Memo] = field(default_factory=dict)
    shared: Shared = field(default_factory=Shared)
    fills: list[tuple[int, int, int]] = field(default_factory=list)
    origins: dict[tuple[int, int], Raw] = field(default_factory=dict)
    code_columns: list[int] = field(default_factory=list)
    width: int = 0
    sections: dict[int, Values] = field(default_factory=dict)
    section_lines: list[int] = field(default_factory=list)
    shift_column: int | None = None
    overtime_grid: bool = False
    shifts: dict[int, str] = field(default_factory=dict)

    def take(self, first: int, lines: list[list[Raw]]) -> int | None:
        """Turn lines into rows; the index of another table's header ends it early."""
        self._pad(lines)
        self._fill_down(first, lines)
        self._fill_shifts(lines)
        end: int | None = None
        for block in self.blocks:
            end = self._take_block(block, first, lines if end is None else lines[:end])
        return end

    def _pad(self, lines: list[list[Raw]]) -> None:
        width = self.width
        for line in lines:
            if len(line) < width:
                line.extend([""] * (width - len(line)))

    def _fill_down(self, first: int, lines: list[list[Raw]]) -> None:
        for top, bottom, column in self.fills:
            if bottom < first or top >= first + len(lines):
                continue
            if top >= first:
                self.origins[top, column] = lines[top - first][column]
            origin = self.origins.get((top, column), "")
            for number in range(max(top + 1, first), min(bottom + 1, first + len(lines))):
                lines[number - first][column] = origin

    def _fill_shifts(self, lines: list[list[Raw]]) -> None:
        """上午/下午/加班 lines under one name: the name is written once, merged or not."""
        shift, keys = self.shift_column, self.identity_columns()
        if shift is None:
            return
        last: dict[int, Raw] = {}
        for line in lines:
            if line[shift] == "":
                continue
            if any(line[key] != "" for key in keys):
                last = {key: line[key] for key in keys}
            for key, raw in last.items():
                line[key] = raw

    def identity_columns(self) -> list[int]:
        wanted = ("name", "id_number", "employee_no", "department")
        return [c.index for block in self.blocks for c in block.columns if c.field in wanted]

    def _take_block(self, block: Block, first: int, lines: list[list[Raw]]) -> int | None:
        key = next((c.index for c in block.columns if c.field == "name"), None)
        ids = [c.index for c in block.columns if c.field == "id_number"]
        self.code_columns = [c.index for c in block.columns if c.field == "employee_no"]
        keep: list[int] = []
        skipped = self.raw.marks.hidden_rows if not self.include_hidden else set()
        for at, line in enumerate(lines):
            verdict = self._name(line[key]) if key is not None else None
            if verdict.__class__ is str or self._has_id(line, ids, key, verdict):
                if not skipped or first + at not in skipped:
                    keep.append(at)
                elif any(cell != "" for cell in line):
                    self.notes.hidden_row(self.sheet.name, first + at)
                continue
            if verdict is None and not any(line):
                continue
            if self._is_other_table(line, verdict):
                self._emit(block, first, lines, keep)
                return at
            self._note_legend(line)
            self._note_section(first + at, line)
            self._note_nameless(block, first + at, line, verdict)
        self._emit(block, first, lines, keep)
        return None

    def _name(self, raw: Raw) -> str | Not | None:
        names = self.shared.names
        try:
            return names[raw]
        except KeyError:
            found = None if raw.__class__ is Doubtful else name_or_not(raw)
            if len(names) < _KEPT:
                names[raw] = found
            return found

    def _has_id(
        self, line: Sequence[Raw], ids: list[int], key: int | None, verdict: str | Not | None
    ) -> bool:
        """A line without a name counts when it has a number that can only be a person's."""
        if verdict in _NOBODY or (key is not None and not ids):
            return False
        for index in ids:
            text = text_of(line[index]) if line[index] != "" else ""
            if re.fullmatch(r"\d{17}[\dx]|\d{15}", text):
                return True
        codes = [line[index] for index in self.code_columns if line[index] != ""]
        return (
            key is None
            and bool(codes)
            and bool(_CODE.fullmatch(text_of(codes[0])))
            and not is_service_line(line)
        )

    def _is_other_table(self, line: Sequence[Raw], verdict: str | Not | None) -> bool:
        if verdict is Not.TOTAL or not is_header_line(line):
            return False
        cells = [(i, clean_heading(raw)[0]) for i, raw in enumerate(line) if isinstance(raw, str)]
        cells = [(i, text) for i, text in cells if text]
        same = sum(
            1
            for i, text in cells
            if i in self.header.headings and text in self.header.headings[i].path
        )
        return same < len(cells) * 0.85

    def _note_section(self, number: int, line: Sequence[Raw]) -> None:
        """One text alone on its line: a chapter whose words hold for the lines below."""
        filled = [cell for cell in line if cell != ""]
        if len(set(filled)) == 1 and isinstance(filled[0], str):
            fields = set(self.sheet.mapping.values())
            told = section_values(filled[0], has_department="department" in fields)
            if told is not None and self.sheet.role == "roster":
                self.sections[number] = {k: v for k, v in told.items() if k not in fields}
            elif told and "department" in told:
                self.sections[number] = {"department": told["department"]}

    def _told_above(self, number: int) -> Values:
        """The words of the nearest section above a line."""
        at = bisect_right(self.section_lines, number) - 1
        return self.sections[self.section_lines[at]] if at >= 0 else {}

    def _note_legend(self, line: Sequence[Raw]) -> None:
        if self.sheet.role == "attendance" and self.header.headings:
            for text in line:
                if isinstance(text, str) and len(text) > 2:
                    self.sheet.legend |= legend_in(text)

    def _note_nameless(
        self, block: Block, number: int, line: Sequence[Raw], verdict: str | Not | None
    ) -> None:
        if verdict in _NOBODY or number - 1 <= self.header.bottom:
            return
        filled = sum(1 for c in block.columns if line[c.index] != "")
        if filled >= 3 and not is_service_line(line) and not is_header_line(line):
            self.notes.add(
                self.sheet.name, number, None, "row.no_name", "这一行有内容但没有姓名，未采用"
            )

    # ------------------------------------------------------------ rows

    def _emit(self, block: Block, first: int, lines: list[list[Raw]], keep: list[int]) -> None:
        if not keep:
            return
        self.shared.take_room(self.sheet.name, len(keep) * len(block.columns))
        whole = len(keep) == len(lines)
        chosen = lines if whole else [lines[at] for at in keep]
        numbers = [first + at for at in keep]
        columns = list(zip(*chosen, strict=False))
        plain_columns, special = self._split(block)
        odd: list[tuple[int, Column, Many | Unreadable]] = []
        parsed = [self._parsed(column, columns, odd) for column in plain_columns]
        rows = self._rows(plain_columns, parsed, numbers)
        for column in special:
            self._add_special(column, columns[column.index], rows, odd)
        for at, column, value in odd:
            self._add_odd(rows[at], column, value)
        self._finish(block, rows, chosen)

    def _split(self, block: Block) -> tuple[list[Column], list[Column]]:
        seen: set[str] = set()
        simple: list[Column] = []
        special: list[Column] = []
        for column in block.columns:
            ordinary = column.field not in seen and column.field != "day_grid" and not column.part
            (simple if ordinary else special).append(column)
            seen.add(column.field)
        return simple, special

    def _memo(self, column: Column) -> Memo:
        memo = self.memos.get(column.index)
        if memo is None:
            name = column.field
            memo = self.shared.memos.get(name) if name in _SAME_EVERYWHERE else None
            if memo is None:
                memo = Memo(parser_for(name, column.heading, self.setting))
            self.memos[column.index] = memo
            if name in _SAME_EVERYWHERE:
                self.shared.memos[name] = memo
        return memo

    def _parsed(
        self,
        column: Column,
        columns: list[tuple[Raw, ...]],
        odd: list[tuple[int, Column, Many | Unreadable]],
    ) -> list[Parsed]:
        memo = self._memo(column)
        values: list[Parsed] = list(map(memo.__getitem__, columns[column.index]))
        if memo.odd:
            for at, value in enumerate(values):
                if isinstance(value, (Many, Unreadable)):
                    odd.append((at, column, value))
                    values[at] = None
        return values

    def _rows(
        self, columns: list[Column], parsed: list[list[Parsed]], numbers: list[int]
    ) -> list[Row]:
        """Columns without a blank need no look at each cell, and most have none."""
        memos = [self._memo(column) for column in columns]
        full = [n for n, memo in enumerate(memos) if not (memo.blank or memo.odd)]
        names = [columns[n].field for n in full]
        told = zip(*(parsed[n] for n in full), strict=True) if full else repeat((), len(numbers))
        rows = [
            Row(number, dict(zip(names, values, strict=True)))
            for number, values in zip(numbers, told, strict=True)
        ]
        for n in sorted(set(range(len(columns))) - set(full)):
            name = columns[n].field
            for row, value in zip(rows, parsed[n], strict=True):
                if value is not None:
                    row.values[name] = value  # type: ignore[assignment]
        return rows

    def _add_special(
        self,
        column: Column,
        cells: tuple[Raw, ...],
        rows: list[Row],
        odd: list[tuple[int, Column, Many | Unreadable]],
    ) -> None:
        memo = self._memo(column)
        for at, (raw, row) in enumerate(zip(cells, rows, strict=True)):
            value = memo[raw]
            if value is None or value == "":
                continue
            if isinstance(value, (Many, Unreadable)):
                odd.append((at, column, value))
            elif column.field == "day_grid":
                grid = row.values.setdefault("day_grid", {})
                assert isinstance(grid, dict)
                grid[column.heading.day.day if column.heading.day else 0] = str(value)
            elif column.part:
                _part(row, column.part)[column.field] = value
            else:
                before = row.values.get(column.field)
                if isinstance(before, Decimal) and isinstance(value, Decimal):
                    value = before + value
                row.values[column.field] = value

    def _add_odd(self, row: Row, column: Column, value: Many | Unreadable) -> None:
        letter = column_letter(column.index + self.raw.offset)
        if isinstance(value, Unreadable):
            row.unreadable += (column.field,)
            if value.code != "scan.doubtful":  # told of every such cell, mapped or not
                self.notes.add(self.sheet.name, row.number, letter, value.code, value.message_zh)
            return
        target = _part(row, column.part) if column.part else row.values
        for name, one in value.values.items():
            target.setdefault(name, one)
        if value.problem:
            problem = value.problem
            self.notes.add(self.sheet.name, row.number, letter, problem.code, problem.message_zh)

    def _finish(self, block: Block, rows: list[Row], lines: Sequence[Sequence[Raw]]) -> None:
        pairs = list(zip(rows, lines, strict=True))
        service = {
            row.number
            for row, line in pairs
            if len(row.values) <= 3 and self._is_service(row, line)
        }
        for row, line in pairs if service else ():
            if row.number in service:
                self._note_section(row.number, line)
        self.section_lines = sorted(self.sections)
        bad = self._bad_cells(block)
        if not (service or bad or self._asks_each_row(block)):
            self.sheet.rows += rows
            return
        for row, line in pairs:
            if row.number not in service:
                self._complete(block, row, line, bad)
                self.sheet.rows.append(row)

    def _asks_each_row(self, block: Block) -> bool:
        special = self.shift_column is not None or self.section_lines or block.constants
        return bool(special or self.raw.marks.hidden_rows)

    def _complete(
        self,
        block: Block,
        row: Row,
        line: Sequence[Raw],
        bad: dict[int, list[tuple[Column, str]]],
    ) -> None:
        if row.number in self.raw.marks.hidden_rows:
            row.hidden = True
            self.notes.hidden_row(self.sheet.name, row.number, taken=True)
        if row.number in bad:
            self._mark_bad(row, bad[row.number])
        if self.shift_column is not None:
            self.shifts[row.number] = text_of(line[self.shift_column])
        told = self._told_above(row.number) if self.section_lines else {}
        told = told | block.constants
        if "left_on" in row.values:
            told.pop("status", None)
        for name, value in told.items():
            row.values.setdefault(name, value)

    def _is_service(self, row: Row, line: Sequence[Raw]) -> bool:
        name = row.values.get("name")
        if "id_number" in row.values or "id_number" in row.unreadable:
            return False
        return is_service_line(line) or (isinstance(name, str) and is_section(line, name))

    def _bad_cells(self, block: Block) -> dict[int, list[tuple[Column, str]]]:
        marks = self.raw.marks
        if not marks.errors and not marks.uncalculated:
            return {}
        by_index = {column.index + self.raw.offset: column for column in block.columns}
        found: dict[int, list[tuple[Column, str]]] = {}
        for (number, index), text in marks.errors.items():
            if index in by_index:
                found.setdefault(number, []).append((by_index[index], f"公式出错（{text}）"))
        for number, index in marks.uncalculated:
            if index in by_index:
                why = "公式未计算，没有保存结果（请用 Excel 打开保存一次）"
                found.setdefault(number, []).append((by_index[index], why))
        return found

    def _mark_bad(self, row: Row, cells: list[tuple[Column, str]]) -> None:
        for column, why in cells:
            row.values.pop(column.field, None)
            row.unreadable += (column.field,)
            letter = column_letter(column.index + self.raw.offset)
            self.notes.add(self.sheet.name, row.number, letter, "cell.error", f"{why}，未采用")


def _part(row: Row, part: int) -> Values:
    while len(row.more) < part:
        row.more += ({},)
    return row.more[part - 1]
