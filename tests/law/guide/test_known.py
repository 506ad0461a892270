"""What records hold for a rule: the same meaning or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from gongyue.kernel.dates import add_months
from gongyue.law.checkup.facts import ContractTerm, InsuranceFacts, MonthFacts, PersonFacts
from gongyue.law.checkup.subject import subject_of
from gongyue.law.facts.base import kinds_of
from gongyue.law.guide import known_answers, read_answer
from gongyue.law.guide.known import EVERYWHERE, EXCEPT, ONLY_IN
from gongyue.law.registry import RULES
from tests.cast import LI_NUMBER

ON = date(2025, 7, 10)
LEFT = date(2025, 6, 20)


def months(count: int, *, until: date = LEFT, gross: str = "6000") -> tuple[MonthFacts, ...]:
    first = until.replace(day=1)
    return tuple(
        MonthFacts(month=add_months(first, -back), has_pay=True, gross=Decimal(gross) + back)
        for back in range(count)
    )


WORKER = PersonFacts(
    key="1",
    name="李师傅",
    id_text=LI_NUMBER,
    hired_on=date(2022, 3, 7),
    left_on=LEFT,
    wage=Decimal(5200),
    contracts=(
        ContractTerm(
            signed=True,
            signed_on=date(2022, 3, 7),
            first=date(2022, 3, 7),
            last=date(2024, 3, 6),
            kind="fixed",
            probation_first=date(2022, 3, 7),
            probation_last=date(2022, 5, 6),
            probation_wage=Decimal(4000),
            wage=Decimal(5000),
        ),
        ContractTerm(signed=True, first=date(2024, 3, 7), last=date(2026, 3, 6), kind="fixed"),
    ),
    months=months(14),
    insurance=(InsuranceFacts(enrolled_on=date(2022, 4, 1)),),
)


def known(rule: str, person: PersonFacts = WORKER) -> dict[str, Any]:
    found = known_answers(RULES[rule], subject_of(person, ON), place="430102")
    return {field: answer.value for field, answer in found.items()}


def test_severance_takes_the_twelve_months_before_the_last() -> None:
    found = known("severance")
    assert found["started_on"] == "2022-03-07"
    assert found["ended_on"] == "2025-06-20"
    # The month of leaving is broken and stays out: May 2025 (6001) back to June 2024 (6012).
    assert found["average_wage"] == "6006.50"
    assert found["last_month_wage"] == "6001"
    assert found["fixed_terms"] == 2


@pytest.mark.parametrize("gone", [1, 6, 12])
def test_a_gap_in_the_pay_leaves_the_average_to_be_asked(gone: int) -> None:
    torn = tuple(row for number, row in enumerate(WORKER.months) if number != gone)
    assert "average_wage" not in known("severance", replace(WORKER, months=torn))


def test_a_short_employment_is_averaged_over_its_whole_months() -> None:
    short = replace(WORKER, hired_on=date(2025, 3, 10), contracts=(), months=months(3))
    assert known("severance", short)["average_wage"] == "6001.50"


def test_nobody_who_still_works_has_an_average_or_an_end() -> None:
    assert (
        not {"ended_on", "average_wage"} & known("severance", replace(WORKER, left_on=None)).keys()
    )


def test_the_day_of_a_contract_is_not_taken_for_the_first_day_of_work() -> None:
    assert "started_on" not in known("severance", replace(WORKER, hired_on=None))


def test_a_day_of_which_only_the_month_is_written_is_asked() -> None:
    vague = replace(WORKER, vague=frozenset({"hired_on"}))
    assert "started_on" not in known("severance", vague)


def test_a_contradicted_birthday_is_asked() -> None:
    assert known("retirement")["birth_on"] == "1988-03-07"
    assert "birth_on" not in known("retirement", replace(WORKER, birth_on=date(1980, 1, 1)))


def test_probation_is_that_of_the_contract_that_has_one() -> None:
    found = known("probation")
    assert (found["contract_first"], found["contract_last"]) == ("2022-03-07", "2024-03-06")
    assert (found["probation_first"], found["probation_last"]) == ("2022-03-07", "2022-05-06")
    assert known("probation_pay") == {
        "place": "430102",
        "probation_wage": "4000",
        "contract_wage": "5000",
    }


def test_overtime_comes_from_a_month_whose_hours_are_told_apart() -> None:
    hours = MonthFacts(month=date(2025, 4, 1), workday_hours=Decimal(20), restday_hours=Decimal(8))
    total = MonthFacts(month=date(2025, 5, 1), overtime_hours=Decimal(40))
    found = known("overtime_pay", replace(WORKER, months=(hours, total)))
    assert found["month"] == "2025-04-01"
    assert (found["workday_hours"], found["restday_hours"]) == ("20", "8")
    assert "holiday_hours" not in found


def test_the_agreed_wage_is_no_pay_for_months_without_a_contract() -> None:
    assert "monthly_wage" not in known("double_wage")


@pytest.mark.parametrize("rule", RULES)
def test_each_answer_found_is_one_the_rule_takes(rule: str) -> None:
    for field, value in known(rule).items():
        assert read_answer(RULES[rule], field, value) is not None


def test_every_name_is_a_field_of_some_rule() -> None:
    fields = {name for rule in RULES.values() for name, _ in kinds_of(rule.facts_class)}
    assert set(EVERYWHERE) <= fields
    for rule, finds in ONLY_IN.items():
        assert set(finds) <= dict(kinds_of(RULES[rule].facts_class)).keys()
    for rule, names in EXCEPT.items():
        assert names <= dict(kinds_of(RULES[rule].facts_class)).keys()
