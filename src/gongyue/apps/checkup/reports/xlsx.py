"""The check-up as a workbook: overview, findings, what could not be judged, problems, working."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter

from gongyue.apps.checkup.reports.words import (
    NOTES,
    SEVERITY,
    STATUS,
    TITLE,
    groups,
    overview,
    sources_of,
    stale_note,
    value_of,
    where,
)
from gongyue.apps.checkup.run import Checkup
from gongyue.engines.workbook import escape_cell
from gongyue.law.checkup.codes import CODES
from gongyue.law.checkup.finding import Finding
from gongyue.law.checkup.labels import label

A4 = 9
LONGEST_CELL = 32_000
INK, QING, ZHU, AMBER, PAPER, LINE = (
    "#1F2933",
    "#0B6E75",
    "#B93A21",
    "#8A5A00",
    "#FBFAF7",
    "#DDD8CC",
)
Cell = str | Decimal | int | date | None

FINDING_COLUMNS = (
    ("严重程度", 9), ("结论", 9), ("事项", 24), ("姓名", 12), ("金额上限（元）", 15),
    ("何时更严重", 13), ("说明", 52), ("怎么办", 44), ("依据", 40), ("存疑与假设", 44),
    ("出处", 18), ("代码", 24),
)  # fmt: skip


class Book:
    """An xlsxwriter workbook that writes text as text and nothing as a formula."""

    def __init__(self, title: str) -> None:
        self.buffer = BytesIO()
        self.file = xlsxwriter.Workbook(
            self.buffer,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
        )
        self.file.set_properties({"title": title, "company": "工约 Gongyue"})
        base = {"font_name": "微软雅黑", "font_size": 10, "font_color": INK, "valign": "top"}
        wrap = {**base, "text_wrap": True, "bottom": 1, "bottom_color": LINE}
        self.formats = {
            "title": self.file.add_format({**base, "font_size": 18, "bold": True}),
            "head": self.file.add_format(
                {**base, "bold": True, "bg_color": QING, "font_color": "#FFFFFF", "text_wrap": True}
            ),
            "text": self.file.add_format(wrap),
            "breach": self.file.add_format({**wrap, "font_color": ZHU, "bold": True}),
            "to_check": self.file.add_format({**wrap, "font_color": AMBER, "bold": True}),
            "money": self.file.add_format({**wrap, "num_format": "#,##0.00", "align": "right"}),
            "count": self.file.add_format({**wrap, "num_format": "#,##0", "align": "right"}),
            "date": self.file.add_format({**wrap, "num_format": "yyyy-mm-dd", "align": "left"}),
        }

    def sheet(self, name: str, columns: Sequence[tuple[str, int]], footer: str) -> Any:
        """A table with frozen header, filter, and A4 landscape print set-up."""
        sheet = self.plain_sheet(name, footer)
        for at, (header, width) in enumerate(columns):
            sheet.set_column(at, at, width)
            sheet.write_string(0, at, header, self.formats["head"])
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        return sheet

    def plain_sheet(self, name: str, footer: str) -> Any:
        sheet = self.file.add_worksheet(name)
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.set_footer(f"&L{footer.replace('&', '&&')}&R第 &P 页 共 &N 页")
        sheet.hide_gridlines(2)
        return sheet

    def write(self, sheet: Any, row: int, at: int, cell: Cell, style: str = "text") -> None:
        if cell is None:
            sheet.write_blank(row, at, None, self.formats["text"])
        elif isinstance(cell, Decimal):
            sheet.write_number(row, at, cell, self.formats["money"])
        elif isinstance(cell, int):
            sheet.write_number(row, at, cell, self.formats["count"])
        elif isinstance(cell, date):
            sheet.write_datetime(row, at, cell, self.formats["date"])
        else:
            sheet.write_string(row, at, escape_cell(cell)[:LONGEST_CELL], self.formats[style])

    def table(self, sheet: Any, rows: Iterable[Sequence[Cell]], columns: int) -> None:
        last = 0
        for last, row in enumerate(rows, start=1):
            for at, cell in enumerate(row):
                self.write(sheet, last, at, cell)
        if last:
            sheet.autofilter(0, 0, last, columns - 1)

    def close(self) -> bytes:
        self.file.close()
        return self.buffer.getvalue()


def render_xlsx(checkup: Checkup) -> bytes:
    """The workbook as bytes. Every text cell is escaped and written as text."""
    book = Book(TITLE)
    footer = f"{checkup.number}  {checkup.place_name}  体检日 {checkup.on}"
    _summary(book, checkup, footer)
    _findings(book, checkup, footer)
    _undecided(book, checkup, footer)
    _problems(book, checkup, footer)
    _working(book, checkup, footer)
    return book.close()


def _summary(book: Book, checkup: Checkup, footer: str) -> None:
    sheet = book.plain_sheet("汇总", footer)
    for at, width in enumerate((26, 12, 12, 18, 64)):
        sheet.set_column(at, at, width)
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, TITLE, book.formats["title"])
    row = 2
    for name, value in overview(checkup):
        book.write(sheet, row, 0, name)
        sheet.merge_range(row, 1, row, 4, escape_cell(value), book.formats["text"])
        row += 1
    row = _by_code(book, sheet, checkup, row + 1)
    for note in (*_exposure(checkup), *NOTES):
        sheet.set_row(row, 30)
        sheet.merge_range(row, 0, row, 4, note, book.formats["text"])
        row += 1


def _by_code(book: Book, sheet: Any, checkup: Checkup, row: int) -> int:
    for at, header in enumerate(("事项", "严重程度", "人数", "金额上限（元）", "怎么办")):
        sheet.write_string(row, at, header, book.formats["head"])
    for group in groups(checkup.result.findings):
        row += 1
        cells = (group.code.title, SEVERITY[group.severity], len(group.findings), group.amount,
                 group.code.fix)  # fmt: skip
        for at, cell in enumerate(cells):
            book.write(sheet, row, at, cell)
    return row + 2


def _exposure(checkup: Checkup) -> list[str]:
    exposure = checkup.result.exposure
    return [
        f"如全部在职人员在体检日协商解除，经济补偿约 {exposure.amount:,.2f} 元"
        f"（{exposure.people} 人；{exposure.not_covered} 人未计）。这不是欠款，不在上表合计之内。"
    ]


def _findings(book: Book, checkup: Checkup, footer: str) -> None:
    sheet = book.sheet("问题清单", FINDING_COLUMNS, footer)
    sheet.freeze_panes(1, 4)
    row = 0
    for group in groups(checkup.result.findings):
        for finding in group.findings:
            row += 1
            for at, cell in enumerate(_finding_cells(finding)):
                style = finding.status if at == 1 else "text"
                book.write(sheet, row, at, cell, style)
    if row:
        sheet.autofilter(0, 0, row, len(FINDING_COLUMNS) - 1)


def _finding_cells(finding: Finding) -> tuple[Cell, ...]:
    remarks = [*filter(None, [stale_note(finding)]), *finding.doubts, *finding.assumptions]
    return (
        SEVERITY[finding.severity],
        STATUS[finding.status],
        finding.about.title,
        finding.person,
        finding.amount,
        finding.worsens_on,
        finding.message,
        finding.about.fix,
        "\n".join(finding.articles),
        "\n".join(remarks),
        where(finding),
        finding.code,
    )


def _undecided(book: Book, checkup: Checkup, footer: str) -> None:
    columns = (("事项", 26), ("姓名", 14), ("需要的列", 32), ("原因", 40), ("代码", 26))
    sheet = book.sheet("无法判断", columns, footer)
    rows = (
        (CODES[item.code].title, item.person, label(item.missing), item.reason, item.code)
        for item in checkup.result.undecided
    )
    book.table(sheet, rows, len(columns))


def _problems(book: Book, checkup: Checkup, footer: str) -> None:
    columns = (("表", 20), ("行", 8), ("列", 8), ("说明", 80), ("代码", 24))
    sheet = book.sheet("读表问题", columns, footer)
    rows = ((p.sheet, p.row or None, p.column, p.message_zh, p.code) for p in checkup.noted)
    book.table(sheet, rows, len(columns))


def _working(book: Book, checkup: Checkup, footer: str) -> None:
    columns = (("姓名", 12), ("事项", 26), ("步骤", 40), ("数值", 26), ("依据", 60))
    sheet = book.sheet("计算过程", columns, footer)
    rows = (
        (finding.person, finding.about.title, step.label, value_of(step), sources_of(step))
        for group in groups(checkup.result.findings)
        for finding in group.findings
        for step in finding.working
    )
    book.table(sheet, rows, len(columns))
