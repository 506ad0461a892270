"""Finds the table in the first lines of a sheet: header, kind of sheet, meaning of columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from gongyue.engines.workbook.cells import Raw
from gongyue.engines.workbook.columns import (
    Choice,
    Column,
    by_content,
    candidates,
    choose,
    fit,
    letter_fields,
    rival_message,
    tells_times,
)
from gongyue.engines.workbook.fields import FIELDS, IDENTIFYING
from gongyue.engines.workbook.headers import (
    Header,
    Heading,
    Line,
    Merge,
    find_header,
    header_ending_at,
)
from gongyue.engines.workbook.hidden import column_letter
from gongyue.engines.workbook.legends import legend_in
from gongyue.engines.workbook.models import ROLES, Shape, Sheet, Values
from gongyue.engines.workbook.notes import Notes
from gongyue.engines.workbook.numerals import plain, tight
from gongyue.engines.workbook.parsers import Setting
from gongyue.engines.workbook.people_lines import is_service_line, told_by
from gongyue.engines.workbook.roles import first_day, month_of, role_by_weak_words, role_of
from gongyue.engines.workbook.shapes import (
    MonthHeading,
    as_punches,
    by_month,
    grid_columns,
    month_before,
    month_blocks,
    month_written,
    sample_of,
    shift_column,
    side_by_side,
    tells_overtime,
)
from gongyue.engines.workbook.sources import RawSheet
from gongyue.engines.workbook.table import Block, Shared, Table

_SAMPLED = 150
_FILLED_DOWN = (*IDENTIFYING, "month", "hired_on")
_THOUSANDS = ((re.compile(r"单位[:：]?\(?万元"), 10_000), (re.compile(r"单位[:：]?\(?千元"), 1_000))
_MATRIX = (
    (r"加班(费|工资)", "overtime_pay"), (r"加班", "overtime_hours"), (r"实发|到手", "net"),
    (r"基数", "insurance_base"), (r"工资|薪|应发", "gross"), (r"年假|年休", "leave_taken"),
    (r"出勤|考勤", "days_worked"), (r"社保|参保|保险", "enrolled"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wish:
    """What the caller asked for: corrections by column letter, hidden parts."""

    include_hidden: bool = False
    overrides: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)
    file_year: int | None = None
    shared: Shared = field(default_factory=Shared)
    shapes: Mapping[str, Shape] = field(default_factory=dict)


def detect(raw: RawSheet, lines: Sequence[Line], done: int, wish: Wish, notes: Notes) -> Table:
    """The table whose header is the first one in lines; done lines of the sheet lie before."""
    merges = [((a - done, b), (c - done, d)) for (a, b), (c, d) in raw.merges if c >= done]
    shape = wish.shapes.get(raw.name, Shape())
    header = _header(lines, merges, done, shape)
    titles = _titles(lines[: max(header.top, 0)] if header.bottom >= 0 else lines[:5])
    year, month = month_of(raw.name, titles)
    sheet = Sheet(raw.name, "unknown", header.bottom + done + 1, {}, {}, raw.hidden)
    sheet.year, sheet.title = year, titles[0] if titles else ""
    sheet.month = first_day(year, month)
    if sheet.month is None and month is not None:
        sheet.legend["month"] = str(month)
    setting = Setting(raw.epoch_1904, year or wish.file_year, _thousands(titles))
    table = Table(raw, sheet, header, [], setting, notes, wish.include_hidden)
    table.shared = wish.shared
    table.width = max(map(len, lines), default=0)
    if header.bottom < 0:
        sheet.header_row = 0
        _without_header(table, lines)
    else:
        _map(table, lines, titles, wish)
    header.top, header.bottom = header.top + done, header.bottom + done
    _prepare_fills(table)
    return table


def _header(lines: Sequence[Line], merges: Sequence[Merge], done: int, shape: Shape) -> Header:
    """Where a person says the header ends, else where it is found."""
    told = shape.header_row - 1 - done
    if shape.header_row and 0 <= told < len(lines):
        return header_ending_at(lines, merges, told)
    return find_header(lines, merges) or Header(-1, -1)


def _titles(lines: Iterable[Line]) -> list[str]:
    """The texts above a header, without lines that look like data of another table."""
    titles = []
    for line in lines:
        texts = [plain(cell) for cell in line if isinstance(cell, str) and cell.strip()]
        filled = sum(1 for cell in line if cell != "")
        if texts and filled <= 6 and filled - len(texts) <= 1:
            titles.append(" ".join(texts)[:200])
    return titles


def _thousands(titles: Sequence[str]) -> int:
    return next((n for pattern, n in _THOUSANDS if any(map(pattern.search, map(tight, titles)))), 1)


def _map(table: Table, lines: Sequence[Line], titles: Sequence[str], wish: Wish) -> None:
    header, sheet, offset = table.header, table.sheet, table.raw.offset
    below = [line for line in lines[header.bottom + 1 :] if not is_service_line(line)]
    samples = sample_of(below[:_SAMPLED], table.width)
    headings = as_punches(_visible(table, wish))
    forced = {
        index: name
        for index in range(table.width)
        for letter, name in wish.overrides.get(sheet.name, {}).items()
        if column_letter(index + offset) == letter.upper() and (name is None or name in FIELDS)
    }
    grid = grid_columns(headings)
    months = {} if grid else month_blocks(headings, table.setting.year)
    _take_month(sheet, grid, months, headings)
    guess = _first_guess(headings, samples, forced, grid)
    sheet.role = role_of(sheet.name, titles, guess)
    if sheet.role == "unknown" and "name" in guess:
        sheet.role = role_by_weak_words(partial(_told, headings), sheet.month is not None)
    plain_headings = {
        i: h
        for i, h in headings.items()
        if i not in months and all(column.index != i for column in grid)
    }
    told = wish.shapes.get(table.raw.name, Shape()).role
    sheet.role = told if told in ROLES else sheet.role
    table.shift_column = shift_column(plain_headings, samples) if grid else None
    plain_headings.pop(-1 if table.shift_column is None else table.shift_column, None)
    said = tight("".join([*titles, sheet.name]))
    table.overtime_grid = bool(grid) and tells_overtime(grid, said, samples)
    of_months = _matrix_fields(table, months, said, samples)
    for part in side_by_side(plain_headings):
        mine = {
            i: name for i, name in forced.items() if len(part) == len(plain_headings) or i in part
        }
        choice = choose(part, samples, sheet.role, table.setting, mine)
        _add_unlabelled(choice, part, samples, headings)
        table.blocks += _blocks(choice, grid, months, of_months, sheet.month)
        _tell(table, choice)
    _describe(table, headings)
    if grid:
        for title in titles:
            sheet.legend |= legend_in(title)


def _take_month(
    sheet: Sheet,
    grid: Sequence[Column],
    months: dict[int, MonthHeading],
    headings: dict[int, Heading],
) -> None:
    """The month of a sheet that only its headings tell: days as dates, or 10月应发 alone."""
    year, month = month_written(by_month(grid)[1])
    of_headings = {(its_year, its_month) for its_year, its_month, _ in months.values()}
    if len(of_headings) == 1:
        year, month = of_headings.pop()
        if sheet.month is None or sheet.month.month == month:
            headings.update({index: heading for index, (_, _, heading) in months.items()})
            months.clear()
        else:
            return
    if month is None or sheet.month is not None:
        return
    sheet.month = first_day(year or sheet.year, month)
    if sheet.month is None:
        sheet.legend["month"] = str(month)


def _told(headings: Mapping[int, Heading], role: str) -> int:
    """How many headings besides names say something in a sheet of this role."""
    best = (candidates(heading, role)[:1] for heading in headings.values())
    return sum(1 for found in best if found and found[0][1] not in (*IDENTIFYING, "remark"))


def _visible(table: Table, wish: Wish) -> dict[int, Heading]:
    hidden = table.raw.marks.hidden_columns
    found = {}
    for index, heading in table.header.headings.items():
        if index + table.raw.offset in hidden:
            letter = column_letter(index + table.raw.offset)
            done = "已按要求读取" if wish.include_hidden else "未采用"
            message = f"{letter}列「{heading.shown}」被隐藏，{done}"
            row = table.sheet.header_row
            table.notes.add(table.sheet.name, row, letter, "column.hidden", message)
            if not wish.include_hidden:
                continue
        found[index] = heading
    return found


def _first_guess(
    headings: Mapping[int, Heading],
    samples: Mapping[int, list[Raw]],
    forced: Mapping[int, str | None],
    grid: list[Column],
) -> list[str]:
    fields = [name for name in forced.values() if name]
    for index, heading in headings.items():
        best = candidates(heading, "")
        if best and index not in forced and best[0][0] >= 60:
            timed = FIELDS[best[0][1]].kind == "date" and tells_times(samples.get(index, ()))
            fields.append("clock_in" if timed else best[0][1])
    return fields + (["day_grid"] if grid else [])


def _add_unlabelled(
    choice: Choice,
    part: Mapping[int, Heading],
    samples: Mapping[int, list[Raw]],
    headings: Mapping[int, Heading],
) -> None:
    """Columns whose heading says nothing but whose content can only be one thing."""
    taken = {column.field for column in choice.columns}
    wordless = [i for i in samples if i not in headings] + [h.column for h in choice.unmapped]
    for index in wordless:
        found = by_content([raw for raw in samples.get(index, ()) if raw != ""])
        if found is not None and found not in taken:
            heading = headings.get(index) or Heading(index, (), "")
            choice.columns.append(Column(index, found, heading))
            choice.unmapped = [h for h in choice.unmapped if h.column != index]
            taken.add(found)
    named = _name_column(choice, part, samples) if "name" not in taken else None
    if named is not None:
        choice.columns.append(Column(named, "name", headings.get(named) or Heading(named, (), "")))
        choice.unmapped = [h for h in choice.unmapped if h.column != named]


def _name_column(
    choice: Choice, part: Mapping[int, Heading], samples: Mapping[int, list[Raw]]
) -> int | None:
    """A column of distinct two- to four-character Chinese names, when nothing is called name."""
    taken = {column.index for column in choice.columns}
    for index, cells in samples.items():
        texts = [tight(raw) for raw in cells if isinstance(raw, str) and raw]
        if index in taken or len(texts) < 3 or (part and index in part and part[index].day):
            continue
        like = sum(bool(re.fullmatch(r"[\u4e00-\u9fff]{2,4}", text)) for text in texts)
        if like >= len(texts) * 0.9 and len(set(texts)) >= len(texts) * 0.8:
            return index
    return None


def _blocks(
    choice: Choice,
    grid: list[Column],
    months: Mapping[int, MonthHeading],
    fields: Mapping[int, str],
    month: date | None,
) -> list[Block]:
    """One block, or one for each month that has columns of its own."""
    if set(fields.values()) == {"leave_taken"}:
        return [Block(_with_leave_by_month(choice.columns, months, fields))]
    blocks: dict[tuple[int | None, int], Block] = {}
    for index, name in fields.items():
        year, number, heading = months[index]
        first = first_day(year, number)
        constants: Values = {"month": first if first is not None else number}
        block = blocks.setdefault((year, number), Block(list(choice.columns), constants))
        if all(column.field != name for column in block.columns[len(choice.columns) :]):
            block.columns = [c for c in block.columns if c.field != name]
            block.columns.append(Column(index, name, heading))
    return list(blocks.values()) or _grid_blocks(choice.columns, grid, month)


def _grid_blocks(columns: list[Column], grid: list[Column], month: date | None) -> list[Block]:
    """The days of one month; of a pay period over two months each day keeps its own month."""
    before, days = by_month(grid)
    if not before:
        return [Block(columns + grid)]
    month = first_day(*month_written(days)) or month
    if month is None:
        return [Block(columns + days)]
    who = [column for column in columns if column.field in IDENTIFYING]
    return [
        Block(columns + days, {"month": month}),
        Block(who + before, {"month": month_before(month)}),
    ]


def _with_leave_by_month(
    columns: list[Column],
    months: Mapping[int, MonthHeading],
    fields: Mapping[int, str],
) -> list[Column]:
    """Leave is a matter of the year: its months are added up unless the sum stands there."""
    if any(column.field in ("leave_taken", "leave_unused") for column in columns):
        return columns
    return columns + [Column(index, "leave_taken", months[index][2]) for index in fields]


def _matrix_fields(
    table: Table,
    months: Mapping[int, MonthHeading],
    said: str,
    samples: Mapping[int, list[Raw]],
) -> dict[int, str]:
    """What the figures under each month heading are: by their own words, else by the sheet's."""
    default = next((name for pattern, name in _MATRIX if re.search(pattern, said)), None)
    found: dict[int, str] = {}
    for index, (_, _, heading) in sorted(months.items()):
        best = candidates(heading, table.sheet.role)[:1] if heading.path else []
        name = best[0][1] if best else default
        filled = [raw for raw in samples.get(index, ()) if raw != ""]
        if name is not None and fit(name, heading, filled, table.setting) >= 0.5:
            found[index] = name
            continue
        letter = column_letter(index + table.raw.offset)
        message = f"看不出「{heading.shown}」下面是什么数，未采用"
        table.notes.add(
            table.sheet.name, table.sheet.header_row, letter, "header.unmapped", message
        )
    return found


