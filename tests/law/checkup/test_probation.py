from datetime import date
from decimal import Decimal

import pytest

from tests.law.checkup.staff import ALL, FRESH, STALE, found, gaps, term, without, worker

LONG, PAID = "probation.too_long", "probation.underpaid"


def trial(hired_on=date(2025, 9, 1), **facts):
    """A three-year contract from the day of hiring, with a probation."""
    usual = {"signed_on": hired_on, "first": hired_on, "last": date(2028, 8, 31)}
    return worker(hired_on=hired_on, contracts=(term(**(usual | facts)),))


@pytest.mark.parametrize(
    ("last", "months", "lawful"),
    [
        (date(2025, 11, 29), 1, False),  # 2 months 29 days
        (date(2025, 11, 30), 1, True),  # 3 months
        (date(2026, 8, 30), 2, False),  # one day short of a year
        (date(2026, 8, 31), 2, True),
        (date(2028, 8, 30), 3, False),  # one day short of three years
        (date(2028, 8, 31), 6, True),
        (date(2028, 8, 31), 7, False),
    ],
)
def test_the_length_follows_the_term(last, months, lawful):
    person = trial(last=last, probation_months=Decimal(months))
    assert (found(LONG, person) is None) is lawful


@pytest.mark.parametrize(("days", "lawful"), [(60, True), (61, True), (62, False)])
def test_days_are_lawful_when_they_end_within_the_months(days, lawful):
    # 1 September to 31 October are 61 days and exactly two months
    person = trial(last=date(2026, 8, 31), probation_days=days)
    assert (found(LONG, person) is None) is lawful


def test_the_damages_count_what_was_served_only():
    person = trial(last=date(2026, 8, 31), probation_months=Decimal(6))
    finding = found(LONG, person)  # unlawful from 1 November; six weeks served
    assert finding.status == "breach"
    assert Decimal(6000) < finding.amount < Decimal(12000)
    assert finding.worsens_on == date(2025, 12, 16)


def test_before_its_first_unlawful_day_nothing_is_due_yet():
    person = trial(hired_on=date(2025, 12, 1), last=date(2026, 11, 30), probation_months=Decimal(3))
    finding = found(LONG, person)
    assert finding.amount == Decimal("0.00")
    assert finding.worsens_on == date(2026, 2, 1)


def test_a_probation_of_long_ago_is_low_and_names_the_time_bar():
    person = trial(
        hired_on=date(2022, 1, 1),
        last=date(2022, 12, 31),
        probation_months=Decimal(6),
        sign_count=1,
    )
    finding = found(LONG, person)
    assert finding.severity == "low"
    assert finding.worsens_on is None


def test_part_time_and_task_contracts_allow_none():
    part_time = worker(employment_kind="part_time", contracts=(term(probation_months=Decimal(1)),))
    assert found(LONG, part_time).citations.count("cn/labour-contract-law#70") == 1
    assert found(LONG, trial(kind="task", probation_months=Decimal(1)))


def test_an_open_ended_contract_allows_six_months():
    assert found(LONG, trial(kind="open", last=None, probation_months=Decimal(6))) is None
    assert found(LONG, trial(kind="open", last=None, probation_months=Decimal(7)))


def test_no_probation_is_always_lawful():
    assert found(LONG, trial(last=date(2025, 10, 31), probation_months=Decimal(0))) is None


def test_the_probation_of_a_first_contract_is_not_held_against_a_renewal():
    renewed = term(
        first=date(2025, 9, 1), last=date(2026, 8, 31), signed_on=None, sign_count=2,
        probation_months=Decimal(6),
    )  # fmt: skip
    person = worker(contracts=(renewed,))
    assert found(LONG, person) is None
    assert gaps(person)[LONG] == "contract_first"


def test_a_second_probation_is_to_check():
    one = term(last=date(2025, 2, 28), probation_months=Decimal(2))
    two = term(first=date(2025, 3, 1), last=date(2028, 2, 29), probation_months=Decimal(1))
    finding = found(LONG, worker(contracts=(one, two)))
    assert finding.status == "to_check"
    assert "cn/labour-contract-law#19.2" in finding.citations


