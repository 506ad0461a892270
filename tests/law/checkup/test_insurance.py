from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from gongyue.law.checkup import InsuranceFacts
from tests.law.checkup.staff import (
    ALL,
    FRESH,
    ROSTER,
    STALE,
    found,
    gaps,
    month,
    term,
    without,
    worker,
)

MISSING, LATE, BASE = (
    "insurance.not_enrolled",
    "insurance.late_enrolment",
    "insurance.base_too_low",
)


def insured(hired_on=date(2023, 3, 1), **facts):
    row = InsuranceFacts(origin=ROSTER, **facts)
    return worker(hired_on=hired_on, insurance=(row,), contracts=(term(wage=None),))


@pytest.mark.parametrize(("hired_on", "lawful"), [(date(2025, 11, 15), True),
                                                  (date(2025, 11, 14), False)])  # fmt: skip
def test_thirty_days_to_register(hired_on, lawful):
    person = worker(hired_on=hired_on, insurance=())
    assert (found(MISSING, person) is None) is lawful


def test_the_amount_is_the_employers_share_since_hiring():
    finding = found(MISSING, worker(hired_on=date(2025, 9, 10), insurance=()))
    # September to December on 6000: pension 16 %, unemployment 0.7 %
    assert finding.amount == Decimal("4008.00")
    assert (finding.status, finding.severity) == ("breach", "high")
    assert "cn/social-insurance-law#58.1" in finding.citations
    assert any("不含工伤" in text for text in finding.assumptions)


def test_before_the_first_known_table_the_amount_is_unknown():
    finding = found(MISSING, worker(hired_on=date(2021, 3, 1), insurance=()))
    assert finding.amount is None
    assert finding.status == "breach"


def test_without_a_wage_the_amount_is_unknown():
    person = worker(insurance=(), wage=None, contracts=(term(wage=None),))
    assert found(MISSING, person).amount is None


def test_in_a_year_without_tables_it_is_to_check():
    finding = found(MISSING, worker(insurance=()), on=STALE)
    assert finding.status == "to_check"
    assert "contribution.floor" in finding.stale


@pytest.mark.parametrize(
    "shown",
    [
        {"enrolled": True},
        {"enrolled_on": date(2023, 3, 9)},
        {"base": Decimal(4072)},
        {"paid": True},
    ],
)
def test_any_sign_of_enrolment_is_enough(shown):
    assert found(MISSING, insured(**shown)) is None


def test_a_plain_no_beats_other_signs_but_is_to_check():
    assert found(MISSING, insured(enrolled=False)).status == "breach"
    assert found(MISSING, insured(enrolled=False, paid=True)).status == "to_check"


def test_enrolment_in_the_future_is_none():
    assert found(MISSING, insured(enrolled_on=date(2026, 1, 1)))


def test_stopped_while_in_employment_is_to_check():
    stopped = insured(enrolled_on=date(2023, 3, 9), stopped_on=date(2025, 9, 30))
    finding = found(MISSING, stopped)
    assert finding.status == "to_check"
    assert finding.amount == Decimal("3006.00")  # October to December
    again = InsuranceFacts(enrolled_on=date(2025, 10, 1))
    assert found(MISSING, replace(stopped, insurance=(*stopped.insurance, again))) is None


@pytest.mark.parametrize("kind", ["part_time", "intern", "rehired_retiree", "service", "dispatch"])
def test_other_kinds_of_work_are_not_judged(kind):
    assert found(MISSING, worker(employment_kind=kind, insurance=())) is None


def test_columns_missing_cells_unreadable():
    person = worker(insurance=())
    known = without("enrolled", "enrolled_on", "insurance_base")
    assert gaps(person, known=known)[MISSING] == "enrolled"
    unread = replace(person, unreadable=frozenset({"enrolled_on"}))
    assert found(MISSING, unread) is None
    assert gaps(unread)[MISSING] == "enrolled_on"


@pytest.mark.parametrize(("enrolled_on", "lawful"), [(date(2025, 7, 31), True),
                                                     (date(2025, 8, 1), False)])  # fmt: skip
def test_enrolled_on_day_thirty_and_thirty_one(enrolled_on, lawful):
    person = insured(hired_on=date(2025, 7, 1), enrolled_on=enrolled_on)
    assert (found(LATE, person) is None) is lawful


def test_late_by_months_counts_the_months_before_enrolment():
    finding = found(LATE, insured(hired_on=date(2025, 5, 1), enrolled_on=date(2025, 8, 1)))
    assert finding.amount == Decimal("3006.00")  # May, June, July
    assert finding.status == "breach"
    assert finding.worsens_on is None


def test_enrolled_before_hiring_is_not_late():
    assert found(LATE, insured(enrolled_on=date(2010, 1, 1))) is None


def based(base, *, wage="6000", hired_on=date(2023, 3, 1), months=(), **facts):
    row = InsuranceFacts(origin=ROSTER, base=Decimal(base), enrolled=True, **facts)
    agreed = None if wage is None else Decimal(wage)
    return worker(
        hired_on=hired_on,
        wage=agreed,
        contracts=(term(wage=None),),
        insurance=(row,),
        months=months,
    )