def _tell(table: Table, choice: Choice) -> None:
    sheet, offset = table.sheet, table.raw.offset
    if sheet.role == "unknown":
        return
    letters = {column.field: column_letter(column.index + offset) for column in choice.columns}
    for heading, wish in choice.rivals:
        letter = column_letter(heading.column + offset)
        message = rival_message(heading, wish, letters.get(wish, "另一"))
        table.notes.add(sheet.name, sheet.header_row, letter, "header.ambiguous", message)
    for heading in choice.unmapped:
        letter = column_letter(heading.column + offset)
        message = f"看不出「{heading.shown}」是什么，未采用"
        table.notes.add(sheet.name, sheet.header_row, letter, "header.unmapped", message)


def _describe(table: Table, headings: Mapping[int, Heading]) -> None:
    sheet, offset = table.sheet, table.raw.offset
    columns = [column for block in table.blocks for column in block.columns]
    moved = [Column(c.index + offset, c.field, c.heading) for c in columns]
    sheet.mapping = letter_fields(sorted(moved, key=lambda column: column.index))
    sheet.headers = {column_letter(i + offset): h.shown for i, h in sorted(headings.items())}
    if sheet.role == "roster":
        for name, value in told_by(sheet.name, sheet.title).items():
            if name not in sheet.mapping.values():
                for block in table.blocks:
                    block.constants.setdefault(name, value)


