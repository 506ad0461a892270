"""Files that would exhaust or fool a reader end in a clear answer within Limits."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable

import pytest

from gongyue.engines.workbook import Limits, UnreadableWorkbook, read
from tests.engines.workbook.builder import Tab, csv_bytes, identity, xlsx

A = identity("19900101")
ROSTER = Tab("花名册", [["姓名", "身份证号", "入职日期"], ["张三", A, "2023-05-01"]])


def rezip(content: bytes, change: Callable[[str, bytes], bytes], **extra: bytes) -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            new.writestr(entry.filename, change(entry.filename, old.read(entry.filename)))
        for name, data in extra.items():
            new.writestr(name.replace("__", "/"), data)
    return target.getvalue()


def with_sheet(change: Callable[[bytes], bytes]) -> bytes:
    return rezip(xlsx(ROSTER), lambda name, data: change(data) if "sheet1" in name else data)


def refused(content: bytes, name: str = "x.xlsx", limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableWorkbook) as caught:
        read(content, name=name, limits=limits)
    assert re.search(r"[\u4e00-\u9fff]", caught.value.message_zh)
    return caught.value.code


def test_an_empty_file_is_said_to_be_empty() -> None:
    assert refused(b"") == "file.empty"


def test_random_bytes_are_no_workbook() -> None:
    noise = bytes((i * 7919 + i // 3) % 251 for i in range(9_000))
    assert refused(noise, "x.csv") in {"file.not_workbook", "file.encoding"}


def test_a_truncated_archive_is_corrupt() -> None:
    assert refused(xlsx(ROSTER)[:-300]) == "file.corrupt"


def test_a_damaged_part_is_corrupt() -> None:
    content = bytearray(xlsx(ROSTER))
    at = content.find(b"xl/worksheets/sheet1.xml") + 60
    content[at : at + 20] = b"\x00" * 20
    assert refused(bytes(content)) == "file.corrupt"


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = rezip(xlsx(ROSTER), lambda _, data: data, xl__worksheets__sheet9=b"0" * 30_000_000)
    assert refused(bomb) == "file.expands"


def test_many_small_parts_that_expand_too_far_are_refused() -> None:
    parts = {f"xl__x{i}.bin": bytes(range(256)) * 400 for i in range(30)}
    bomb = rezip(xlsx(ROSTER), lambda _, data: data, **parts)
    assert refused(bomb, limits=Limits(expanded_bytes=2_000_000)) == "file.expands"


def test_a_size_in_the_directory_that_lies_is_found_out() -> None:
    content = bytearray(with_sheet(lambda data: data + b"<!-- " + b"x" * 400_000 + b" -->"))
    central = content.rfind(b"PK\x01\x02", 0, content.rfind(b"xl/worksheets/sheet1.xml"))
    content[central + 24 : central + 28] = struct.pack("<I", 500)
    assert refused(bytes(content)) == "file.corrupt"


def test_an_entity_bomb_is_refused() -> None:
    doctype = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    assert refused(with_sheet(lambda d: d.replace(b"<worksheet", doctype + b"<worksheet", 1))) == (
        "file.unsafe"
    )


def test_utf16_markup_cannot_hide_from_the_checks() -> None:
    wide = with_sheet(lambda data: data.decode().replace('"UTF-8"', '"UTF-16"').encode("utf-16"))
    assert refused(wide) == "file.unsafe"


def test_a_zip_inside_a_zip_is_an_archive() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as outer:
        outer.writestr("花名册.xlsx", xlsx(ROSTER))
    assert refused(target.getvalue()) == "file.archive"


def test_other_office_files_are_named() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as word:
        word.writestr("word/document.xml", "<w/>")
    assert refused(target.getvalue()) == "file.not_workbook"


def test_a_password_is_asked_to_be_removed() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 900 + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(UnreadableWorkbook) as caught:
        read(ole + b"\0" * 900, name="x.xlsx")
    assert caught.value.code == "file.password"
    assert "去掉密码" in caught.value.message_zh


def test_macros_are_named_and_never_stop_the_reading() -> None:
    content = rezip(xlsx(ROSTER), lambda _, data: data, **{"xl__vbaProject.bin": b"\xcc\x61" * 50})
    book = read(content, name="x.xlsm")
    assert [problem.code for problem in book.problems] == ["file.macros"]
    assert [person.name for person in book.people] == ["张三"]


def test_a_cell_at_the_far_end_does_not_reserve_the_sheet() -> None:
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    code = refused(with_sheet(lambda data: data.replace(b"</sheetData>", far)))
    assert code in {"file.too_many_columns", "file.too_many_cells"}


def test_a_reference_of_a_million_columns_is_refused() -> None:
    far = b'<row r="9"><c r="BDWGN9"><v>1</v></c></row></sheetData>'
    assert refused(with_sheet(lambda data: data.replace(b"</sheetData>", far))) == (
        "file.too_many_columns"
    )


def test_cells_without_references_are_counted_too() -> None:
    wide = b"<row>" + b"<c><v>1</v></c>" * 5_000 + b"</row></sheetData>"
    assert refused(with_sheet(lambda data: data.replace(b"</sheetData>", wide))) == (
        "file.too_many_columns"
    )


def test_16384_formatted_empty_columns_do_no_harm() -> None:
    empty = b"".join(b'<c r="%s3" s="1"/>' % c for c in (b"D", b"ZZ", b"XFD"))
    row = b'<row r="3" spans="1:16384">' + empty + b"</row></sheetData>"
    book = read(with_sheet(lambda data: data.replace(b"</sheetData>", row)), name="x.xlsx")
    assert [person.name for person in book.people] == ["张三"]


def test_10000_empty_formatted_rows_do_no_harm() -> None:
    rows = b"".join(
        b'<row r="%d" ht="15"><c r="A%d" s="1"/><c r="B%d" s="1"/></row>' % (n, n, n)
        for n in range(3, 10_003)
    )
    book = read(
        with_sheet(lambda data: data.replace(b"</sheetData>", rows + b"</sheetData>")),
        name="x.xlsx",
    )
    assert len(book.sheets[0].rows) == 1
    assert book.problems == ()


def test_formatted_rows_to_the_very_end_do_no_harm() -> None:
    rows = b"".join(b'<row r="%d" s="1" ht="15"/>' % n for n in range(1_048_000, 1_048_577))
    book = read(
        with_sheet(lambda data: data.replace(b"</sheetData>", rows + b"</sheetData>")),
        name="x.xlsx",
    )
    assert len(book.sheets[0].rows) == 1


def test_too_many_rows_are_refused_for_xlsx_and_csv() -> None:
    lines = [["姓名", "身份证号"], *([f"员工{n}", A] for n in range(600))]
    limits = Limits(rows=500, csv_rows=500)
    assert refused(xlsx(Tab("名册", lines)), limits=limits) == "file.too_many_rows"
    assert refused(csv_bytes(lines), "x.csv", limits) == "file.too_many_rows"


def test_two_million_lines_of_csv_are_refused_by_counting() -> None:
    assert refused("姓名,工资\n".encode() + b"a,1\n" * 2_000_000, "x.csv") == "file.too_many_rows"


def test_rows_are_counted_over_all_sheets() -> None:
    tabs = [
        Tab(f"{m}月", [["姓名", "工资"], *([f"员工{n}", 1] for n in range(200))]) for m in range(4)
    ]
    assert refused(xlsx(*tabs), limits=Limits(rows=500)) == "file.too_many_rows"


def test_500_sheets_are_refused() -> None:
    assert refused(xlsx(*(Tab(f"s{n}", [["a"]]) for n in range(500)))) == "file.too_many_sheets"


def test_one_shared_text_in_very_many_cells_is_counted() -> None:
    lines = [["姓名", "备注"], *([f"员工{n}", "很长的备注" * 6_000] for n in range(400))]
    limits = Limits(text_bytes=5_000_000)
    assert refused(xlsx(Tab("名册", lines)), limits=limits) == "file.too_many_cells"


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_cell_of_ten_megabytes_is_refused(quote: str) -> None:
    text = f"姓名,备注\n张三,{quote}{'字' * 3_500_000}{quote}\n"
    assert refused(text.encode(), "x.csv") == "file.cell_too_long"


def test_a_giant_text_in_xlsx_is_refused() -> None:
    giant = b"<si><t>" + b"x" * 10_000_000 + b"</t></si></sst>"
    content = rezip(
        xlsx(ROSTER),
        lambda name, data: data.replace(b"</sst>", giant) if "sharedStrings" in name else data,
    )
    assert refused(content, limits=Limits(ratio=5_000)) == "file.cell_too_long"


def test_a_giant_inline_text_is_refused() -> None:
    giant = (
        b'<row r="3"><c r="A3" t="inlineStr"><is><t>' + b"x" * 30_000_000 + b"</t></is></c></row>"
    )
    content = with_sheet(lambda data: data.replace(b"</sheetData>", giant + b"</sheetData>"))
    assert refused(content, limits=Limits(ratio=5_000)) == "file.cell_too_long"


def test_nul_bytes_are_dropped() -> None:
    book = read("姓名,身份证号\n张\x00三,".encode() + A.encode() + b"\n", name="x.csv")
    assert [person.name for person in book.people] == ["张三"]


def test_a_flood_of_problems_is_cut_off_and_counted() -> None:
    lines = [["姓名", "入职日期"], *([f"员工甲{n}", "不知道"] for n in range(500))]
    lines[1][1] = lines[2][1] = "2023-01-01"
    book = read(csv_bytes(lines), name="x.csv", limits=Limits(problems_of_a_kind=20))
    unreadable = [problem for problem in book.problems if problem.code == "date.unreadable"]
    assert len(unreadable) == 1
    assert "共498处（第4-23等行）" in unreadable[0].message_zh


def test_too_large_a_file_is_refused_unread() -> None:
    assert refused(b"a" * 2_000, "x.csv", Limits(csv_bytes=1_000, file_bytes=1_000)) == (
        "file.too_large"
    )


def test_a_namespace_prefix_hides_nothing() -> None:
    def prefix(data: bytes) -> bytes:
        data = re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", data)
        return data.replace(b"<x:worksheet xmlns=", b"<x:worksheet xmlns:x=")

    wide = b"<row>" + b"<c><v>1</v></c>" * 5_000 + b"</row></sheetData>"
    content = with_sheet(lambda data: prefix(data.replace(b"</sheetData>", wide)))
    assert refused(content) == "file.too_many_columns"


def test_single_quoted_attributes_are_understood() -> None:
    def quote(data: bytes) -> bytes:
        return data.replace(b'<row r="2"', b"<row hidden='1' r='2'")

    book = read(with_sheet(quote), name="x.xlsx")
    assert [problem.code for problem in book.problems] == ["row.hidden", "file.no_people"]


def test_errors_are_found_where_cells_do_not_say_where_they_stand() -> None:
    def bare(data: bytes) -> bytes:
        row = b'<row><c t="inlineStr"><is><t>\xe6\x9d\x8e\xe5\x9b\x9b</t></is></c>'
        row += b'<c t="e"><v>#N/A</v></c><c><f>A1</f></c></row></sheetData>'
        return data.replace(b"</sheetData>", row)

    found = read(with_sheet(bare), name="x.xlsx")
    assert [(p.row, p.column, p.code) for p in found.problems] == [
        (3, "B", "cell.error"), (3, "C", "cell.error"),
    ]  # fmt: skip
    assert found.sheets[0].rows[1].unreadable == ("id_number", "hired_on")
