from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from gongyue.law.checkup import Origin
from tests.law.checkup.staff import ALL, FRESH, STALE, found, gaps, month, term, without, worker

LOW, OVERTIME = "wage.below_minimum", "overtime.underpaid"
OCTOBER = date(2025, 10, 1)


def paid(gross, first=OCTOBER, **facts):
    amount = None if gross is None else Decimal(gross)
    return worker(months=(month(first, gross=amount, **facts),))


@pytest.mark.parametrize(
    ("first", "gross", "lawful"),
    [
        (date(2025, 8, 1), "2100", True),
        (date(2025, 8, 1), "2099.99", False),
        (date(2025, 9, 1), "2200", True),
        (date(2025, 9, 1), "2199", False),
        (date(2024, 8, 1), "1930", True),
        (date(2024, 9, 1), "2099", False),
    ],
)
def test_each_month_has_its_own_minimum(first, gross, lawful):
    assert (found(LOW, paid(gross, first)) is None) is lawful


def test_the_shortfall_of_all_months_in_one_finding():
    months = tuple(month(date(2025, m, 1), gross=Decimal(2000)) for m in (7, 9, 10))
    finding = found(LOW, worker(months=months))
    assert finding.amount == Decimal("500.00")
    assert (finding.status, finding.severity) == ("breach", "high")
    assert sum("差额" in step.label for step in finding.working) >= 3


def test_overtime_pay_and_special_allowances_do_not_count():
    assert found(LOW, paid("2600", overtime_pay=Decimal(401))).amount == Decimal("1.00")
    assert found(LOW, paid("2600", overtime_pay=Decimal(400))) is None
    assert found(LOW, paid("2600", excluded_allowances=Decimal(401)))


def test_own_insurance_stays_in_where_the_province_says_so():
    assert found(LOW, paid("2200", own_insurance=Decimal(400))) is None


def test_gross_is_rebuilt_from_net_and_deductions():
    person = paid(None, net=Decimal(1800), own_insurance=Decimal(399), income_tax=Decimal(0))
    assert found(LOW, person).amount == Decimal("1.00")


def test_net_pay_alone_is_enough_above_and_undecided_below():
    assert LOW not in gaps(paid(None, net=Decimal(2200)))
    below = paid(None, net=Decimal(2199))
    assert found(LOW, below) is None
    assert gaps(below)[LOW] == "gross"


def test_a_month_with_absence_needs_its_days():
    low = paid("1500", absence_deduction=Decimal(500))
    assert found(LOW, low) is None
    assert gaps(low)[LOW] == "days_worked"
    half = paid("1100", days_due=Decimal(22), days_worked=Decimal(11))
    assert found(LOW, half) is None
    assert found(LOW, paid("1099", days_due=Decimal(22), days_worked=Decimal(11)))


def test_a_month_of_hiring_or_leaving_is_not_a_full_one():
    hired = worker(hired_on=date(2025, 10, 9), months=(month(gross=Decimal(1500)),))
    assert found(LOW, hired) is None
    assert gaps(hired)[LOW] == "days_worked"
    left = worker(left_on=date(2025, 10, 20), months=(month(gross=Decimal(1500)),))
    assert found(LOW, left) is None


def test_leavers_keep_their_claim_for_full_months():
    left = worker(left_on=date(2025, 10, 31), months=(month(gross=Decimal(2100)),))
    assert found(LOW, left).amount == Decimal("100.00")


def test_a_remainder_paid_after_leaving_is_not_a_wage():
    left = worker(left_on=date(2025, 9, 30), months=(month(gross=Decimal(300)),))
    assert found(LOW, left) is None
    assert LOW not in gaps(left)


def test_sick_months_follow_another_standard():
    sick = paid("1760", special="病假")
    assert found(LOW, sick) is None
    assert gaps(sick)[LOW] == "days_worked"


def test_a_payroll_without_month():
    assert LOW not in gaps(paid("2200", None))
    assert gaps(paid("2199", None))[LOW] == "month"


def test_an_assumed_year_is_to_check():
    assert found(LOW, paid("2150", year_assumed=True)).status == "to_check"
    assert found(LOW, paid("2000", year_assumed=True)).status == "breach", "2100 the year before"


def test_only_an_agreed_wage_is_to_check():
    low = worker(wage=Decimal(2100), contracts=(term(wage=None),))
    finding = found(LOW, low)
    assert (finding.status, finding.amount) == ("to_check", Decimal("100.00"))
    assert found(LOW, worker(wage=Decimal(2200), contracts=(term(wage=None),))) is None


