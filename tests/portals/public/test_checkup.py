"""用工体检 on the public page: a workbook in, a report out, nothing kept."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongyue.portals.public import checkup as page_of_checkup
from tests.cast import identity_number

pytestmark = pytest.mark.django_db

ROSTER = "\n".join(
    [
        "晨光工厂员工花名册,,,,,,",
        "姓名,身份证号码,入职时间,合同起,合同止,签订日期,约定月工资",
        f"李师傅,{identity_number()},2025-03-01,,,,6000",
        f"王骑手,{identity_number(sequence=205)},2025-03-01,2025-03-01,2028-02-29,2025-03-01,7000",
    ]
)
FORM = {"place": "430100", "on": "2025-10-15", "as": "page"}


def roster(text: str = ROSTER, name: str = "花名册.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode("gb18030"))


def send(client: Client, **changed: object) -> BeautifulSoup:
    answer = client.post("/checkup/", {**FORM, "file": roster(), **changed})
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def test_a_workbook_gets_its_report(client: Client) -> None:
    page = send(client)
    assert page.h1.text == "用工体检报告"
    first = page.select_one(".finding")
    assert "李师傅" in first.text
    assert "未签书面劳动合同" in page.text
    assert first.select_one(".figure__value").text.startswith("36,000.00") or first.select(
        ".working__line"
    )
    assert first.select_one(".article summary")
    assert "怎么补救" in first.text
    assert "王骑手" not in " ".join(found.text for found in page.select(".finding__title"))


def test_what_could_not_be_judged_and_how_it_was_read_is_said(client: Client) -> None:
    page = send(client)
    assert "没法判断的" in page.text
    assert "花名册" in page.select("section")[-1].text


@pytest.mark.parametrize(
    ("kind", "start", "content_type"),
    [("xlsx", b"PK", "spreadsheetml"), ("pdf", b"%PDF", "application/pdf")],
)
def test_the_report_can_be_taken_home(
    client: Client, kind: str, start: bytes, content_type: str
) -> None:
    answer = client.post("/checkup/", {**FORM, "as": kind, "file": roster()})
    assert answer.content.startswith(start)
    assert content_type in answer["Content-Type"]
    assert answer["Content-Disposition"].startswith("attachment")


def test_nothing_is_stored(client: Client, settings, tmp_path: Path) -> None:
    """No database is used at all (the test has none), no cookie but the token, no file."""
    settings.MEDIA_ROOT = settings.UPLOADS = tmp_path
    answer = client.post("/checkup/", {**FORM, "file": roster()})
    assert "no-store" in answer["Cache-Control"]
    assert set(answer.cookies) <= {"csrftoken"}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"file": ""}, "请选择一个文件"),
        ({"place": ""}, "请选择用工所在地"),
        ({"place": "123456"}, "还没有收录"),
        ({"on": "2025-13-01"}, "看不懂这个日期"),
        ({"on": "1990-01-01"}, "2008 年到 2100 年"),
    ],
)
def test_what_is_missing_is_named_and_the_rest_is_kept(
    client: Client, changed: dict[str, str], words: str
) -> None:
    page = send(client, **changed)
    assert words in page.select_one(".error-summary").text
    assert "文件请重新选" in page.select_one(".error-summary").text
    if "on" not in changed:
        assert page.select_one("#id_on")["value"] == "2025-10-15"


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"\x00\x01\x02", "a.xlsx"), (b"PK\x03\x04broken", "a.xlsx"), (b"hello", "a.exe")],
)
def test_a_file_that_is_no_workbook_gets_a_clear_answer(
    client: Client, content: bytes, name: str
) -> None:
    page = send(client, file=SimpleUploadedFile(name, content))
    assert page.select_one(".file-drop.has-error, .field__error")


def test_a_file_too_large_is_refused_before_it_is_read(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_of_checkup, "LARGEST", 100)
    assert "文件超过" in send(client).select_one(".field__error").text


def test_names_in_the_workbook_are_shown_escaped(client: Client) -> None:
    evil = ROSTER.replace("李师傅", "<script>x</script>")
    page = send(client, file=roster(evil, "<img src=x>.csv"))
    assert not page.select("main script, main img")


def test_hidden_sheets_are_named_and_left_out_unless_asked_for(client: Client) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in ROSTER.splitlines()[1:]:
        book.active.append(row.split(","))
    book.create_sheet("草稿").append(["姓名", "备注"])
    book["草稿"].sheet_state = "hidden"
    file = BytesIO()
    book.save(file)
    upload = SimpleUploadedFile("a.xlsx", file.getvalue())
    page = send(client, file=upload)
    row = next(tr for tr in page.select("tr") if tr.th and tr.th.text == "草稿")
    assert row.select("td")[-1].text == "是"


def test_the_check_up_of_today_is_offered(client: Client) -> None:
    page = BeautifulSoup(client.get("/checkup/").content, "html.parser")
    assert date.fromisoformat(page.select_one("#id_on")["value"])
    assert page.select_one("main form")["enctype"] == "multipart/form-data"