def _without_header(table: Table, lines: Sequence[Line]) -> None:
    """No heading at all: identity numbers and names can still be told from the content."""
    samples = sample_of(lines[:_SAMPLED], table.width)
    choice = Choice()
    _add_unlabelled(choice, {}, samples, {})
    fields = {column.field for column in choice.columns}
    if {"name", "id_number"} <= fields:
        table.sheet.role = "roster"
        table.blocks = [Block(choice.columns)]
        _describe(table, {})
        message = "没有找到表头，只认出姓名和身份证号；请补上一行列名"
        table.notes.add(table.sheet.name, 1, None, "header.missing", message)
    elif sum(1 for line in lines if any(cell != "" for cell in line)) > 3:
        message = "没有找到含「姓名」的表头，整张表未采用"
        table.notes.add(table.sheet.name, 0, None, "header.missing", message)


def _prepare_fills(table: Table) -> None:
    mapped = {
        column.index
        for block in table.blocks
        for column in block.columns
        if column.field in _FILLED_DOWN
    }
    table.fills = sorted(
        (top + 1, bottom + 1, column)
        for (top, left), (bottom, right) in table.raw.merges
        if bottom > top > table.header.bottom
        for column in range(left, min(right, left + 3) + 1)
        if column in mapped and column == left
    )
