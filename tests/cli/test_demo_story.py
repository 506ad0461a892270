"""The demo city: its people pass the checks of real ones, and its books are as they are meant."""

from datetime import date
from random import Random

import pytest

from gongyue.apps.checkup.run import run
from gongyue.cli.demo.books import HABITS, last_months, workbook
from gongyue.cli.demo.cast import LI, ON_STAGE, WANG
from gongyue.cli.demo.firms import FIRMS, Firm
from gongyue.cli.demo.people import credit_code, employees, mobile
from gongyue.cli.demo.roster import roster_of
from gongyue.kernel.ids import IdentityNumber, check_credit_code, is_mobile

TODAY = date(2026, 11, 21)
LAWFUL = Firm(
    name="守法样板厂",
    owner="某人",
    place="430100",
    people=25,
    wages=(4500, 8000),
    posts="生产/操作工",
)


def books_of(firm: Firm, habit: int) -> bytes:
    staff = employees(
        Random(firm.people),
        count=firm.people,
        start=1000,
        today=TODAY,
        wages=firm.wages,
        posts=firm.posts.split(),
    )
    people = roster_of(firm, staff, TODAY)
    return workbook(firm.name, people, months=last_months(TODAY, 3), habit=HABITS[habit])


def codes_of(content: bytes, place: str) -> set[str]:
    checkup = run(content, name="台账.xlsx", place=place, on=TODAY)
    return {finding["code"] for finding in checkup.to_json()["findings"]}


def test_every_number_of_the_city_passes_its_check():
    for player in ON_STAGE:
        assert is_mobile(player.phone)
    assert IdentityNumber.parse(LI.id_number).birth_on == LI.birth_on
    assert IdentityNumber.parse(WANG.id_number).sex == "M"
    codes = [check_credit_code(credit_code(number)) for number in range(1, len(FIRMS) + 1)]
    assert len(set(codes)) == len(FIRMS)
    assert len({mobile(number) for number in range(99)}) == 99


@pytest.mark.parametrize("habit", range(len(HABITS)))
def test_a_lawful_firm_gets_no_finding_however_it_keeps_its_books(habit):
    assert codes_of(books_of(LAWFUL, habit), LAWFUL.place) == set()


@pytest.mark.parametrize(("number", "firm"), list(enumerate(FIRMS)))
def test_a_firm_shows_what_was_planted(number, firm):
    found = codes_of(books_of(firm, number % len(HABITS)), firm.place)
    planted = {CODE_OF[situation.__name__] for situation in firm.planted}
    assert planted <= found, firm.name


CODE_OF = {
    "no_contract": "contract.missing",
    "late_signed": "contract.late_signed",
    "expired": "contract.expired",
    "expiring": "contract.expiring",
    "expiring_later": "contract.expiring",
    "third_term": "contract.open_ended_due",
    "long_probation": "probation.too_long",
    "low_probation_pay": "probation.underpaid",
    "low_wage": "wage.below_minimum",
    "cut_pay": "wage.below_minimum",
    "long_hours": "overtime.over_limit",
    "unpaid_overtime": "overtime.underpaid",
    "flat_overtime": "overtime.underpaid",
    "not_insured": "insurance.not_enrolled",
    "late_insured": "insurance.late_enrolment",
    "low_base": "insurance.base_too_low",
    "unused_leave": "leave.unused",
    "minor": "age.under_18",
    "retiree": "age.retirement",
    "wrong_number": "id.invalid",
}
