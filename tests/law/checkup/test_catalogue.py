"""Page, catalogue and code must speak of the same findings."""

import re
from pathlib import Path

import pytest

from gongyue.law import checkup
from gongyue.law.checkup.codes import CODES, SEVERITIES
from gongyue.law.sources import resolve

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "checkup.md"
FAMILIES = Path(checkup.__file__).parent


def test_the_page_explains_every_code_and_no_other():
    headings = re.findall(r"^### ([a-z_.0-9]+) ", PAGE.read_text(encoding="utf-8"), re.M)
    assert headings == list(CODES)


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.name)
def test_every_code_is_complete_and_its_articles_exist(code):
    assert code.title
    assert code.severity in SEVERITIES
    assert code.fix.endswith("。")
    for citation in code.citations:
        assert resolve(citation)


def test_every_citation_written_in_a_family_resolves():
    text = "".join(path.read_text(encoding="utf-8") for path in FAMILIES.glob("*.py"))
    citations = set(re.findall(r'"(cn/[a-z0-9-]+(?:#[0-9.]+)?)"', text))
    assert len(citations) > 10
    for citation in citations:
        assert resolve(citation)
