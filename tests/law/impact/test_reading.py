"""What is wrong with a patch is told as the check tells it; what is right is laid over tables."""

from datetime import date
from decimal import Decimal

import pytest

from gongyue.law.impact import Patch, patched, read_patch, row_changes
from gongyue.law.impact.laying import content_of
from gongyue.law.rulebook import BOOK, NotCovered
from gongyue.law.rulebook.parameters import place_table
from tests.law.impact.populations import every_parameter

RISE = """\
place: "430100"
parameters:
  minimum_wage.monthly:
    values:
      2026-09-01: {value: 2400, source: 430000/min-wage-draft, mark: V, checked_until: 2027-02-28}
sources:
  430000/min-wage-draft:
    title_zh: 湖南省最低工资标准（征求意见稿）
    title_en: Hunan minimum wage, draft
    kind: notice
    mark: V
    in_force: {from: 2026-09-01}
"""
MONTHLY = "minimum_wage.monthly"


def _patch(text: str) -> Patch:
    found = read_patch(text.encode(), "rise.yaml", BOOK)
    assert not found.grave, [mistake.words() for mistake in found.grave]
    return found.patch


def _wrong(text: str) -> list[str]:
    return [mistake.words() for mistake in read_patch(text.encode(), "rise.yaml", BOOK).mistakes]


def test_a_rise_begins_on_its_day_and_leaves_todays_book_alone() -> None:
    after = patched(BOOK, _patch(RISE))
    days = {date(2026, 8, 31): Decimal(2200), date(2026, 9, 1): Decimal(2400)}
    for day, value in days.items():
        assert after.read(MONTHLY, "430102", day).value == value
    assert BOOK.read(MONTHLY, "430102", date(2026, 9, 1)).value == Decimal(2200)


def test_the_row_before_ends_the_day_before_and_is_no_longer_stale() -> None:
    after = patched(BOOK, _patch(RISE))
    assert BOOK.read(MONTHLY, "430102", date(2026, 8, 31)).stale
    assert not after.read(MONTHLY, "430102", date(2026, 8, 31)).stale


def test_the_place_may_be_named_as_its_table_is() -> None:
    assert _patch(RISE.replace('"430100"', BOOK.tables["430100"].name)) == _patch(RISE)


def test_several_places_at_once() -> None:
    rows = "{values: {2025-09-01: {value: 2500}}}"
    patch = _patch(f'places: {{"430100": {{parameters: {{{MONTHLY}: {rows}}}}}, '
                   f'"430121": {{parameters: {{{MONTHLY}: {rows}}}}}}}')  # fmt: skip
    after = patched(BOOK, patch)
    for place in ("430102", "430121"):
        assert after.read(MONTHLY, place, date(2025, 9, 1)).value == Decimal(2500)


def test_a_date_moves_and_a_row_can_end() -> None:
    row = "{value: 2200, source: 430000/minimum-wage-2025, mark: V, checked_until: 2026-02-28}"
    text = RISE.partition("      2026")[0] + f"      2025-09-01: null\n      2025-11-01: {row}\n"
    after = patched(BOOK, _patch(text))
    assert after.read(MONTHLY, "430102", date(2025, 10, 31)).value == Decimal(2100)
    ended = RISE.replace("value: 2400, ", "").replace("mark: V, ch", 'mark: "?", ch')
    with pytest.raises(NotCovered):
        patched(BOOK, _patch(ended)).read(MONTHLY, "430102", date(2026, 9, 1))


def test_a_place_without_the_figure_gets_one_of_its_own() -> None:
    after = patched(BOOK, _patch(RISE.replace("430100", "430181").replace(MONTHLY, "pay.days_month")
                                 .replace("2400", "21")))  # fmt: skip
    day = date(2026, 9, 1)
    assert after.read("pay.days_month", "430181", day).value == Decimal(21)
    assert after.read("pay.days_month", "430102", day).value == Decimal("21.75")


def test_an_act_comes_into_force_on_another_day() -> None:
    after = patched(BOOK, _patch("sources: {cn/labour-law: {in_force: {from: 1996-05-01}}}"))
    act = after.sources.by_id["cn/labour-law"]
    assert act.in_force_from == date(1996, 5, 1)
    assert act.paragraphs == BOOK.sources.by_id["cn/labour-law"].paragraphs


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('"430100"', '"430109"', 1, "不认识的地方“430109”"),
        (MONTHLY, "minimum_wage.month", 3, "没有规则读这一项"),
        ("value: 2400", 'value: "2400元"', 5, "数值不是数字"),
        ("value: 2400", "value: 24000000", 5, "不合理"),
        ("value: 2400", "value: 24000", 5, "留意"),
        ("min-wage-draft, mark", "min-wage-x, mark", 5, "依据不存在"),
        ("mark: V, ch", "mark: X, ch", 5, "没有 X 这个标记"),
        ("2027-02-28}", "2026-02-28}", 5, "早于这一行的第一天"),
        (", checked_until: 2027-02-28", "", 5, "最后一行缺少 checked_until"),
        ("2026-09-01: {v", "2026-9-1月: {v", 5, "不是日期"),
        ("    kind: notice", "    kind: letter", 10, "没有 letter 这个种类"),
        ("{from: 2026-09-01}", "{from: soon}", 12, "没有施行的第一天"),
        ("parameters:", "parameter:", 2, "是不是想写 parameters"),
        ("    values:", "    label: 别名\n    values:", 4, "数值表里是“最低工资标准（月）”"),
        ("2400, source", "2400，source", 5, "中文标点"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(old: str, new: str, line: int, words: str) -> None:
    told = _wrong(RISE.replace(old, new))
    assert any(f"rise.yaml:{line} " in one or f"rise.yaml:{line}\n" in one for one in told), told
    assert any(words in one for one in told), told


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"- 1",
        b"\xff\xfe",
        b"place: cn",
        b"sources: 3",
        b"a: b: c",
        b"places: {cn: }",
        b"x" * 600_000,
    ],
)
def test_anything_else_is_refused_in_words(content: bytes) -> None:
    found = read_patch(content, "p.yaml", BOOK)
    assert found.grave
    assert all(mistake.words().startswith("p.yaml:") for mistake in found.grave)


def test_the_same_row_again_is_pointed_out() -> None:
    text = RISE.replace("2026-09-01: {", "2025-09-01: {").partition("      2025")[0]
    assert any(
        "与现行的数值相同" in one for one in _wrong(text + "      2025-09-01: {value: 2200}\n")
    )


def test_changes_name_the_period_and_both_values() -> None:
    patch = _patch(RISE)
    changes = [c for c in row_changes(BOOK, patched(BOOK, patch), patch) if c.is_value]
    assert [(c.first, c.last) for c in changes] == [(date(2026, 9, 1), None)]
    assert changes[0].before and changes[0].before.value == Decimal(2200)
    assert changes[0].after and changes[0].after.value == Decimal(2400)


def test_rows_written_out_and_read_again_are_the_same() -> None:
    for one in every_parameter():
        content = {"label": one.label, "unit": one.unit, "values": content_of(one)}
        table = place_table(one.place, {"place": "x", "parameters": {one.name: content}})
        assert table.parameters[one.name] == one
