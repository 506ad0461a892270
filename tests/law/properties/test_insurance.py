"""Social insurance and housing fund: what holds for all facts."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from gongyue.kernel.money import to_fen
from gongyue.law.contributions import ContributionsFacts, contributions
from gongyue.law.contributions.rule import READ
from gongyue.law.housing_fund import HousingFundFacts, housing_fund
from gongyue.law.injury_premium import InjuryPremiumFacts, injury_premium
from gongyue.law.insurance_stop import STOPS, InsuranceStopFacts, insurance_stop
from gongyue.law.rulebook import BOOK
from gongyue.law.unemployment_benefit import (
    UnemploymentBenefitFacts,
    most_months,
    unemployment_benefit,
)

CITY = "430102"
EXAMPLE = "999902"
WAGES = st.decimals(0, 100_000, places=2)
MONTHS_OF_2025 = st.dates(date(2025, 1, 1), date(2025, 12, 31))
CLASSES = st.sampled_from(list("12345678"))
STEPS = st.sampled_from(["100", "120", "150"])
PERCENTS = st.decimals(1, 30, places=2)


@given(st.sampled_from([CITY, EXAMPLE]), MONTHS_OF_2025, WAGES, CLASSES, STEPS)
def test_the_premium_is_what_is_added_to_the_employers_share(
    place: str, month: date, wage: Decimal, injury_class: str, step: str
) -> None:
    without = contributions(ContributionsFacts(place=place, month=month, wage=wage))
    given_class = {"injury_class": injury_class, "float_step": step}
    added = contributions(ContributionsFacts(place=place, month=month, wage=wage, **given_class))
    base = without.parts["base"]
    alone = injury_premium(
        InjuryPremiumFacts(place=place, month=month, payroll=base, **given_class)
    )
    assert added.amount - without.amount == alone.amount == added.parts["injury_employer"]
    assert added.parts["worker"] == without.parts["worker"]


@given(WAGES, CLASSES)
def test_a_riskier_class_never_pays_less(payroll: Decimal, injury_class: str) -> None:
    def premium(number: int) -> Decimal:
        return injury_premium(
            InjuryPremiumFacts(
                place=CITY, month=date(2025, 10, 1), payroll=payroll, injury_class=str(number)
            )
        ).amount

    number = int(injury_class)
    assert number == 8 or premium(number) <= premium(number + 1)


@given(
    st.sampled_from(sorted(READ, key=str)), st.sampled_from([date(2025, 3, 1), date(2026, 3, 1)])
)
def test_what_a_bulk_job_reads_ahead_is_what_the_working_reads(
    key: tuple[bool, str | None], month: date
) -> None:
    has_medical, injury_class = key
    place = EXAMPLE if has_medical else CITY
    facts = ContributionsFacts(
        place=place, month=month, wage=Decimal(8000), injury_class=injury_class
    )
    read = [step.parameter for step in contributions(facts, BOOK).working if step.parameter]
    assert tuple(read) == READ[key]


@given(MONTHS_OF_2025, WAGES, PERCENTS, PERCENTS)
def test_a_higher_fund_rate_never_pays_less_and_both_sides_are_equal(
    month: date, wage: Decimal, one: Decimal, other: Decimal
) -> None:
    low, high = sorted((one, other))
    outcomes = [
        housing_fund(HousingFundFacts(place=CITY, month=month, wage=wage, percent=percent))
        for percent in (low, high)
    ]
    assert outcomes[0].amount <= outcomes[1].amount
    for outcome, percent in zip(outcomes, (low, high), strict=True):
        assert outcome.parts["employer"] == outcome.parts["worker"]
        assert outcome.parts["compliant"] is (5 <= percent <= 12)
        if outcome.parts["compliant"]:
            assert outcome.parts["employer"] == to_fen(outcome.parts["base"] * percent / 100)


@given(st.integers(0, 719))
def test_longer_contributions_never_shorten_the_benefit(paid: int) -> None:
    assert most_months(paid) <= most_months(paid + 1) <= 24


@given(st.sampled_from(sorted(STOPS)), st.integers(12, 300))
def test_who_loses_work_against_the_will_gets_the_benefit_and_nobody_else(
    reason: str, paid: int
) -> None:
    on = date(2025, 10, 1)
    stop = insurance_stop(InsuranceStopFacts(place=CITY, ended_on=on, reason=reason))
    benefit = unemployment_benefit(
        UnemploymentBenefitFacts(
            place=CITY, on=on, paid_months=paid, reason=reason, registered=True
        )
    )
    assert bool(benefit.amount) is stop.value is (stop.verdict == "involuntary")
