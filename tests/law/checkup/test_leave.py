from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from gongyue.law.checkup import LeaveFacts
from tests.law.checkup.staff import ROSTER, found, gaps, month, term, without, worker

CODE = "leave.unused"


def rested(hired_on=date(2023, 3, 1), work_started_on=None, **facts):
    row = {n: Decimal(v) if n != "year" and v is not None else v for n, v in facts.items()}
    return worker(
        hired_on=hired_on,
        work_started_on=work_started_on,
        leave=(LeaveFacts(origin=ROSTER, **row),),
    )


@pytest.mark.parametrize(("taken", "days"), [("5", None), ("4.5", "0.5"), ("0", "5")])
def test_entitled_less_taken(taken, days):
    finding = found(CODE, rested(entitled="5", taken=taken))
    assert (finding is None) is (days is None)
    assert finding is None or f"{days}天" in finding.message


def test_the_running_year_is_to_check_until_the_end_of_december():
    finding = found(CODE, rested(entitled="5", taken="3"))
    assert (finding.status, finding.severity) == ("to_check", "low")
    assert finding.worsens_on == date(2025, 12, 31)
    # 6000 / 21.75 × 200 % × 2 days
    assert finding.amount == Decimal("1103.45")


def test_a_past_year_is_a_breach():
    finding = found(CODE, rested(entitled="5", taken="3", year=2024))
    assert (finding.status, finding.severity) == ("breach", "medium")
    assert finding.worsens_on is None


def test_the_mean_wage_leaves_overtime_out():
    person = rested(entitled="5", taken="3")
    months = (month(gross=Decimal(8000), overtime_pay=Decimal(2000)),)
    paid = worker(leave=person.leave, months=months, contracts=(term(wage=None),))
    assert found(CODE, paid).amount == Decimal("1103.45")


def test_without_the_column_the_rule_gives_the_days():
    assert found(CODE, rested(taken="5")) is None
    assert found(CODE, rested(taken="4")).message.startswith("2025年度年休假还有1天")
    ten_years = rested(work_started_on=date(2010, 1, 1), taken="5")
    assert "还有5天" in found(CODE, ten_years).message


def test_the_first_twelve_months_give_none():
    assert found(CODE, rested(hired_on=date(2025, 3, 1), taken="0")) is None
    experienced = rested(hired_on=date(2025, 4, 1), work_started_on=date(2020, 1, 1), taken="0")
    assert "还有3天" in found(CODE, experienced).message


def test_unused_days_alone_are_enough():
    assert found(CODE, rested(unused="2")).amount == Decimal("1103.45")
    assert found(CODE, rested(unused="0")) is None


def test_columns_that_disagree_are_said():
    finding = found(CODE, rested(entitled="5", taken="3", unused="4", year=2024))
    assert finding.status == "to_check"
    assert "还有2天" in finding.message


def test_a_blank_taken_cell_is_to_check():
    assert found(CODE, rested(entitled="5", year=2024)).status == "to_check"


def test_columns_missing_or_nothing_on_record():
    known = without("leave_taken", "leave_unused")
    assert gaps(worker(leave=()), known=known)[CODE] == "leave_taken"
    assert gaps(worker(leave=()))[CODE] == "leave_taken"
    fresh = worker(leave=(), hired_on=date(2025, 6, 1), insurance=())
    assert CODE not in gaps(fresh)


def test_leavers_and_others_are_not_judged():
    row = (LeaveFacts(entitled=Decimal(5), taken=Decimal(0)),)
    assert found(CODE, worker(leave=row, left_on=date(2025, 11, 30))) is None
    assert found(CODE, worker(leave=row, employment_kind="dispatch")) is None


def test_days_of_a_past_year_are_not_hidden_by_a_clean_running_one():
    rows = (rested(entitled="5", taken="2", year=2024), rested(entitled="5", taken="5", year=2025))
    both = replace(rows[0], leave=tuple(row for one in rows for row in one.leave))
    finding = found(CODE, both)
    assert (finding.status, finding.severity) == ("breach", "medium")
    assert "2024年度年休假还有3天" in finding.message
