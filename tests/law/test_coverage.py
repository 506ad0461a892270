"""The coverage page says what there is, and nothing else."""

from pathlib import Path

from gongyue.law.coverage import coverage_page

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "coverage.md"


def test_the_committed_page_is_what_the_rules_say_today() -> None:
    assert PAGE.read_text(encoding="utf-8") == coverage_page(), (
        "run: python -m gongyue.law.coverage > docs/reference/coverage.md"
    )