def year(number, gross):
    return tuple(month(date(number, m, 1), gross=Decimal(gross)) for m in range(1, 13))


@pytest.mark.parametrize(("base", "lawful"), [("6000", True), ("5999.01", True), ("5999", False)])
def test_short_by_one_yuan(base, lawful):
    assert (found(BASE, based(base, months=year(2024, 6000))) is None) is lawful


def test_last_years_mean_decides_and_the_amount_is_this_years():
    finding = found(BASE, based("4072", months=year(2024, 6000)))
    assert finding.status == "breach"
    assert finding.amount == Decimal("3863.71")  # 1928 × 16.7 % × 12


def test_an_incomplete_year_before_is_not_a_mean():
    months = year(2024, 9000)[:11]
    finding = found(BASE, based("4072", months=months))
    assert finding.status == "to_check"
    assert "6,000.00" in finding.message


def test_people_hired_this_year_follow_their_first_full_month():
    months = (month(date(2025, 6, 1), gross=Decimal(2000)),
              month(date(2025, 7, 1), gross=Decimal(5000)))  # fmt: skip
    assert found(BASE, based("4999", hired_on=date(2025, 6, 16), months=months)).status == "breach"
    assert found(BASE, based("5000", hired_on=date(2025, 6, 16), months=months)) is None


def test_the_cap_and_the_floor():
    rich = year(2024, 50000)
    assert found(BASE, based("20361", months=rich)) is None
    assert found(BASE, based("20359", months=rich))
    poor = year(2024, 3000)
    assert found(BASE, based("4072", wage="3000", months=poor)) is None
    low = found(BASE, based("4000", wage="3000", months=poor))
    assert "下限" in low.message


def test_below_the_floor_is_a_breach_whatever_the_wage():
    assert found(BASE, based("4000")).status == "breach"
    assert found(BASE, based("4000", wage=None)).status == "breach"
    assert gaps(based("4500", wage=None))[BASE] == "gross"


def test_only_the_agreed_wage_is_to_check():
    assert found(BASE, based("5000")).status == "to_check"


def test_next_year_has_no_tables_yet():
    finding = found(BASE, based("4000"), on=STALE)
    assert finding.status == "to_check"
    assert "contribution.floor" in finding.stale


def test_without_the_column_undecided():
    assert gaps(worker(), known=without("insurance_base"))[BASE] == "insurance_base"
    assert BASE not in gaps(worker(), on=FRESH, known=ALL)


def test_only_the_true_first_full_month_is_the_first():
    late = insured(
        date(2025, 5, 10), enrolled=True, enrolled_on=date(2025, 5, 20), base=Decimal(5000)
    )
    late = replace(late, wage=Decimal(5000), months=(month(gross=Decimal(9000)),))
    assert found(BASE, late) is None
    june = month(date(2025, 6, 1), gross=Decimal(9000))
    assert found(BASE, replace(late, months=(june,))).status == "breach"


def test_overtime_in_the_first_month_is_to_check():
    paid = month(date(2025, 6, 1), gross=Decimal(5600), overtime_pay=Decimal(600))
    person = insured(
        date(2025, 5, 10), enrolled=True, enrolled_on=date(2025, 5, 20), base=Decimal(5000)
    )
    assert found(BASE, replace(person, months=(paid,))).status == "to_check"


def test_of_a_doubtful_wage_only_the_gap_to_the_floor_is_certain():
    person = insured(enrolled=True, enrolled_on=date(2023, 3, 15), base=Decimal(3000))
    low = found(BASE, replace(person, wage=Decimal(9000)))
    just = found(BASE, replace(person, wage=Decimal(4308)))
    assert low.status == "breach"
    assert low.amount <= just.amount


def test_enrolment_before_hiring_is_fine_and_one_still_to_come_to_check():
    before = insured(date(2025, 3, 1), enrolled=True, enrolled_on=date(2019, 7, 1))
    assert found(MISSING, before) is None
    assert found(LATE, before) is None
    coming = insured(date(2025, 3, 1), enrolled_on=date(2026, 3, 1))
    assert found(MISSING, coming).status == "to_check"


def test_an_enrolment_that_stopped_before_hiring_is_of_another_job():
    old = InsuranceFacts(enrolled_on=date(2019, 1, 1), stopped_on=date(2020, 12, 31))
    person = worker(hired_on=date(2025, 3, 1), insurance=(old,), contracts=(term(wage=None),))
    assert "2025年3月1日入职" in found(MISSING, person).message
    again = InsuranceFacts(enrolled_on=date(2025, 9, 1))
    assert found(LATE, replace(person, insurance=(old, again)))


@pytest.mark.parametrize("remark", ["已离职", "社保在原单位缴", "正在办理中"])
def test_a_remark_about_leaving_or_insurance_is_checked_first(remark):
    person = worker(hired_on=date(2025, 3, 1), insurance=(), remarks=(remark,))
    assert found(MISSING, person).status == "to_check"
    waived = replace(person, remarks=("自愿放弃社保",))
    assert found(MISSING, waived).status == "breach"
