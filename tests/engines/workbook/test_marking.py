"""A workbook comes back with a column 「问题」: everything else of it is what it was."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import openpyxl
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font, PatternFill

from gongyue.engines.workbook import Hints, read
from gongyue.engines.workbook.marking import marked, notes_of
from gongyue.engines.workbook.scanned import Scan, Scanned
from gongyue.engines.workbook.scanned.models import ScannedSheet
from tests.engines.workbook.binary_builder import OldTab, xls
from tests.engines.workbook.builder import Tab, csv_bytes, identity, xlsx

A = identity("19900101")
LINES = [
    ["姓名", "身份证号", "入职日期", "月工资"],
    ["李建国", A, "2023-05-01", 6500],
    ["王秀英", "43010219850212", "去年", 5200],
]


def round_trip(content: bytes, name: str = "花名册.xlsx") -> tuple[Any, bool]:
    book = read(content, name=name)
    done = marked(content, book, notes_of(book.problems))
    return openpyxl.load_workbook(io.BytesIO(done.content)), done.kept


def styled() -> bytes:
    """As a firm keeps it: bold heads, colours, a formula, a chart, a second sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "花名册"
    for line in LINES:
        sheet.append(line)
    sheet["A1"].font = Font(bold=True, color="FF0000")
    sheet["C3"].fill = PatternFill("solid", fgColor="00FF00")
    sheet["C3"].font = Font(italic=True)
    sheet["D4"] = "=SUM(D2:D3)"
    sheet.column_dimensions["A"].width = 33
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=4, min_row=1, max_row=3), titles_from_data=True)
    sheet.add_chart(chart, "H2")
    other = book.create_sheet("别的")
    other["A1"] = "=1+1"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_the_own_file_comes_back_with_its_styles_formulas_and_chart() -> None:
    content = styled()
    book, kept = round_trip(content)
    sheet = book["花名册"]
    assert kept
    assert sheet["E1"].value.startswith("问题") and "去年" in sheet["E3"].value
    assert sheet["E2"].value is None
    assert sheet["A1"].font.bold and sheet.column_dimensions["A"].width == 33
    assert sheet["D4"].value == "=SUM(D2:D3)" and len(sheet._charts) == 1
    assert sheet["C3"].font.italic and sheet["C3"].fill.fgColor.rgb == "FFFFF0C2"
    assert book["别的"]["A1"].value == "=1+1"


def test_parts_without_a_problem_stay_byte_for_byte() -> None:
    content = styled()
    book = read(content, name="x.xlsx")
    done = marked(content, book, notes_of(book.problems))
    before, after = (zipfile.ZipFile(io.BytesIO(c)) for c in (content, done.content))
    assert before.namelist() == after.namelist()
    changed = [n for n in before.namelist() if before.read(n) != after.read(n)]
    assert changed == ["xl/worksheets/sheet1.xml", "xl/styles.xml"] or set(changed) == {
        "xl/worksheets/sheet1.xml", "xl/styles.xml",
    }  # fmt: skip


def test_a_marked_file_read_again_says_the_same_and_has_one_such_column() -> None:
    content = styled()
    first = read(content, name="x.xlsx")
    once = marked(content, first, notes_of(first.problems)).content
    again = read(once, name="x.xlsx")
    assert [(p.row, p.column, p.code) for p in again.problems] == [
        (p.row, p.column, p.code) for p in first.problems
    ]
    assert [p.name for p in again.people] == [p.name for p in first.people]
    twice = marked(once, again, notes_of(again.problems))
    sheet = openpyxl.load_workbook(io.BytesIO(twice.content))["花名册"]
    assert twice.kept and sheet.max_column == 5


def test_a_corrected_file_loses_the_words_of_the_last_round() -> None:
    content = styled()
    first = read(content, name="x.xlsx")
    once = marked(content, first, notes_of(first.problems)).content
    fixed = marked(once, read(once, name="x.xlsx"), notes_of([])).content
    assert fixed  # no sheet has a problem: nothing is touched
    book = openpyxl.load_workbook(io.BytesIO(once))
    book["花名册"]["C3"], book["花名册"]["B3"] = "2024-01-01", identity("19850212", 25)
    target = io.BytesIO()
    book.save(target)
    assert [p for p in read(target.getvalue(), name="x.xlsx").problems if p.row == 3] == []


def test_a_problem_of_a_whole_column_stands_beside_each_of_its_lines() -> None:
    lines = [["姓名", "入职日期"]] + [[f"员工{n}", "不知道"] for n in range(2, 40)]
    book, _ = round_trip(xlsx(Tab("花名册", lines)))
    said = [book["花名册"][f"C{row}"].value for row in range(2, 40)]
    assert all(text and "不知道" in text and "同一列" not in text for text in said)


def test_words_that_would_run_or_break_the_file_are_only_words() -> None:
    evil = '</t></is></c><c r="A1"><f>cmd|"/C calc"!A0</f></c>'
    book, kept = round_trip(xlsx(Tab("花名册", [["姓名", "入职日期"], ["李", evil]])))
    cell = book["花名册"]["C2"]
    assert kept and cell.data_type == "s" and "cmd|" in cell.value


def test_other_kinds_of_file_come_back_as_what_was_read() -> None:
    csv = csv_bytes([[str(cell) for cell in line] for line in LINES])
    for content, name in ((xls(OldTab("花名册", LINES)), "x.xls"), (csv, "花名册.csv")):
        book, kept = round_trip(content, name)
        sheet = book["花名册"]
        assert not kept
        assert sheet["A2"].value == "李建国" and sheet["B2"].value == A
        assert "去年" in sheet["E3"].value


def test_a_scan_comes_back_as_a_workbook_with_its_doubts_marked() -> None:
    sheet = ScannedSheet("第1页")
    for row, line in enumerate(LINES):
        for column, cell in enumerate(line):
            sure = 0.5 if (row, column) == (1, 3) else 0.99
            sheet.cells.append(Scanned(row, column, str(cell), sure, 1))
    hints = Hints(scan=Scan([sheet], pages=1, recognised=True))
    book = read(b"%PDF-1.7", name="x.pdf", hints=hints)
    done = marked(b"%PDF-1.7", book, notes_of(book.problems), hints=hints)
    found = openpyxl.load_workbook(io.BytesIO(done.content))["第1页"]
    assert found["D2"].value == "6500" and found["D2"].fill.fgColor.rgb == "FFFFF0C2"
    assert "识别存疑" in found["E2"].value


def test_a_sheet_whose_rows_do_not_say_where_they_are_is_written_anew() -> None:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(styled())) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            if name.endswith("sheet1.xml"):
                part = re.sub(rb'<row r="\d+"', b"<row", part)
            new.writestr(name, part)
    _, kept = round_trip(target.getvalue())
    assert not kept
