"""Work injury: what holds for all facts."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given as given_facts
from hypothesis import settings
from hypothesis import strategies as st

from gongyue.kernel.money import to_fen
from gongyue.law.injury_benefits import InjuryBenefitsFacts, injury_benefits
from gongyue.law.injury_death import InjuryDeathFacts, injury_death
from gongyue.law.injury_filing import InjuryFilingFacts, injury_filing
from gongyue.law.injury_recognition import InjuryRecognitionFacts, injury_recognition
from gongyue.law.uninsured_injury import UninsuredInjuryFacts, uninsured_injury


def given(*facts: Any) -> Callable[[Any], Any]:
    """Without a deadline: the first of all reads the tables and the calendar."""
    return lambda test: settings(deadline=None)(given_facts(*facts)(test))


CITY = "430102"
DAY = date(2025, 5, 12)
WAGES = st.decimals(0, 100_000, places=2)
AVERAGES = st.decimals(2000, 20_000, places=2)
GRADES = st.integers(1, 10)


def benefits(grade: int, wage: Decimal, average: Decimal, **more: object) -> InjuryBenefitsFacts:
    return InjuryBenefitsFacts(
        place=CITY, injured_on=DAY, grade=grade, own_wage=wage, regional_average=average, **more
    )


@given(st.integers(1, 9), WAGES, AVERAGES)
def test_a_graver_grade_never_gives_less(grade: int, wage: Decimal, average: Decimal) -> None:
    graver = injury_benefits(benefits(grade, wage, average))
    assert graver.amount >= injury_benefits(benefits(grade + 1, wage, average)).amount


@given(GRADES, WAGES, AVERAGES)
def test_the_wage_counts_between_sixty_and_three_hundred_per_cent(
    grade: int, wage: Decimal, average: Decimal
) -> None:
    base = injury_benefits(benefits(grade, wage, average)).parts["base"]
    low, high = average * Decimal("0.6"), average * 3
    assert to_fen(low) <= base <= to_fen(high)
    if low <= wage <= high:
        assert base == wage


@given(st.integers(7, 10), WAGES, st.integers(0, 4000))
def test_a_day_nearer_to_retirement_never_pays_more(grade: int, wage: Decimal, days: int) -> None:
    def paid(left: int) -> Decimal:
        leaving = {"leaves_on": DAY, "retires_on": DAY + timedelta(days=left)}
        return injury_benefits(
            benefits(grade, wage, Decimal(7694), leaves="own_request", **leaving)
        ).amount

    assert paid(days) <= paid(days + 1)


@given(WAGES, st.integers(0, 8), st.booleans())
def test_dependants_never_get_more_than_the_wage(wage: Decimal, others: int, spouse: bool) -> None:
    facts = InjuryDeathFacts(
        place=CITY, died_on=DAY, own_wage=wage, others=others, spouse=spouse, lone=others
    )
    parts = injury_death(facts).parts
    if others or spouse:
        assert parts["monthly"] <= parts["base"]
        assert parts["monthly"] <= parts["monthly_raw"]


@given(GRADES, WAGES)
def test_without_insurance_the_employer_pays_what_the_insured_get(
    grade: int, wage: Decimal
) -> None:
    known = {"place": CITY, "injured_on": DAY, "grade": grade, "own_wage": wage}
    owed = uninsured_injury(UninsuredInjuryFacts(**known)).amount
    assert owed == injury_benefits(InjuryBenefitsFacts(**known)).amount


@given(st.decimals(0, 744, places=2))
def test_forty_eight_hours_decide(hours: Decimal) -> None:
    facts = InjuryRecognitionFacts(place=CITY, on=DAY, event="illness", hours_to_death=hours)
    assert injury_recognition(facts).value is (hours <= 48)


@given(st.integers(0, 60))
def test_the_employer_has_thirty_days_or_until_the_next_working_day(days: int) -> None:
    filed = DAY + timedelta(days=days)
    facts = InjuryFilingFacts(place=CITY, happened_on=DAY, filed_by="employer", filed_on=filed)
    outcome = injury_filing(facts)
    assert outcome.value is (filed <= outcome.parts["employer_deadline"])
    assert (outcome.parts["borne_by"] == "employer") is not outcome.value
