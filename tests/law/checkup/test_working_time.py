from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.law.checkup.staff import FRESH, STALE, found, gaps, month, without, worker

OVER, REST = "overtime.over_limit", "rest.no_weekly_rest"


def hours(total=None, first=date(2025, 10, 1), **facts):
    amount = None if total is None else Decimal(total)
    paid = Decimal(99999)  # this file is about hours only
    return worker(months=(month(first, overtime_hours=amount, overtime_pay=paid,
                                gross=Decimal(200000), **facts),))  # fmt: skip


@pytest.mark.parametrize(
    ("total", "severity"),
    [("36", None), ("36.5", "medium"), ("71.5", "medium"), ("72", "high")],
)
def test_thirty_six_hours_a_month(total, severity):
    finding = found(OVER, hours(total))
    assert (finding.severity if finding else None) == severity
    assert finding is None or (finding.status, finding.amount) == ("breach", None)


@pytest.mark.parametrize(("longest", "lawful"), [("3", True), ("3.5", False)])
def test_three_hours_a_day(longest, lawful):
    assert (found(OVER, hours("20", longest_day=Decimal(longest))) is None) is lawful


def test_kinds_of_hours_are_added():
    parts = {"workday_hours": Decimal(20), "restday_hours": Decimal(16)}
    assert found(OVER, hours(**parts)) is None
    assert found(OVER, hours(**parts, holiday_hours=Decimal(1)))


def test_time_off_that_brings_it_down_is_to_check():
    assert found(OVER, hours("40", time_off_hours=Decimal(8))).status == "to_check"


def test_days_of_overtime_are_an_estimate():
    assert found(OVER, hours(overtime_days=Decimal(4))) is None
    assert found(OVER, hours(overtime_days=Decimal(5))).status == "to_check"


def test_special_hours_systems():
    flexible = replace(hours("60"), hours_system="flexible")
    assert found(OVER, flexible) is None
    assert gaps(flexible)[OVER] == "hours_system"
    averaged = replace(hours("60"), hours_system="averaged")
    assert gaps(averaged)[OVER] == "hours_system"
    assert OVER not in gaps(replace(hours("36"), hours_system="averaged"))
    months = tuple(hours("40", date(2025, m, 1)).months[0] for m in (7, 8, 9))
    assert found(OVER, replace(averaged, months=months)).status == "to_check"
    quiet = hours("0", date(2025, 6, 1)).months[0]
    mixed = replace(averaged, months=(quiet, *months))
    assert found(OVER, mixed) is None, "a month without overtime counts in the mean: 30 hours"


def test_leavers_and_others_are_not_judged():
    assert found(OVER, replace(hours("60"), left_on=FRESH)) is None
    assert found(OVER, replace(hours("60"), employment_kind="intern")) is None
    assert found(OVER, replace(hours("60"), employment_kind="dispatch"))


def test_without_hours_columns_undecided():
    known = without("overtime_hours", "longest_day_overtime")
    assert gaps(worker(), known=known)[OVER] == "overtime_hours"


def grid(days, **facts):
    return hours("0", days_on=frozenset(days), **facts)


def test_a_whole_week_from_monday_to_sunday():
    # 6 to 12 October 2025 is a week from Monday to Sunday
    finding = found(REST, grid(range(6, 13)))
    assert (finding.status, finding.severity, finding.amount) == ("breach", "medium", None)
    assert "2025年10月6日至2025年10月12日" in finding.message
    assert found(REST, grid([*range(1, 12)])) is None, "the Sunday was free"
    assert found(REST, grid(range(7, 19))) is None, "twelve days in a row, two free days apart"


def test_a_week_that_crosses_the_month():
    september = hours("0", date(2025, 9, 1), days_on=frozenset({29, 30})).months[0]
    october = hours("0", days_on=frozenset({1, 2, 3, 4, 5})).months[0]
    assert found(REST, worker(months=(september, october)))
    assert found(REST, worker(months=(october,))) is None


def test_marks_we_cannot_read_never_count_as_worked():
    person = grid(range(6, 12), days_unclear=frozenset({12}))
    assert found(REST, person) is None
    assert gaps(person)[REST] == "day_grid"


def test_a_week_before_hiring_is_not_ours():
    person = replace(grid(range(6, 13)), hired_on=date(2025, 10, 7))
    assert found(REST, person) is None


@pytest.mark.parametrize(("rested", "lawful"), [("3", True), ("2", False)])
def test_fewer_days_of_rest_than_whole_weeks(rested, lawful):
    # October 2025 has whole weeks from 6, 13 and 20: three
    assert (found(REST, hours("0", rest_days=Decimal(rested))) is None) is lawful


@pytest.mark.parametrize(("days", "lawful"), [("28", True), ("29", False), ("32", True)])
def test_days_worked_leave_the_days_of_rest(days, lawful):
    assert (found(REST, hours("0", days_worked=Decimal(days))) is None) is lawful


def test_paid_calendar_days_are_to_check():
    person = hours("0", days_worked=Decimal(31), days_due=Decimal(31))
    assert found(REST, person).status == "to_check"


def test_a_part_month_of_work_is_not_counted():
    person = replace(hours("0", rest_days=Decimal(0)), hired_on=date(2025, 10, 20))
    assert found(REST, person) is None


@pytest.mark.parametrize(("run", "status"), [(6, None), (7, "to_check"), (12, "to_check"),
                                             (13, "breach")])  # fmt: skip
def test_days_in_a_row(run, status):
    finding = found(REST, hours("0", consecutive_days=Decimal(run)))
    assert (finding.status if finding else None) == status


def test_without_columns_undecided():
    known = without("day_grid", "rest_days", "days_worked", "consecutive_days")
    assert gaps(worker(), known=known)[REST] == "rest_days"


def test_months_before_the_horizon_stay_a_breach_later():
    assert found(OVER, hours("40"), on=STALE).status == "breach"
    assert found(OVER, hours("40", date(2026, 10, 1)), on=STALE).status == "to_check"
    assert found(REST, hours("0", date(2026, 10, 1), rest_days=Decimal(0)), on=STALE).doubts


def test_holiday_hours_alone_bring_it_over_and_long_days_of_rest_are_to_check():
    holiday, rest = {"holiday_hours": Decimal(8)}, {"restday_hours": Decimal(8)}
    long = {"longest_day": Decimal(8)}
    assert found(OVER, hours("40", **holiday)).status == "to_check"
    assert found(OVER, hours("50", **holiday)).status == "breach"
    assert found(OVER, hours("20", **rest, **long)).status == "to_check"
    assert found(OVER, hours("20", **long)).status == "breach"
