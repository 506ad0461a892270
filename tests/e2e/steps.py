"""What several journeys do alike: sign in by phone, register a firm, bring in a messy workbook."""

from __future__ import annotations

import io
import re
from typing import Any

import xlsxwriter

from tests.cast import identity_number

FIRM = "湘水小厂"
FILE = "用工台账 最新(2).xlsx"
CODE = re.compile(r"\d{6}")
HEAD = (
    "序号",
    "姓 名",
    "身份证号码",
    "入职时间",
    "合同签订日期",
    "合同起",
    "合同止",
    "月工资(元)",
    "备注",
)
PEOPLE: tuple[tuple[Any, ...], ...] = (
    # No contract since spring; the remarks are really the posts.
    (1, "吴大姐", identity_number(sequence=301), "2026.3.1", "", "", "", "4,300", "包装工"),
    (2, "郑师傅", identity_number(sequence=303), "2025年5月6日", "20250506", "2025-05-06",
     "2028/5/5", "６５００", "机修工"),
    (3, "冯小妹", identity_number(sequence=302), 45962, "2026-05-20", "2026-05-20", "2028-12-31",
     "0.5万", "质检员"),
)  # fmt: skip


def messy_workbook() -> bytes:
    """A title above the header, dates in every fashion, a sum below, a second sheet of notes."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet("在册人员")
    sheet.merge_range(0, 0, 0, len(HEAD) - 1, f"{FIRM}员工登记表")
    sheet.write(1, 0, "填表：办公室")
    for row, values in enumerate((HEAD, *PEOPLE), start=2):
        sheet.write_row(row, 0, values)
    sheet.write_row(2 + len(PEOPLE) + 1, 0, ("合计", "", "", "", "", "", "", 15800))
    book.add_worksheet("说明").write(0, 0, "以上由各班组上报")
    book.close()
    return made.getvalue()


def script_errors(page: Any) -> list[str]:
    """Of the page's problems those of scripts: a picture given up by a click is none."""
    return [problem for problem in page.problems if not problem.startswith("http")]


def sign_in(page: Any, phone: str, inbox: Any) -> None:
    """By the code that the gateway was asked to send."""
    page.goto("/sign-in/")
    page.get_by_label("手机号").fill(phone)
    page.get_by_role("button", name="获取短信验证码").click()
    page.get_by_label("短信验证码").wait_for()
    page.get_by_label("短信验证码").fill(CODE.findall(inbox.texts_to(phone)[-1])[0])
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/worker/")


def register_firm(page: Any) -> None:
    """From one's own page to the empty desk of a new firm."""
    page.get_by_role("link", name="我", exact=True).click()
    page.get_by_role("link", name="登记您的单位").click()
    page.get_by_label("单位名称").fill(FIRM)
    page.locator("main [name=place]").first.fill("长沙市芙蓉区")
    page.get_by_role("button", name="登记", exact=True).click()
    page.wait_for_url("**/enterprise/")


def import_workbook(page: Any) -> None:
    """Drop it, say that the remarks are posts, carry it out."""
    page.locator("nav a", has_text="导入表格").click()
    page.locator("input[type=file]").set_input_files(
        {"name": FILE, "mimeType": "application/octet-stream", "buffer": messy_workbook()}
    )
    page.get_by_role("button", name="读这个表").click()
    page.locator("select[aria-label*='“备注”']").select_option(label="岗位")
    page.get_by_role("button", name="按新的对应重读").click()
    assert page.locator("select[aria-label*='“备注”']").input_value() == "post"
    page.get_by_role("button", name="对，导入").click()
    page.get_by_text("用这些记录做体检").wait_for()
