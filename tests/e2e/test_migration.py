"""A clerk moves old records in: template, upload, plan, corrections, the own file back, again."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl

from tests.cast import identity_number
from tests.e2e.steps import register_firm, script_errors, sign_in

CLERK = "13900005107"
FIRST, SECOND = identity_number(sequence=311), identity_number(sequence=313)


def saved(download: Any) -> bytes:
    return Path(download.value.path()).read_bytes()


def filled(template: bytes) -> bytes:
    """Two people under the template's own heads: one of them with a day nobody can read, and a
    column of the clerk's own."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    own = len(heads) + 1
    sheet.cell(1, own).value = "号牌"
    lines = [("吴大姐", FIRST, "2024-03-04", "A-1"), ("郑师傅", SECOND, "上个月", "A-2")]
    for row, (name, number, day, mark) in enumerate(lines, start=3):
        told = {"姓名": name, "身份证号": number, "入职日期": day}
        for head, text in told.items():
            sheet.cell(row, heads.index(head) + 1).value = text
        sheet.cell(row, own).value = mark
    return written(book)


def written(book: Any) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def corrected(marked: bytes) -> bytes:
    """What the column 「问题」 asks for is put right in the same file."""
    book = openpyxl.load_workbook(io.BytesIO(marked))
    sheet = book.worksheets[0]
    heads = [str(cell.value).split("\n")[0] for cell in sheet[1]]
    said = heads.index("问题")
    (row,) = [line[0].row for line in sheet.iter_rows(min_row=2) if line[said].value]
    assert "上个月" in sheet.cell(row, said + 1).value
    sheet.cell(row, heads.index("入职日期") + 1).value = "2025-06-09"
    return written(book)


def upload(page: Any, content: bytes) -> None:
    page.goto("/enterprise/imports/")
    page.locator("input[type=file]").set_input_files(
        {"name": "老员工.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    )
    page.get_by_role("button", name="读这个表").click()
    page.get_by_role("heading", name="每一列当作什么").wait_for()


def test_a_clerk_moves_old_records_in(open_page: Any, inbox: Any) -> None:
    page = open_page("/")
    sign_in(page, CLERK, inbox)
    register_firm(page)
    page.goto("/enterprise/imports/")
    page.get_by_text("手头没有表？下载空白表").click()
    with page.expect_download() as coming:
        page.get_by_role("link", name="花名册", exact=True).click()
    upload(page, filled(saved(coming)))
    page.locator("select[aria-label*='“号牌”']").select_option(label="工号")
    page.get_by_role("button", name="按新的对应重读").click()
    page.get_by_text("「上个月」看不出是哪一天").wait_for()
    with page.expect_download() as coming:
        page.get_by_role("link", name="下载原表，右边加“问题”列").click()
    marked = saved(coming)
    page.get_by_role("button", name="对，导入").click()
    page.get_by_text("用这些记录做体检").wait_for()
    upload(page, corrected(marked))
    page.get_by_role("button", name="按上次的对应").click()
    page.get_by_text("已按上次的对应读表").wait_for()
    assert page.locator("select[aria-label*='“号牌”']").input_value() == "employee_no"
    assert page.get_by_text("看不出是哪一天").count() == 0
    page.get_by_role("button", name="对，导入").click()
    page.get_by_text("用这些记录做体检").wait_for()
    page.goto("/enterprise/people/")
    row = page.locator("tbody tr", has_text="郑师傅")
    assert "2025年6月9日" in row.inner_text()
    with page.expect_download() as coming:
        page.get_by_role("link", name="CSV", exact=True).click()
    assert "郑师傅" in saved(coming).decode("utf-8-sig")
    assert script_errors(page) == []


def test_a_table_of_a_web_page_is_pasted(open_page: Any, inbox: Any) -> None:
    page = open_page("/checkup/")
    page.evaluate(
        """(number) => {
          const box = document.querySelector("[data-paste-table]");
          const data = new DataTransfer();
          const rows = [["姓名", "身份证号"], ["吴大姐", number]];
          const cells = (row) => row.map((cell) => `<td>${cell}</td>`).join("");
          const table = rows.map((row) => `<tr>${cells(row)}</tr>`).join("");
          data.setData("text/html", `<table>${table}</table>`);
          box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
        }""",
        FIRST,
    )
    assert page.locator("[data-paste-table]").input_value() == f"姓名\t身份证号\n吴大姐\t{FIRST}\n"
