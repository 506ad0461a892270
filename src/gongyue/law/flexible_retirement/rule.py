"""Retiring earlier or later than the statutory age: Measures of 2024, Articles 2 and 3."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from gongyue.kernel.dates import add_months
from gongyue.law.facts import BirthDay, Day, Facts, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.retirement import Track, contribution_years, old_retire_on, retire_on
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

DECISION = "cn/delayed-retirement-decision"
MEASURES_2 = "cn/delayed-retirement-measures#2"
MEASURES_3 = "cn/delayed-retirement-measures#3"
FLEXIBLE = "cn/flexible-retirement-measures"
LAW = "cn/delayed-retirement-measures"
WINDOW, NOTICE, MONTHS = 36, 3, 12
LABEL = "可以在这一天退休"
BY_POST = "女职工适用50岁还是55岁的轨道取决于岗位，请核对。"
Paid = Annotated[int, Between(0, 720)]


@dataclass(frozen=True, kw_only=True)
class FlexibleRetirementFacts(Facts):
    place: Place
    birth_on: BirthDay
    track: Track
    plan_on: Day
    paid_months: Paid
    told_on: Day | None = None
    employer_agrees: bool = False

    def check(self) -> None:
        self.in_order("birth_on", "plan_on")


def flexible_retirement(
    facts: FlexibleRetirementFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Whether the plan keeps to the law; parts hold the earliest and the latest day."""
    w = begin(book, on=facts.plan_on, place=facts.place, trace=trace, under=LAW)
    statutory = retire_on(facts.birth_on, facts.track)
    w.given("出生日期", facts.birth_on)
    w.step("法定退休日期", statutory, DECISION, key="retire_on")
    old = old_retire_on(facts.birth_on, facts.track)
    earliest = max(old, add_months(statutory, -WINDOW))
    w.step("最早可以退休", earliest, MEASURES_3, FLEXIBLE, key="earliest_on")
    latest = add_months(statutory, WINDOW)
    w.step("最晚可以退休", latest, MEASURES_3, FLEXIBLE, key="latest_on")
    w.given("打算退休的日期", facts.plan_on)
    if facts.track != "M":
        w.doubt(BY_POST)
    enough = _contributions(w, facts)
    verdict = _verdict(w, facts, (earliest, statutory, latest), enough=enough)
    return w.outcome(LABEL, verdict in ("early", "on_time", "later"), None, verdict)


def _contributions(w: Work, facts: FlexibleRetirementFacts) -> bool:
    """The years needed are those of the year of retiring."""
    years = contribution_years(facts.plan_on.year)
    w.step("退休那年的最低缴费年限", years, MEASURES_2, key="min_contribution_years", unit="year")
    paid = w.given("到退休时的缴费月数", facts.paid_months, unit="month")
    missing = max(int(years * MONTHS) - paid, 0)
    w.step("还差的缴费月数", missing, MEASURES_2, key="months_missing", unit="month")
    return not missing


def _verdict(
    w: Work, facts: FlexibleRetirementFacts, days: tuple[date, date, date], *, enough: bool
) -> str:
    earliest, statutory, latest = days
    if facts.plan_on < earliest:
        return "too_early"
    if facts.plan_on > latest:
        return "too_late"
    if facts.plan_on < statutory:
        return _early(w, facts, enough=enough)
    if facts.plan_on == statutory:
        return "on_time"
    agreed = w.step("单位同意延迟", facts.employer_agrees, MEASURES_3, FLEXIBLE, key="agreed")
    return "later" if agreed else "not_agreed"


def _early(w: Work, facts: FlexibleRetirementFacts, *, enough: bool) -> str:
    """Free to choose with the years paid, told in writing three months before."""
    if not enough:
        return "years_short"
    last = add_months(facts.plan_on, -NOTICE)
    w.step("最迟书面告知单位", last, FLEXIBLE, key="tell_by")
    if facts.told_on is not None and facts.told_on > last:
        return "told_late"
    return "early"