def test_hourly_minimum_for_part_timers():
    person = worker(employment_kind="part_time", hourly_wage=Decimal("21.99"), contracts=())
    assert found(LOW, person).status == "breach"
    assert found(LOW, replace(person, hourly_wage=Decimal(22))) is None
    monthly = replace(person, hourly_wage=None, months=(month(gross=Decimal(900)),))
    assert found(LOW, monthly) is None


@pytest.mark.parametrize("kind", ["intern", "rehired_retiree", "service"])
def test_others_have_no_minimum_wage(kind):
    assert found(LOW, replace(paid("900"), employment_kind=kind)) is None


def test_months_before_the_horizon_stay_a_breach_later():
    assert found(LOW, paid("2000"), on=STALE).status == "breach"
    later = found(LOW, paid("2000", date(2026, 10, 1)), on=STALE)
    assert later.status == "to_check"
    assert "minimum_wage.monthly" in later.stale


def test_rows_put_together_by_name_are_to_check():
    by_name = replace(paid("2000"), doubtful_rows=frozenset({Origin("2025年10月", 5)}))
    assert found(LOW, by_name).status == "to_check"


def worked(pay, *, wage="6000", **hours):
    facts = {name: Decimal(value) for name, value in hours.items()}
    usual = month(overtime_pay=None if pay is None else Decimal(pay), **facts)
    amount = None if wage is None else Decimal(wage)
    return worker(wage=amount, contracts=(term(wage=None),), months=(usual,))


# 6000 / 21.75 / 8 = 34.4828 an hour; ten hours on workdays 517.24
@pytest.mark.parametrize(("pay", "lawful"), [("517.24", True), ("516.25", True), ("516.24", False)])
def test_a_shortfall_of_one_yuan_counts(pay, lawful):
    person = worked(pay, overtime_hours="10", workday_hours="10")
    assert (found(OVERTIME, person) is None) is lawful


def test_each_kind_of_hour_at_its_multiple():
    person = worked("0", workday_hours="10", restday_hours="10", holiday_hours="10")
    assert found(OVERTIME, person).amount == Decimal("2241.38")


def test_time_off_is_set_against_rest_days():
    assert found(OVERTIME, worked("0", restday_hours="8", time_off_hours="8")) is None
    assert found(OVERTIME, worked("0", holiday_hours="8", time_off_hours="8"))


def test_a_bare_total_counts_as_workdays_and_says_so():
    finding = found(OVERTIME, worked("0", overtime_hours="10"))
    assert finding.amount == Decimal("517.24")
    assert any("150%" in text for text in finding.assumptions)


def test_a_blank_pay_cell_is_nothing_paid_a_missing_column_is_undecided():
    person = worked(None, overtime_hours="10")
    assert found(OVERTIME, person).status == "breach"
    known = without("overtime_pay")
    assert found(OVERTIME, person, known=known) is None
    assert gaps(person, known=known)[OVERTIME] == "overtime_pay"


def test_without_hours_nothing_is_said():
    assert found(OVERTIME, worked("0")) is None
    assert OVERTIME not in gaps(worked("0"))
    known = without("overtime_hours", "longest_day_overtime")
    assert gaps(worked("0"), known=known)[OVERTIME] == "overtime_hours"


def test_base_and_post_wage_serve_without_an_agreed_one():
    person = worked("0", wage=None, overtime_hours="10", base_wage="2000", post_wage="1000")
    assert found(OVERTIME, person).amount == Decimal("258.62")
    gross = worked("0", wage=None, overtime_hours="10")
    assert found(OVERTIME, gross).status == "to_check"


def test_the_basis_is_never_below_the_minimum_wage():
    person = worked("0", wage=None, overtime_hours="10", base_wage="1500")
    assert found(OVERTIME, person).amount == Decimal("189.66")  # 2200


def test_flexible_hours_know_no_overtime_pay():
    person = replace(worked("0", overtime_hours="10"), hours_system="flexible")
    assert found(OVERTIME, person) is None
    assert gaps(person)[OVERTIME] == "hours_system"


def test_averaged_hours_pay_rest_days_at_one_and_a_half():
    person = replace(worked("0", restday_hours="10"), hours_system="averaged")
    assert found(OVERTIME, person).amount == Decimal("517.24")


