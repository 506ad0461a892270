"""The same findings on a page, in a workbook and on paper; what people wrote stays text."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from gongyue.apps.checkup.reports.html import render_html
from gongyue.apps.checkup.reports.pdf import render_pdf
from gongyue.apps.checkup.reports.terminal import summary
from gongyue.apps.checkup.reports.xlsx import render_xlsx
from gongyue.apps.checkup.run import run
from tests.apps.checkup.workbooks import firm, identity, workbook

FRESH = date(2025, 12, 15)
HOSTILE = (
    '=HYPERLINK("http://example.com","点我")',
    "@李师傅",
    "<script>alert(1)</script>",
    '#eval("1") *粗* $x$',
    "䶮㛃·𬱟",
)


def checked(sheets, on=FRESH):
    return run(workbook(sheets), name="花名册.xlsx", place="430100", on=on)


@pytest.fixture(scope="module")
def plain():
    return checked(firm())


@pytest.fixture(scope="module")
def hostile():
    rows = [("姓名", "身份证号", "入职日期", "合同起始日期", "合同终止日期", "月工资")]
    for at, name in enumerate(HOSTILE):
        rows.append((name, identity(date(1990, 1, 1), 40 + at), date(2025, 1, 1), None, None, 5000))
    for at, letter in enumerate("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"):
        term = (date(2025, 1, 1), date(2025, 1, 1), date(2027, 12, 31))
        rows.append((f"{letter}师傅", identity(date(1990, 1, 1), 60 + at), *term, 5000))
    return checked({"员工花名册": rows})


def test_every_finding_is_on_the_page_with_its_working(plain):
    page = BeautifulSoup(render_html(plain), "html.parser")
    opened = page.find_all("details")
    assert len(opened) == len(plain.result.findings)
    missing = next(d for d in opened if "赵六" in d.text)
    for words in ("55,000.00", "起算日", "《劳动合同法》第82条第1款", "违法"):
        assert words in missing.text
    assert plain.number in page.text


def test_the_page_is_self_contained(plain):
    page = BeautifulSoup(render_html(plain), "html.parser")
    assert not page.find_all(["link", "img", "iframe"])
    assert not page.find_all("script")
    assert "http" not in page.find("style").text


def test_names_never_become_markup_on_the_page(hostile):
    page = BeautifulSoup(render_html(hostile), "html.parser")
    shown = {tag.text for tag in page.select(".who")}
    assert set(HOSTILE) <= shown
    assert not page.find_all("script")


def test_names_never_become_formulas_in_the_workbook(hostile):
    content = render_xlsx(hostile)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert b"<f>" not in archive.read(name)
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [c for sheet in book for row in sheet for c in row if isinstance(c.value, str)]
    assert not [c.value for c in cells if c.value[:1] in "=@+"]
    assert any("HYPERLINK" in c.value for c in cells)


def test_the_workbook_has_five_sheets_ready_to_print(plain):
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx(plain)))
    assert book.sheetnames == ["汇总", "问题清单", "无法判断", "读表问题", "计算过程"]
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert int(sheet.page_setup.paperSize) == 9
    table = book["问题清单"]
    assert table.freeze_panes
    assert table.max_row == 1 + len(plain.result.findings)
    amounts = [row[4].value for row in table.iter_rows(min_row=2)]
    assert 55000 in amounts


def text_of(checkup):
    reader = PdfReader(io.BytesIO(render_pdf(checkup)))
    return reader, "".join("".join(page.extract_text() for page in reader.pages).split())


def test_the_paper_carries_number_place_day_and_pages(plain):
    reader, text = text_of(plain)
    for words in (plain.number, "湖南省长沙市", "2025年12月15日", "赵六", "55,000.00", "怎么办"):
        assert words in text
    assert f"共{len(reader.pages)}页" in text
    width, height = reader.pages[0].mediabox[2:]
    assert (round(float(width)), round(float(height))) == (595, 842)


def test_names_never_become_markup_on_paper(hostile):
    _, text = text_of(hostile)
    text = text.replace("\u200b", "")
    assert '#eval("1")*粗*$x$' in text
    assert "<script>alert(1)</script>" in text


def test_rare_characters_have_a_glyph(hostile):
    _, text = text_of(hostile)
    for letter in "䶮㛃·𬱟":
        assert letter in text


def test_the_summary_drops_control_characters(plain):
    altered = replace(plain, name="花名册\x1b[31m.xlsx")
    assert "\x1b" not in summary(altered)
    assert "花名册[31m.xlsx" in summary(altered)


def test_a_clean_firm_gets_a_calm_answer():
    sheets = {name: rows[:2] for name, rows in firm().items()}
    checkup = checked(sheets)
    assert checkup.result.findings == ()
    for text in (summary(checkup), render_html(checkup), text_of(checkup)[1]):
        assert "没有发现问题" in text
    assert render_xlsx(checkup)
