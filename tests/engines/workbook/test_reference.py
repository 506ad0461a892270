"""The reference page names every problem code, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from gongyue.engines import workbook
from gongyue.engines.workbook.refusals import MESSAGES

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "workbook.md"
CODE = re.compile(
    r"[\"`]((?:id|date|number|value|insurance|cell|row|column|sheet|header|join|month|remark|file|scan)"
    r"\.[a-z_]+)[\"`]"
)


def test_the_page_names_every_problem_code() -> None:
    source = Path(workbook.__file__).parent
    code = "".join(path.read_text("utf-8") for path in source.rglob("*.py"))
    assert set(CODE.findall(PAGE.read_text("utf-8"))) == set(CODE.findall(code)) - set(MESSAGES)
