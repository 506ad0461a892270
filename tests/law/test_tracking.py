"""What differs between two rulebooks, and the earlier one put back from what was kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from gongyue.law.registry import RULES, evaluate
from gongyue.law.rulebook import BOOK, Rulebook
from gongyue.law.tracking import (
    Item,
    Kind,
    Standing,
    book_with,
    differences,
    items_of,
    rules_reading,
    said_of,
    standing_of,
)
from gongyue.law.tracking.differences import standing_differences
from gongyue.law.tracking.earlier import parameter_of
from gongyue.law.tracking.items import content_of
from gongyue.law.tracking.method import method_of

KEY = "value:430121:minimum_wage.monthly"
ITEM = items_of(BOOK)[KEY]
ACT = "act:cn:cn/labour-contract-law"
FACTS = {"place": "430121", "month": "2025-10-01", "gross": 1950, "own_insurance": 0}


def without_last(key: str = KEY) -> Rulebook:
    """The rulebook as if the newest row were not there yet."""
    content = dict(items_of(BOOK)[key].content)
    return book_with(BOOK, {key: content | {"rows": content["rows"][:-1]}})


def found(before: Rulebook, after: Rulebook) -> list[tuple[Kind, str, str]]:
    every = differences(items_of(before), items_of(after))
    return [(one.kind, one.item.key, one.first_on) for one in every]


def one(content: dict[str, Any]) -> dict[str, Item]:
    return {KEY: replace(ITEM, content=content)}


def changed(**row: Any) -> list[Any]:
    """The differences after something in the last row has been changed."""
    content = dict(items_of(BOOK)[KEY].content)
    last = content["rows"][-1] | row
    return differences(one(content), one(content | {"rows": [*content["rows"][:-1], last]}))


def test_a_rulebook_does_not_differ_from_itself() -> None:
    assert differences(items_of(BOOK), items_of(Rulebook.load())) == []


def test_a_new_row_is_one_difference_with_what_it_replaces() -> None:
    every = differences(items_of(without_last()), items_of(BOOK))
    assert [(d.kind, d.first_on) for d in every] == [(Kind.ADDED, "2025-09-01")]
    assert (every[0].before or {})["value"] == "1900" and (every[0].after or {})["value"] == "2000"
    words = said_of(every[0].kind, "value", "yuan/month", every[0].before, every[0].after)
    assert words == "2025-09-01 起为 2,000元/月，之前是 1,900元/月。"


def test_each_thing_that_can_become_of_a_row_has_its_kind() -> None:
    assert [d.kind for d in changed(value="2050")] == [Kind.VALUE]
    assert [d.kind for d in changed(value=None, mark="?")] == [Kind.ENDED]
    assert [d.kind for d in changed(checked_until="2027-02-28")] == [Kind.CHECKED]
    assert [d.kind for d in changed(checked_until="2025-12-31")] == [Kind.SHORTENED]
    assert [d.kind for d in changed(mark="S")] == [Kind.BASIS]
    moved = changed(first="2025-10-01")
    assert [(d.kind, d.first_on) for d in moved] == [(Kind.DATE, "2025-10-01")]
    assert differences(one({"rows": [], "unit": "yuan/month"}), {})[:1] == []
    gone = found(BOOK, book_with(BOOK, {KEY: None}))
    assert {kind for kind, _, _ in gone} == {Kind.ENDED} and len(gone) == 5


def test_acts_and_rules_differ_as_a_whole() -> None:
    act = items_of(BOOK)[ACT]
    ends = dict(act.content) | {"in_force_until": "2027-12-31"}
    assert found(BOOK, book_with(BOOK, {ACT: ends}))[0][0] == Kind.ENDED
    later = dict(act.content) | {"in_force_from": "2009-01-01"}
    assert found(BOOK, book_with(BOOK, {ACT: later}))[0] == (Kind.DATE, ACT, "2009-01-01")
    rule = items_of(BOOK)["rule:cn:severance"]
    other = replace(rule, content=dict(rule.content) | {"method": "other"})
    (d,) = differences({rule.key: rule}, {rule.key: other})
    assert d.kind == Kind.METHOD
    assert "重新算一遍" in said_of(d.kind, "rule", "", d.before, d.after)
    assert [x.kind for x in differences({}, {rule.key: rule})] == [Kind.ADDED]


def test_comments_and_layout_are_no_new_method(tmp_path: Any) -> None:
    code = tmp_path / "rule.py"
    code.write_text('"""Told."""\nX = 1\n\n\ndef f():\n    """Why."""\n    return X\n')
    first = method_of(tmp_path)
    code.write_text(
        '"""Otherwise told."""\nX = 1  # a remark\ndef f():\n    """So."""\n    return X\n'
    )
    assert method_of(tmp_path) == first
    code.write_text('"""Told."""\nX = 2\ndef f():\n    return X\n')
    assert method_of(tmp_path) != first


def test_the_earlier_book_answers_as_it_did() -> None:
    assert evaluate("minimum_wage", FACTS).value == Decimal("50.00")
    assert evaluate("minimum_wage", FACTS, book=without_last()).value == Decimal("0.00")


def test_every_parameter_reads_back_as_it_was_written() -> None:
    for table in BOOK.tables.values():
        for parameter in table.parameters.values():
            again = parameter_of(parameter.name, parameter.place, content_of(parameter))
            assert again == parameter


def test_standing_tells_what_came_near_once_at_thirty_and_once_at_seven_days() -> None:
    item = items_of(BOOK)[KEY]
    day = date(2025, 9, 1)
    stages = [
        standing_of(item, day - timedelta(days=days)).near.get("2025-09-01")
        for days in (31, 30, 8, 7, 1, 0)
    ]
    assert stages == [None, 30, 30, 7, 7, None]
    far, near = Standing(near={"2025-09-01": 30}), Standing(near={"2025-09-01": 7})
    assert [d.kind for d in standing_differences(item, Standing(), far)] == [Kind.NEAR_30]
    assert [d.kind for d in standing_differences(item, far, near)] == [Kind.NEAR_7]
    assert list(standing_differences(item, near, near)) == []


def test_what_is_past_its_day_is_stale_from_the_day_after() -> None:
    item = items_of(BOOK)[KEY]
    assert not standing_of(item, date(2026, 2, 28)).stale
    assert standing_of(item, date(2026, 3, 1)).stale
    told = list(standing_differences(item, Standing(), Standing(stale=True)))
    assert [d.kind for d in told] == [Kind.STALE]


def test_readers_are_found_through_what_a_rule_imports() -> None:
    assert "minimum_wage" in rules_reading("minimum_wage.monthly")
    assert "severance" in rules_reading("minimum_wage.monthly")
    assert "contributions" in rules_reading("pension.employer_rate")
    assert rules_reading("no.such") == ()


def test_readers_miss_nothing_that_a_worked_case_reads() -> None:
    from gongyue.law.yamlfile import read_yaml

    for rule in RULES.values():
        for case in read_yaml(rule.folder / "cases.yaml"):
            if "refuses" in case:
                continue
            for step in evaluate(rule.name, case["facts"]).working:
                if step.parameter:
                    assert rule.name in rules_reading(step.parameter), (rule.name, step.parameter)


ROWS = st.dictionaries(
    st.integers(0, 9),
    st.tuples(st.sampled_from(("100", "200", None)), st.sampled_from("SVG"), st.integers(0, 3)),
    min_size=1,
)


def table(rows: dict[int, tuple[str | None, str, int]]) -> dict[str, Any]:
    """The content of a parameter with rows on these days, as the reader of tables dates them."""
    days = sorted(rows)
    ends = [*(f"20{day + 10}-01-01" for day in days[1:]), None]
    return {
        "label": "某项标准",
        "unit": "yuan/month",
        "rows": [
            {
                "first": f"20{day + 10}-01-01",
                "value": rows[day][0],
                "source": "430000/minimum-wage-2025",
                "mark": "?" if rows[day][0] is None else rows[day][1],
                "checked_until": end or f"2030-01-0{rows[day][2] + 1}",
                "note": None,
                "doubt": None,
            }
            for day, end in zip(days, ends, strict=True)
        ],
    }


@settings(deadline=None)
@given(ROWS, ROWS)
def test_the_differences_lead_from_one_table_to_the_other(before: Any, after: Any) -> None:
    """Put into the first table, they make the second; equal tables have none."""
    old, new = table(before), table(after)
    rows = {row["first"]: row for row in old["rows"]}
    for d in differences(one(old), one(new)):
        if d.kind in (Kind.DATE, Kind.ENDED) and d.before:
            rows.pop(d.before["first"], None)
        if d.after:
            rows[d.after["first"]] = dict(d.after)
    shown = [{k: v for k, v in row.items() if k != "checked_until"} for row in new["rows"]]
    told = [{k: v for k, v in rows[f].items() if k != "checked_until"} for f in sorted(rows)]
    assert told == shown
    assert rows[max(rows)]["checked_until"] == new["rows"][-1]["checked_until"]
    assert bool(differences(one(old), one(new))) == (old != new)
