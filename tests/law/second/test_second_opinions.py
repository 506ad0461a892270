"""Rules and second opinions over the whole domain, and what makes the opinions worth having."""

import ast
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from gongyue.law.coverage import coverage_page
from gongyue.law.holidays import statutory_holidays
from gongyue.law.registry import RULES, evaluate
from gongyue.law.rulebook import BOOK
from gongyue.law.yamlfile import read_yaml
from tests.depth import DEPTH, examples
from tests.law.second.day_multiple import holidays
from tests.law.second.harness import (
    LAW,
    as_json,
    differences,
    facts_from,
    facts_of,
    fields_of,
    thought,
)
from tests.law.second.reading import Answer
from tests.law.second.sky import festivals

FOLDER = Path(__file__).parent
SHARED = {"__init__", "counting", "harness", "reading", "sky", "slices", "social"}
FILES = {path.stem for path in FOLDER.glob("*.py") if not path.stem.startswith("test_")}
SECOND = sorted(FILES - SHARED)
STANDARD = {"collections", "dataclasses", "datetime", "fractions", "functools", "itertools", "math",
            "pathlib", "re", "types", "typing"}  # fmt: skip
MONEY_UNITS = {"yuan", "yuan/month", "yuan/hour"}
WITHOUT: dict[str, str] = {}  # rules of money without an opinion, each with its reason


@pytest.mark.parametrize("name", SECOND)
def test_the_rule_and_the_second_opinion_agree(name: str) -> None:
    @settings(
        max_examples=examples(50),
        derandomize=DEPTH == 1,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    @given(facts_of(name))
    def agree(facts: dict[str, object]) -> None:
        assert not differences(name, facts)

    agree()


def worked(name: str) -> Iterator[dict[str, object]]:
    cases = read_yaml(RULES[name].folder / "cases.yaml")
    yield from (facts_from(name, case["facts"]) for case in cases if "refuses" not in case)


@pytest.mark.parametrize("name", SECOND)
def test_the_worked_cases_have_the_same_answer(name: str) -> None:
    found = [facts for facts in worked(name) if isinstance(thought(name, facts), Answer)]
    assert found, "an opinion that never answers says nothing"
    for facts in worked(name):
        assert not differences(name, facts)


def possible(name: str, facts: dict[str, object]) -> bool:
    """Whether each value alone could stand: what no field may hold needs no second opinion."""
    fields = dict(fields_of(name))
    each = facts_from(name, facts).items()
    return facts["place"] in LAW.places and all(within(fields[key], value) for key, value in each)


def within(schema: dict[str, Any], value: object) -> bool:
    bounds = (schema.get("anyOf") or [schema])[0]
    if isinstance(value, date):
        return 1900 <= value.year <= 2100
    if isinstance(value, (int, Fraction)) and "minimum" in bounds:
        return bool(bounds["minimum"] <= value <= bounds["maximum"])
    return True


@pytest.mark.parametrize("name", SECOND)
def test_what_the_worked_cases_refuse_the_opinion_refuses_too(name: str) -> None:
    cases = read_yaml(RULES[name].folder / "cases.yaml")
    refused = [case["facts"] for case in cases if "refuses" in case]
    for facts in refused:
        if possible(name, facts):
            assert not differences(name, facts_from(name, facts)), facts


def without_opinion(second: set[str]) -> list[str]:
    """Rules of money that nobody worked out a second time."""
    return [
        name for name in RULES if units(name) & MONEY_UNITS and name not in second | set(WITHOUT)
    ]


def units(name: str) -> set[str | None]:
    asked = [{field: as_json(value) for field, value in facts.items()} for facts in worked(name)]
    return {evaluate(name, facts, trace=False).unit for facts in asked}


def test_every_rule_of_money_has_a_second_opinion() -> None:
    assert without_opinion(set(SECOND)) == []
    assert set(SECOND) <= set(RULES)
    assert not set(WITHOUT) & set(SECOND)


@pytest.mark.parametrize("name", ["severance", "overtime_pay", "contribution_base"])
def test_a_missing_second_opinion_is_noticed(name: str) -> None:
    assert without_opinion(set(SECOND) - {name}) == [name]


def imports(path: Path) -> set[str]:
    """What a module imports, by full name."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add("." * node.level + (node.module or ""))
    return found


def foreign(path: Path) -> set[str]:
    """Imports that would make an opinion lean on what it judges."""
    own = {f"tests.law.second.{name}" for name in {*SECOND, *SHARED} - {"harness"}}
    return {
        name for name in imports(path) if name not in own and name.split(".")[0] not in STANDARD
    }


@pytest.mark.parametrize("name", [*SECOND, "counting", "reading", "sky", "slices"])
def test_an_opinion_leans_on_nothing_it_judges(name: str) -> None:
    assert not foreign(FOLDER / f"{name}.py")


def test_leaning_would_be_noticed(tmp_path: Path) -> None:
    leaning = tmp_path / "leaning.py"
    leaning.write_text("def f():\n    from gongyue.kernel.dates import add_months\n")
    assert foreign(leaning) == {"gongyue.kernel.dates"}
    assert foreign(FOLDER / "harness.py")


def test_a_wrong_opinion_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = {
        "place": "430102", "month": date(2025, 3, 1), "wage": Fraction("5000.03"),
        "minimum": None, "deducted": None, "was_agreed": True, "was_own_fault": True,
    }  # fmt: skip
    assert not differences("wage_deduction", facts)
    monkeypatch.setattr("tests.law.second.wage_deduction.fen", lambda amount: amount)
    assert differences("wage_deduction", facts) == [
        "amount: rule 1000.01, opinion 500003/500",
        "max_deduct: rule 1000.01, opinion 500003/500",
    ]
    del facts["minimum"]
    facts["month"] = date(1990, 1, 1)
    assert isinstance(thought("wage_deduction", facts), str)


def test_the_sky_moves_as_the_table_of_festivals_says() -> None:
    table = read_yaml(RULES["day_multiple"].folder.parent / "holidays" / "festivals.yaml")
    assert [int(year) for year in table] == list(range(2008, 2051))
    for year, days in table.items():
        assert [day.strftime("%m-%d") for day in festivals(int(year))] == days, year
        assert holidays(int(year)) == statutory_holidays(int(year))


def test_the_tables_are_read_as_the_rules_read_them() -> None:
    for place, table in BOOK.tables.items():
        for name, parameter in table.parameters.items():
            rows = [
                (row.first, "" if row.value is None else str(row.value)) for row in parameter.rows
            ]
            assert LAW.rows(name, place) == rows


def test_the_coverage_page_names_the_second_opinions() -> None:
    rows = [line.split(" | ") for line in coverage_page().splitlines() if line.startswith("| `")]
    assert sorted(row[0].strip("|` ") for row in rows if row[4] == "yes") == SECOND