def test_a_contract_without_any_length_leaves_the_probation_open():
    person = trial(last=None, kind=None, probation_months=Decimal(3))
    assert found(LONG, person) is None
    assert gaps(person)[LONG] == "contract_last"


def test_a_length_in_months_alone_is_enough():
    person = trial(last=None, months=Decimal(12), probation_months=Decimal(3))
    assert found(LONG, person)


@pytest.mark.parametrize(("wage", "lawful"), [("4800", True), ("4799.99", False), ("0.8", True),
                                              ("79", False), ("80", True)])  # fmt: skip
def test_eighty_per_cent_of_the_agreed_wage(wage, lawful):
    person = trial(probation_months=Decimal(3), probation_wage=Decimal(wage))
    assert (found(PAID, person) is None) is lawful


def test_the_shortfall_counts_the_months_served():
    person = trial(probation_months=Decimal(3), probation_wage=Decimal(4500))
    finding = found(PAID, person)  # three whole months, ended 30 November
    assert finding.amount == Decimal("900.00")
    assert finding.status == "breach"


def test_a_broken_month_counts_by_working_days():
    person = trial(hired_on=date(2025, 12, 1), last=date(2028, 11, 30), probation_months=Decimal(3),
                   probation_wage=Decimal(4500))  # fmt: skip
    finding = found(PAID, person)  # 1 to 15 December: 11 working days
    assert finding.amount == (Decimal(300) * 11 / Decimal("21.75")).quantize(Decimal("0.01"))


def test_eighty_per_cent_may_still_be_below_the_minimum():
    person = worker(
        hired_on=date(2025, 9, 1),
        wage=Decimal(2500),
        contracts=(
            term(
                signed_on=date(2025, 9, 1), first=date(2025, 9, 1), last=date(2028, 8, 31),
                wage=Decimal(2500), probation_months=Decimal(3), probation_wage=Decimal(2100),
            ),
        ),
    )  # fmt: skip
    assert found(PAID, person).amount == Decimal("300.00")  # 2200 since September


def test_after_the_checked_tables_it_is_to_check():
    person = trial(hired_on=date(2026, 9, 1), last=date(2029, 8, 31), probation_months=Decimal(3),
                   probation_wage=Decimal(4500))  # fmt: skip
    finding = found(PAID, person, on=STALE)
    assert finding.status == "to_check"
    assert "minimum_wage.monthly" in finding.stale


def test_a_running_probation_without_its_wage_is_undecided():
    person = trial(
        hired_on=FRESH.replace(day=1), last=date(2028, 11, 30), probation_months=Decimal(3)
    )
    assert gaps(person)[PAID] == "probation_wage"


def test_without_a_probation_column_recent_people_are_undecided():
    known = without("probation_months")
    assert gaps(trial(), known=known)[LONG] == "probation_months"
    assert LONG not in gaps(worker(), known=known)
    assert LONG not in gaps(trial(), known=ALL)


def test_a_wage_of_long_ago_is_to_check_and_a_renewal_is_not_judged():
    old = worker(contracts=(term(wage=None, probation_months=Decimal(3),
                                 probation_wage=Decimal(4500)),))  # fmt: skip
    finding = found(PAID, old)
    assert (finding.status, finding.severity) == ("to_check", "low")
    renewed = term(sign_count=2, probation_months=Decimal(3), probation_wage=Decimal(4500))
    assert found(PAID, worker(contracts=(renewed,))) is None
    assert gaps(worker(contracts=(renewed,)))[PAID] == "contract_first"


def test_sixty_days_over_february_are_most_likely_two_months():
    usual = {"hired_on": date(2025, 1, 1), "last": date(2025, 12, 31)}
    assert found(LONG, trial(probation_days=60, **usual)).status == "to_check"
    assert found(LONG, trial(probation_days=61, **usual)).status == "breach"


def test_contradictory_contract_dates_leave_the_probation_open():
    person = trial(last=date(2025, 8, 1), probation_months=Decimal(3))
    assert found(LONG, person) is None
    assert gaps(person)[LONG] == "contract_last"
