"""Text from the clipboard: tabs, quoted cells, blanks that align."""

from __future__ import annotations

from datetime import date

import pytest

from gongyue.engines.workbook import read
from tests.engines.workbook.builder import identity

A = identity("19900101")


def people(text: str) -> list[tuple[str, str | None]]:
    return [(p.name, p.id_number) for p in read(text.encode(), name="粘贴的表格.txt").people]


@pytest.mark.parametrize(
    "text",
    [
        f"姓名\t身份证号\t入职日期\n李建国\t{A}\t2023-05-01\n",
        f'姓名\t"身份证\n号"\t入职日期\n李建国\t{A}\t2023-05-01\n',
        f"姓名    身份证号              入职日期\n李建国  {A}    2023-05-01\n",
        f"姓名 身份证号 入职日期\n李建国 {A} 2023-05-01\n",
        f"姓名　　身份证号　　入职日期\n李建国　　{A}　　2023-05-01\n",
        f"姓名|身份证号|入职日期\n李建国|{A}|2023-05-01\n",
    ],
)
def test_a_pasted_table_is_read_however_its_columns_are_parted(text: str) -> None:
    assert people(text) == [("李建国", A)]


def test_aligned_text_keeps_its_days() -> None:
    text = (
        f"姓名   身份证号            入职日期\n李建国 {A}  2023-05-01\n王秀英 {A[:-1]}X  2022.3.1\n"
    )
    book = read(text.encode(), name="粘贴的表格.txt")
    rows = book.sheets[0].rows
    assert [row.values.get("hired_on") for row in rows] == [date(2023, 5, 1), date(2022, 3, 1)]
