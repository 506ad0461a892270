"""What holds for all facts, not only for the worked cases."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from gongyue.kernel.dates import ONE_DAY, add_months, period_end
from gongyue.kernel.money import to_fen
from gongyue.law.annual_leave import AnnualLeaveFacts, annual_leave
from gongyue.law.contribution_base import ContributionBaseFacts, contribution_base
from gongyue.law.dismissal_damages import DismissalDamagesFacts, dismissal_damages
from gongyue.law.double_wage import DoubleWageFacts, double_wage, double_wage_period
from gongyue.law.open_ended import OpenEndedFacts, open_ended
from gongyue.law.overtime_pay import OvertimePayFacts, overtime_pay
from gongyue.law.probation import ProbationFacts, longest_probation, probation
from gongyue.law.retirement import delay_months, retire_on
from gongyue.law.retirement.rule import TRACKS
from gongyue.law.severance import SeveranceFacts, severance, years_counted
from gongyue.law.weekly_rest import full_weeks, weeks_without_rest
from gongyue.law.working_age import WorkingAgeFacts, working_age

CITY = "430102"
WAGES = st.decimals(0, 100_000, places=2)
STARTS = st.dates(date(2008, 1, 1), date(2025, 6, 1))
ENDS_IN_2025 = st.dates(date(2025, 1, 1), date(2025, 12, 31))
LENGTHS = st.integers(0, 6000)


@given(STARTS, LENGTHS)
def test_a_longer_service_never_counts_fewer_years(started: date, days: int) -> None:
    ended = started + timedelta(days=days)
    assert years_counted(started, ended) <= years_counted(started, ended + ONE_DAY)


@given(STARTS, st.integers(0, 17))
def test_six_months_to_the_day_are_a_year(started: date, years: int) -> None:
    six_months = period_end(started, 12 * years + 6)
    assert years_counted(started, six_months) == years + 1
    assert years_counted(started, six_months - ONE_DAY) == years + Decimal("0.5")


@given(STARTS, ENDS_IN_2025, WAGES)
def test_severance_stays_between_floor_and_cap(started: date, ended: date, wage: Decimal) -> None:
    assume(started <= ended)
    outcome = severance(
        SeveranceFacts(place=CITY, started_on=started, ended_on=ended, average_wage=wage)
    )
    years = years_counted(started, ended)
    ceiling = Decimal("10430.17") * 3
    minimum = 2200 if ended >= date(2025, 9, 1) else 2100
    assert outcome.amount >= to_fen(minimum * years)
    if wage > ceiling:
        assert outcome.amount <= to_fen(ceiling * 12)
    elif wage >= minimum:
        assert outcome.amount == to_fen(wage * years)


@given(STARTS, ENDS_IN_2025, WAGES)
def test_damages_are_twice_the_severance_since_2008(
    started: date, ended: date, wage: Decimal
) -> None:
    assume(started <= ended)
    person = {"place": CITY, "started_on": started, "ended_on": ended, "average_wage": wage}
    single, double = severance(SeveranceFacts(**person)), dismissal_damages(
        DismissalDamagesFacts(**person)
    )  # fmt: skip
    assert abs(double.amount - 2 * single.amount) <= Decimal("0.01")


@given(st.dates(date(2008, 1, 1), date(2024, 6, 1)), st.integers(0, 800), st.integers(0, 900))
def test_the_second_wage_grows_to_eleven_months_and_stops(
    started: date, signed_after: int, days: int
) -> None:
    signed, on = started + timedelta(days=signed_after), started + timedelta(days=days)

    def months(day: date) -> Decimal:
        facts = DoubleWageFacts(
            place=CITY, started_on=started, signed_on=signed, on=day, monthly_wage=Decimal(1000)
        )
        return double_wage(facts, trace=False).amount

    assert 0 <= months(on) <= months(on + ONE_DAY) <= 11_000
    assert double_wage_period(started, None, started + timedelta(days=900)) is not None
    unsigned = DoubleWageFacts(
        place=CITY, started_on=started, on=started + timedelta(days=900), monthly_wage=Decimal(1000)
    )
    assert double_wage(unsigned).amount == 11_000


@given(STARTS)
def test_no_second_wage_within_the_first_month(started: date) -> None:
    last_free = period_end(started, 1)
    assert double_wage_period(started, None, last_free) is None
    assert double_wage_period(started, last_free + ONE_DAY, date(2026, 1, 1)) is None
    assert double_wage_period(started, None, last_free + ONE_DAY) is not None


@given(STARTS, st.integers(1, 60))
def test_probation_grows_with_the_term_and_turns_at_3_12_and_36_months(
    first: date, months: int
) -> None:
    longest = longest_probation(contract_first=first, contract_last=period_end(first, months))
    shorter = longest_probation(
        contract_first=first, contract_last=period_end(first, months) - ONE_DAY
    )
    assert shorter <= longest
    assert (shorter < longest) is (months in (3, 12, 36))


@given(STARTS, st.integers(3, 60), st.integers(1, 200), st.integers(0, 400))
def test_damages_for_probation_grow_while_it_is_served(
    first: date, term: int, probation_days: int, passed: int
) -> None:
    def due(on: date) -> Decimal:
        facts = ProbationFacts(
            place=CITY,
            contract_first=first,
            contract_last=period_end(first, term),
            probation_first=first,
            probation_last=first + timedelta(days=probation_days),
            monthly_wage=Decimal(6000),
            on=on,
        )
        outcome = probation(facts)
        assert (outcome.verdict == "legal") is outcome.parts["legal"]
        return outcome.amount

    on = first + timedelta(days=passed)
    assert 0 <= due(on) <= due(on + ONE_DAY)


@given(WAGES, WAGES)
def test_a_higher_wage_never_has_a_lower_base(wage: Decimal, more: Decimal) -> None:
    def base(amount: Decimal) -> Decimal:
        facts = ContributionBaseFacts(place=CITY, month=date(2025, 3, 1), wage=amount)
        return contribution_base(facts).amount

    assert 4072 <= base(wage) <= base(wage + more) <= 20361


HOURS = st.decimals(0, 100, places=1)


@given(WAGES, HOURS, HOURS, HOURS)
def test_an_hour_is_worth_least_on_working_days_and_most_on_holidays(
    wage: Decimal, workday: Decimal, restday: Decimal, holiday: Decimal
) -> None:
    facts = OvertimePayFacts(
        place=CITY,
        month=date(2025, 10, 1),
        monthly_wage=wage,
        workday_hours=workday,
        restday_hours=restday,
        holiday_hours=holiday,
    )
    outcome = overtime_pay(facts)
    hourly = max(wage, Decimal(2200)) / Decimal("21.75") / 8
    exact = hourly * (workday * Decimal("1.5") + restday * 2 + holiday * 3)
    assert abs(outcome.amount - exact) <= Decimal("0.02")


@given(st.integers(2010, 2026), st.dates(date(1985, 1, 1), date(2024, 1, 1)))
def test_leave_never_exceeds_the_entitlement_nor_shrinks_with_service(
    year: int, work_started: date
) -> None:
    def days(since: date) -> Decimal:
        facts = AnnualLeaveFacts(
            place=CITY, year=year, work_started_on=since, started_on=date(year, 1, 1)
        )
        return annual_leave(facts).amount

    assume(work_started < date(year, 1, 1))
    assert 0 <= days(work_started) <= days(work_started - ONE_DAY) <= 15


@given(STARTS, st.integers(0, 7000))
def test_the_right_to_an_open_ended_contract_is_never_lost_by_working_on(
    started: date, days: int
) -> None:
    def may(on: date) -> bool:
        facts = OpenEndedFacts(place=CITY, started_on=started, on=on)
        return open_ended(facts).value is True

    on = started + timedelta(days=days)
    assert may(on) <= may(on + ONE_DAY)
    assert may(on) is (on >= period_end(started, 120))


@given(st.dates(date(1950, 1, 1), date(2010, 12, 31)), st.sampled_from(sorted(TRACKS)))
def test_who_is_born_later_never_retires_earlier(birth: date, track: str) -> None:
    old_age, _, most = TRACKS[track]
    delay = delay_months(birth, track)
    assert 0 <= delay <= most
    assert delay <= delay_months(add_months(birth, 1), track)
    assert retire_on(birth, track) == add_months(birth, old_age + delay)


@given(st.dates(date(1960, 1, 1), date(2015, 12, 31)), st.dates(date(2016, 1, 1), date(2030, 1, 1)))
def test_sixteen_and_eighteen_are_reached_on_the_birthday(birth: date, on: date) -> None:
    verdict = working_age(WorkingAgeFacts(place=CITY, birth_on=birth, on=on)).verdict
    years = 16 if on < add_months(birth, 192) else 18 if on < add_months(birth, 216) else 99
    assert verdict == {16: "child", 18: "minor", 99: "adult"}[years]


@given(st.dates(date(2024, 1, 1), date(2025, 12, 1)), st.integers(0, 60))
def test_full_weeks_run_from_monday_to_sunday(first: date, length: int) -> None:
    from gongyue.kernel.dates import Period

    period = Period(first, first + timedelta(days=length))
    weeks = full_weeks(period)
    assert all(week.first.weekday() == 0 and week.days == 7 for week in weeks)
    assert all(week.first in period and week.last in period for week in weeks)
    mondays = [day for day in period.each_day() if day.weekday() == 0]
    assert len(weeks) == sum(day + timedelta(days=6) <= period.last for day in mondays)
    everyday = set(period.each_day())
    assert weeks_without_rest(everyday, period) == weeks
    assert weeks_without_rest(everyday - {week.last for week in weeks}, period) == ()
