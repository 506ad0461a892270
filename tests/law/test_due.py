"""What must be checked again: the soonest first, with place, value, source and whom to ask."""

import json
from datetime import date, timedelta

import pytest

from gongyue.cli.main import main
from gongyue.law.due import due_within, standing
from gongyue.law.rulebook import BOOK

LAST = max(row.checked_until for row in standing(BOOK, today=date(2026, 1, 1)) if row.place == "cn")


def test_everything_is_there_once_and_the_soonest_comes_first() -> None:
    rows = standing(BOOK, today=LAST)
    assert len({(row.place, row.name) for row in rows}) == len(rows)
    assert [row.checked_until for row in rows] == sorted(row.checked_until for row in rows)
    parameters = sum(len(table.parameters) for table in BOOK.tables.values())
    acts = [a for a in BOOK.sources.by_id.values() if a.checked_until and not a.in_force_until]
    assert len(rows) == parameters + len(acts)


def test_the_last_day_itself_is_not_past() -> None:
    def of(today: date) -> tuple[int, bool]:
        row = next(r for r in standing(BOOK, today=today) if r.name == "overtime.max_hours_month")
        return row.days_left, row.is_past

    until = BOOK.parameter("overtime.max_hours_month", "430100").rows[-1].checked_until
    assert of(until) == (0, False)
    assert of(until + timedelta(days=1)) == (-1, True)


def test_what_is_further_away_is_left_out_on_the_day() -> None:
    until = BOOK.parameter("overtime.max_hours_month", "430100").rows[-1].checked_until
    day = until - timedelta(days=10)

    def names(days: int) -> set[str]:
        return {row.name for row in due_within(BOOK, today=day, days=days)}

    assert "overtime.max_hours_month" in names(10)
    assert "overtime.max_hours_month" not in names(9)


def test_each_row_says_its_place_value_source_and_whom_to_ask() -> None:
    rows = {(row.place, row.name): row for row in due_within(BOOK, today=LAST, days=9999)}
    wage = rows["430100", "minimum_wage.monthly"]
    assert wage.place_name == "湖南省长沙市" and wage.value.endswith("元/月")
    assert "最低工资" in wage.source_text and "湖南省长沙市人力资源" in wage.ask
    assert "12393" in rows["430000", "medical.worker_rate"].ask
    act = rows["cn", "cn/labour-law"]
    assert act.is_act and not wage.is_act and act.label == "《劳动法》"


def test_invented_places_are_nobodys_work() -> None:
    assert not [r for r in due_within(BOOK, today=LAST, days=9999) if r.place.startswith("9999")]


def test_the_command_prints_them_or_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "due", "--days", "0"]) == 0
    assert "已过核对期" in capsys.readouterr().out
    assert main(["law", "due", "--days", "36500", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {"place", "name", "value", "source", "ask", "days_left"} <= set(told["due"][0])
    days = [row["days_left"] for row in told["due"]]
    assert days == sorted(days)


@pytest.mark.parametrize("days", ["-1", "36501"])
def test_a_number_of_days_that_makes_no_sense_is_refused(
    days: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["law", "due", "--days", days]) == 2
    assert "--days" in capsys.readouterr().err
