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
from gongyue.engines.workbook.models import Problem
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
    new = ["xl/worksheets/_rels/", "xl/commentsGongyue1.xml", "xl/drawings/vmlGongyue1.vml"]
    added = after.namelist()[len(before.namelist()) :]
    assert before.namelist() == after.namelist()[: len(before.namelist())]
    assert all(name.startswith(tuple(new)) for name in added) and len(added) in (2, 3)
    changed = [n for n in before.namelist() if before.read(n) != after.read(n)]
    assert set(changed) - {"xl/worksheets/_rels/sheet1.xml.rels"} == {
        "xl/worksheets/sheet1.xml", "xl/styles.xml", "[Content_Types].xml",
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


def test_a_faulty_cell_has_a_comment_and_a_second_round_replaces_it() -> None:
    content = styled()
    book, _ = round_trip(content)
    sheet = book["花名册"]
    assert "去年" in sheet["C3"].comment.text and sheet["C3"].comment.author == "工约"
    assert sheet["A2"].comment is None and len(sheet._charts) == 1
    doubtful = openpyxl.load_workbook(io.BytesIO(content))
    doubtful["花名册"]["C2"] = "前年"
    target = io.BytesIO()
    doubtful.save(target)
    content = target.getvalue()
    first = read(content, name="花名册.xlsx")
    once = marked(content, first, notes_of(first.problems)).content
    mended = openpyxl.load_workbook(io.BytesIO(once))
    mended["花名册"]["C3"] = "2023-06-01"
    target = io.BytesIO()
    mended.save(target)  # as another program saves it: the parts have other names now
    twice, kept = round_trip(target.getvalue())
    assert kept and twice["花名册"]["C3"].comment is None
    assert "前年" in twice["花名册"]["C2"].comment.text


def test_the_senders_own_comments_stay_and_get_no_company() -> None:
    book = openpyxl.load_workbook(io.BytesIO(styled()))
    book["花名册"]["A2"].comment = openpyxl.comments.Comment("老员工", "人事")
    target = io.BytesIO()
    book.save(target)
    after, kept = round_trip(target.getvalue())
    sheet = after["花名册"]
    assert kept and sheet["A2"].comment.text == "老员工" and sheet["C3"].comment is None
    assert "去年" in sheet["E3"].value


def test_comments_are_bounded_in_number_and_length() -> None:
    lines = [LINES[0], *(["王秀英", A, "2023-05-01", 5200] for _ in range(700))]
    for content, name in ((xlsx(Tab("花名册", lines)), "x.xlsx"), (csv_bytes(lines), "x.csv")):
        book = read(content, name=name)
        told = [
            Problem(book.sheets[0].name, row, "C", "x", f"<{row}>" + "长\x01" * 900)
            for row in range(2, 702)
        ]
        done = marked(content, book, notes_of(told)).content
        sheet = openpyxl.load_workbook(io.BytesIO(done)).worksheets[0]
        found = [cell.comment.text for row in sheet for cell in row if cell.comment]
        assert len(found) == 500 and max(map(len, found)) == 400
        assert found[0].startswith("<2>长长") and found[0].endswith("全文见“问题”列。")


def test_a_csv_comes_back_with_comments_too() -> None:
    book, kept = round_trip(csv_bytes(LINES), "花名册.csv")
    assert not kept and "去年" in book.worksheets[0]["C3"].comment.text