def test_hours_without_any_record_of_overtime_pay_are_undecided():
    person = worked("0", overtime_hours="10")
    hours = month(has_pay=False, has_overtime_pay=False, gross=None, overtime_hours=Decimal(10))
    no_pay = replace(person, months=(hours,))
    assert found(OVERTIME, no_pay) is None
    assert gaps(no_pay)[OVERTIME] == "overtime_pay"


def test_leavers_overtime_stays_owed():
    person = replace(worked("0", overtime_hours="10"), left_on=date(2025, 11, 1))
    assert found(OVERTIME, person, on=FRESH, known=ALL)


def test_days_due_counted_from_hiring_say_nothing_of_the_whole_month():
    days = {"days_due": Decimal(12), "days_worked": Decimal(12)}
    hired = worker(hired_on=date(2025, 10, 16), months=(month(gross=Decimal(1300), **days),))
    assert found(LOW, hired) is None
    assert gaps(hired)[LOW] == "days_due"
    whole = {"days_due": Decimal(22), "days_worked": Decimal(12)}
    hired = replace(hired, months=(month(gross=Decimal(1100), **whole),))
    assert found(LOW, hired).amount == Decimal("100.00")


def test_days_worked_follow_from_days_due_and_missed():
    half = {"days_due": Decimal(22), "absence_days": Decimal(11)}
    assert found(LOW, paid("1100", **half)) is None
    assert found(LOW, paid("1099", **half)).amount == Decimal("1.00")


def test_two_tables_of_a_month_are_not_judged_one_by_one():
    apart = paid("1500", also_paid=Decimal(800))
    assert found(LOW, apart) is None
    assert gaps(apart)[LOW] == "gross"
    assert found(LOW, paid("1500", also_paid=Decimal(600)))
    assert LOW not in gaps(paid("800", also_paid=Decimal(5000)))


def test_pay_below_nothing_is_undecided():
    for spoilt in ({"gross": Decimal(-5000)}, {"overtime_pay": Decimal(-3000)}):
        person = worker(months=(month(**({"gross": Decimal(2100)} | spoilt)),))
        assert found(LOW, person) is None
        assert LOW in gaps(person)


def test_part_time_work_by_the_hour_with_hours_on_record():
    hours = month(hours_worked=Decimal(60), gross=Decimal(1290))
    agreed = worker(employment_kind="part_time", hourly_wage=Decimal("21.5"), months=(hours,))
    assert found(LOW, agreed).amount == Decimal("30.00")
    as_paid = replace(agreed, hourly_wage=None)
    assert found(LOW, as_paid).amount == Decimal("30.00")
    assert found(LOW, replace(agreed, hourly_wage=Decimal(22))) is None


def test_overtime_pay_written_beside_the_hours_is_enough():
    hours = month(has_pay=False, gross=None, overtime_hours=Decimal(10), overtime_pay=Decimal(100))
    finding = found(OVERTIME, worker(months=(hours,)))
    assert finding.amount > 400
    assert finding.status == "breach"


def test_a_raise_since_does_not_accuse_the_months_before_it():
    before = month(gross=Decimal(5431), overtime_hours=Decimal(10), overtime_pay=Decimal(431))
    assert found(OVERTIME, worker(months=(before,))).status == "to_check"
    unpaid = replace(before, gross=Decimal(5000), overtime_pay=Decimal(0))
    assert found(OVERTIME, worker(months=(unpaid,))).status == "breach"


def test_each_month_follows_the_contract_that_ran_in_it():
    first = term(last=date(2025, 10, 31), wage=Decimal(5000))
    second = term(first=date(2025, 11, 1), signed_on=date(2025, 11, 1), wage=Decimal(6000))
    paid_right = month(gross=None, overtime_hours=Decimal(10), overtime_pay=Decimal("431.03"))
    assert found(OVERTIME, worker(contracts=(first, second), months=(paid_right,))) is None


def test_few_days_worked_without_days_due_decide_nothing():
    short = paid("1800", days_worked=Decimal(9))
    assert found(LOW, short) is None
    assert LOW in gaps(short)
    assert found(LOW, paid("1800", days_worked=Decimal("21.75"))) is not None


def test_the_total_of_deductions_wins_over_its_parts():
    assert found(LOW, paid(None, net=Decimal(1750), income_tax=Decimal(0),
                            deductions=Decimal(450))) is None  # fmt: skip
    short = paid(None, net=Decimal(1700), income_tax=Decimal(0), deductions=Decimal(450))
    assert found(LOW, short).amount == Decimal(50)
    assert found(LOW, paid(None, net=Decimal(1700), income_tax=Decimal(0))) is None
