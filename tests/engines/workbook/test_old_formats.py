"""What old programs save as .xls: binary workbooks of two ages, bare records, pages, XML; .ods."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import date
from decimal import Decimal

import pytest

from gongyue.engines.workbook import Limits, UnreadableWorkbook, Workbook, read
from tests.engines.workbook.binary_builder import OldTab, compound, record, xls, xls_1995
from tests.engines.workbook.builder import identity

A, B = identity("19900101"), identity("19850212", 25)
HEAD = ["姓名", "身份证号", "入职日期", "月工资"]
LINES = [HEAD, ["李建国", A, "2023-05-01", 6500], ["王秀英", B, 45047, 5200.5]]
ROSTER = OldTab("花名册", LINES)


def people(book: Workbook) -> list[tuple[object, ...]]:
    rows = [row for sheet in book.sheets for row in sheet.rows]
    return [
        tuple(row.values.get(name) for name in ("name", "id_number", "hired_on")) for row in rows
    ]


BOTH = [("李建国", A, date(2023, 5, 1)), ("王秀英", B, date(2023, 5, 1))]


def refused(content: bytes, limits: Limits | None = None) -> UnreadableWorkbook:
    with pytest.raises(UnreadableWorkbook) as caught:
        read(content, name="x.xls", limits=limits)
    return caught.value


def web_page(table: str, charset: str = "utf-8", declared: str = "") -> bytes:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared or charset}">'
    return f"<html><head>{meta}<style>td{{}}</style></head><body>{table}</body></html>".encode(
        charset
    )


def table_of(lines: list[list[object]]) -> str:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in line)}</tr>" for line in lines)
    return f"<table border=1>{rows}</table>"


@pytest.mark.parametrize("write", [xls, xls_1995])
def test_a_binary_workbook_reads_as_the_new_one_does(write):
    assert people(read(write(ROSTER), name="x.xls")) == BOTH


def test_the_suffix_et_of_wps_makes_no_difference():
    assert people(read(xls(ROSTER), name="花名册.et")) == BOTH


def test_texts_in_gbk_are_read_whatever_code_page_the_machine_names():
    assert people(read(xls_1995(ROSTER, codepage=1252), name="x.xls")) == BOTH


def test_hidden_sheets_rows_and_columns_of_a_binary_workbook_are_told_and_left_out():
    book = read(
        xls(
            OldTab("花名册", LINES, hidden_rows=[3], hidden_columns=[3]),
            OldTab("旧", LINES, hidden=True),
        ),
        name="x.xls",
    )
    assert people(book) == BOTH[:1]
    assert {problem.code for problem in book.problems} == {
        "row.hidden", "column.hidden", "sheet.hidden",
    }  # fmt: skip


@pytest.mark.parametrize("write", [xls, xls_1995])
def test_an_error_in_a_cell_of_a_binary_workbook_is_named(write):
    lines = [HEAD, ["李建国", A, "2023-05-01", ""]]
    book = read(write(OldTab("花名册", lines, errors={(1, 3): 42})), name="x.xls")
    assert [(problem.code, problem.row) for problem in book.problems] == [("cell.error", 2)]
    assert "#N/A" in book.problems[0].message_zh


def test_the_epoch_of_1904_is_kept():
    day = 45047 - 1462
    book = read(xls(OldTab("花名册", [HEAD, ["李建国", A, day, 1]]), epoch_1904=True), name="x.xls")
    assert people(book) == BOTH[:1]


def test_a_formula_with_a_text_is_read_by_its_saved_result():
    formula = struct.pack("<HHH", 1, 0, 0) + b"\0" * 6 + b"\xff\xff" + b"\0" * 8
    text = "李建国".encode("gbk")
    stream = (
        record(0x0809, struct.pack("<HHHH", 0x0500, 0x10, 0, 0))
        + b"".join(
            _label(0, column, title) for column, title in enumerate(["姓名", "部门", "工资"])
        )
        + record(0x0406, formula)
        + record(0x0207, struct.pack("<H", len(text)) + text)
        + _label(1, 1, "生产部")
        + record(0x027E, struct.pack("<HHHI", 1, 2, 0, (650_000 << 2) | 3))
        + record(0x000A)
    )
    book = read(stream, name="工资.xls")
    assert [row.values for row in book.sheets[0].rows] == [
        {"name": "李建国", "department": "生产部", "gross": Decimal(6_500)}
    ]


def _label(row: int, column: int, text: str) -> bytes:
    told = text.encode("gbk")
    return record(0x0204, struct.pack("<HHHH", row, column, 0, len(told)) + told)


def test_bare_records_without_a_container_are_read():
    """The export of many attendance machines: a beginning, labels in GBK, an end."""
    cells = [
        (row, column, str(cell))
        for row, line in enumerate(LINES)
        for column, cell in enumerate(line)
    ]
    stream = record(0x0809, struct.pack("<HHHH", 0, 0x10, 0, 0))
    stream += b"".join(_label(*cell) for cell in cells) + record(0x000A)
    assert people(read(stream, name="考勤机.xls")) == BOTH


def test_clock_times_of_1995_are_hours_and_no_fractions():
    head = record(0x0809, struct.pack("<HHHH", 0x0500, 0x05, 0, 0))
    head += record(0x00E0, struct.pack("<HH", 0, 20) + b"\0" * 12)
    body = record(0x0809, struct.pack("<HHHH", 0x0500, 0x10, 0, 0))
    body += b"".join(_label(0, n, text) for n, text in enumerate(["姓名", "部门", "加班小时"]))
    body += _label(1, 0, "李建国") + _label(1, 1, "生产部")
    body += record(0x0203, struct.pack("<HHHd", 1, 2, 0, 0.125)) + record(0x000A)
    place = len(head) + 4 + 6 + 1 + 4 + 4
    name = "加班".encode("gbk")
    bound = record(0x0085, struct.pack("<IBBB", place, 0, 0, len(name)) + name)
    book = read(compound({"Book": head + bound + record(0x000A) + body}), name="x.xls")
    assert book.sheets[0].rows[0].values["overtime_hours"] == Decimal(3)


def test_a_password_is_named_with_what_to_do():
    for content in (xls(ROSTER, extra=record(0x002F, b"\1\0" * 3)), _locked_ods()):
        told = refused(content)
        assert told.code == "file.password" and "去掉密码" in told.message_zh


@pytest.mark.parametrize("cut", [600, 1_500, 3_000])
def test_a_binary_workbook_cut_off_is_corrupt(cut):
    assert refused(xls(ROSTER)[:cut]).code == "file.corrupt"


def test_a_container_whose_sectors_go_in_a_circle_ends():
    content = bytearray(xls(ROSTER))
    table = content.rfind(struct.pack("<I", 0xFFFFFFFD)) // 512 * 512
    content[table : table + 4] = struct.pack("<I", 0)
    assert refused(bytes(content)).code == "file.corrupt"


@pytest.mark.parametrize("write", [xls, xls_1995])
def test_binary_workbooks_are_bounded_as_the_new_ones_are(write):
    far = OldTab("花名册", [HEAD, ["李建国"], *[[""]] * 3, ["", *[""] * 250, "远"]])
    assert refused(write(far), Limits(columns=200)).code == "file.too_many_columns"
    many = OldTab("花名册", [["李"]] * 300)
    assert refused(write(many), Limits(rows=200)).code == "file.too_many_rows"
    assert refused(write(ROSTER), Limits(file_bytes=900)).code == "file.too_large"
    assert refused(write(*[ROSTER] * 5), Limits(sheets=4)).code == "file.too_many_sheets"


def test_one_long_text_shown_in_many_cells_is_counted_as_often_as_it_is_shown():
    long = OldTab("花名册", [["长" * 30_000] * 200] * 30)
    assert refused(xls(long), Limits(text_bytes=20_000_000)).code == "file.too_many_cells"


def test_a_word_document_of_before_2007_is_named():
    assert "Word" in refused(compound({"WordDocument": b"x"})).message_zh


# ---------------------------------------------------------------- web pages and XML


@pytest.mark.parametrize(
    ("charset", "declared"),
    [("utf-8", ""), ("gb18030", "gb2312"), ("gbk", "GBK"), ("utf-16", ""), ("gbk", "utf-8")],
)
def test_a_web_page_saved_as_xls_is_read_in_its_own_encoding(charset, declared):
    assert people(read(web_page(table_of(LINES), charset, declared), name="x.xls")) == BOTH


def test_joined_cells_of_a_web_page_keep_the_others_in_their_columns():
    table = (
        "<table><tr><th rowspan=2>姓名</th><th rowspan=2>身份证号</th><th colspan=2>工资</th></tr>"
        f"<tr><th>基本工资</th><th>实发工资</th></tr><tr><td>李建国<td>{A}<td>5000<td>4800</table>"
    )
    book = read(web_page(table), name="x.xls")
    assert book.sheets[0].rows[0].values == {
        "name": "李建国", "id_number": A, "base_wage": Decimal(5000), "net": Decimal(4800),
    }  # fmt: skip


def test_hidden_rows_scripts_and_entities_of_a_web_page():
    table = (
        "<script>alert('姓名')</script><table><tr><td>姓名<td>部门<td>月工资</tr>"
        "<tr><td>李建国<td>生产&amp;质检<td>&yen;6,500</tr>"
        "<tr style='display:none'><td>王秀英<td>质检<td>1</tr></table>"
    )
    book = read(web_page(table), name="x.xls")
    assert [row.values["department"] for row in book.sheets[0].rows] == ["生产&质检"]
    assert [problem.code for problem in book.problems] == ["row.hidden"]


def test_a_web_archive_is_read():
    page = web_page(table_of(LINES)).decode()
    content = (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n'
        f"Content-Type: text/html; charset=utf-8\n\n{page}\n--b--\n"
    )
    assert people(read(content.encode(), name="x.xls")) == BOTH


def test_a_web_page_without_a_table_is_no_workbook():
    assert refused(web_page("<p>请先登录</p>")).code == "file.not_workbook"


def test_web_pages_are_bounded():
    assert refused(web_page("<table>" * 50), Limits()).code == "file.too_many_cells"
    wide = web_page("<table><tr><td colspan=99999>姓名<td>x</table>")
    assert refused(wide).code == "file.too_many_columns"
    long = web_page(table_of([["姓名"]] * 300))
    assert refused(long, Limits(rows=200)).code == "file.too_many_rows"
    fat = web_page(table_of([["姓" * 40_000]]))
    assert refused(fat).code == "file.cell_too_long"


XML = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="花名册"><Table>
<Row><Cell ss:MergeAcross="3"><Data ss:Type="String">花名册</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">姓名</Data></Cell>
<Cell><Data ss:Type="String">身份证号</Data></Cell>
<Cell ss:Index="4"><Data ss:Type="String">入职日期</Data></Cell></Row>
<Row ss:Index="4"><Cell><Data ss:Type="String">李建国</Data></Cell>
<Cell><Data ss:Type="String">{a}</Data></Cell>
<Cell ss:Index="4"><Data ss:Type="DateTime">2023-05-01T00:00:00.000</Data></Cell></Row>
<Row ss:Hidden="1"><Cell><Data ss:Type="String">王秀英</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


def test_an_xml_spreadsheet_is_read_with_its_gaps_and_hidden_rows():
    book = read(XML.format(a=A).encode(), name="x.xls")
    assert people(book) == BOTH[:1]
    assert book.sheets[0].rows[0].number == 4
    assert [problem.code for problem in book.problems] == ["row.hidden"]


def test_an_xml_spreadsheet_with_entities_is_unsafe():
    bomb = XML.format(a=A).replace("<Workbook", '<!DOCTYPE x [<!ENTITY a "ha">]><Workbook', 1)
    assert refused(bomb.encode()).code == "file.unsafe"


# ---------------------------------------------------------------- OpenDocument


def ods(tables: str, styles: str = "", **parts: bytes) -> bytes:
    names = "office table text style"
    spaces = " ".join(
        f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in names.split()
    )
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        kind = "application/vnd.oasis.opendocument.spreadsheet"
        archive.writestr("mimetype", kind, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return target.getvalue()


def _locked_ods() -> bytes:
    return ods("", **{"META-INF__manifest.xml": b"<manifest:encryption-data/>"})


def text_cell(value: str, more: str = "") -> str:
    said = f'<table:table-cell office:value-type="string" {more}><text:p>{value}</text:p>'
    return f"{said}</table:table-cell>"


DATED = '<table:table-cell office:value-type="date" office:date-value="2023-05-01"/>'
TABLE = (
    '<table:table table:name="花名册" {more}><table:table-row>'
    + "".join(map(text_cell, HEAD[:3]))
    + "</table:table-row><table:table-row>"
    + text_cell("李建国")
    + text_cell(A)
    + DATED
    + "</table:table-row>{rest}</table:table>"
)


def test_an_open_document_is_read():
    assert people(read(ods(TABLE.format(more="", rest="")), name="x.ods")) == BOTH[:1]


def test_hidden_parts_of_an_open_document_are_left_out():
    style = (
        '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
    )
    rest = f'<table:table-row table:visibility="collapse">{text_cell("王秀英")}</table:table-row>'
    shown = TABLE.format(more="", rest=rest)
    tucked = TABLE.format(more='table:style-name="h"', rest="").replace("花名册", "旧")
    book = read(ods(shown + tucked, style), name="x.ods")
    assert people(book) == BOTH[:1]
    assert {problem.code for problem in book.problems} == {"row.hidden", "sheet.hidden"}


def test_repeats_of_an_open_document_are_counted_before_they_are_written_out():
    many = '<table:table-row table:number-rows-repeated="1048000">{}</table:table-row>'
    blank = many.format("<table:table-cell/>")
    assert people(read(ods(TABLE.format(more="", rest=blank)), name="x.ods")) == BOTH[:1]
    filled = many.format(text_cell("李"))
    assert refused(ods(TABLE.format(more="", rest=filled))).code == "file.too_many_rows"
    cell = text_cell("李", 'table:number-columns-repeated="16000"')
    wide = f"<table:table-row>{cell}</table:table-row>"
    assert refused(ods(TABLE.format(more="", rest=wide))).code == "file.too_many_columns"


def test_a_comment_is_no_part_of_the_cell():
    note = "<office:annotation><text:p>试用期</text:p></office:annotation>"
    cell = text_cell("王秀英").replace("<text:p>", f"{note}<text:p>")
    rest = f"<table:table-row>{cell}{text_cell(B)}{DATED}</table:table-row>"
    assert people(read(ods(TABLE.format(more="", rest=rest)), name="x.ods")) == BOTH
