"""The statutory retirement age since 2025: Measures on gradually raising it, Articles 1–4."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from gongyue.kernel.dates import add_months
from gongyue.law.facts import BirthDay, Facts, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

OLD_LAW = "cn/retirement-measures-1978"
DECISION = "cn/delayed-retirement-decision"
MEASURES_1 = "cn/delayed-retirement-measures#1"
MEASURES_2 = "cn/delayed-retirement-measures#2"
MEASURES_3 = "cn/delayed-retirement-measures#3"
FLEXIBLE = "cn/flexible-retirement-measures"
PAY_ON = "cn/social-insurance-law#16.2"
REFORM = date(2025, 1, 1)
FLEXIBLE_MONTHS = 36
Track = Literal["M", "F55", "F50"]
Paid = Annotated[int, Between(0, 720)]
# track: age before the reform in months, months of birth for one month of delay, longest delay
TRACKS = {"M": (720, 4, 36), "F55": (660, 4, 36), "F50": (600, 2, 60)}


@dataclass(frozen=True, kw_only=True)
class RetirementFacts(Facts):
    place: Place
    birth_on: BirthDay
    track: Track
    paid_months: Paid | None = None


def retirement(
    facts: RetirementFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """The day the statutory age is reached; parts hold ages, delay and contribution years."""
    old_age, _, _ = TRACKS[facts.track]
    delay = delay_months(facts.birth_on, facts.track)
    day = retire_on(facts.birth_on, facts.track)
    w = begin(book, on=day, place=facts.place, trace=trace)
    w.given("出生日期", facts.birth_on)
    w.step("改革前法定退休年龄", age_text(old_age), OLD_LAW, DECISION)
    w.step("延迟月数", delay, MEASURES_1, key="delay_months", unit="month")
    w.step("法定退休年龄", age_text(old_age + delay), MEASURES_1, key="age")
    w.step("达到法定退休年龄之日", day, MEASURES_1, key="retire_on")
    w.part("retire_month", f"{day:%Y-%m}")
    years = contribution_years(day.year)
    w.step("最低缴费年限", years, MEASURES_2, key="min_contribution_years", unit="year")
    if facts.paid_months is not None:
        _missing(w, years, facts.paid_months)
    if day >= REFORM:
        _flexible(w, old_age, delay)
    if facts.track != "M":
        w.doubt("女职工适用50岁还是55岁的轨道取决于岗位，请核对。")
    return w.outcome("法定退休日期", day, "date")


def _missing(w: Work, years: Decimal, paid: int) -> None:
    """What the years fall short of; who falls short may pay on (Social Insurance Law 16)."""
    w.given("已经缴费的月数", paid, unit="month")
    missing = max(int(years * 12) - paid, 0)
    w.step("还差的缴费月数", missing, MEASURES_2, key="months_missing", unit="month")
    if missing:
        w.step("到龄时不够的，可以继续缴到够", True, PAY_ON)


def retire_on(birth_on: date, track: Track) -> date:
    """The day the statutory age is reached."""
    return add_months(birth_on, TRACKS[track][0] + delay_months(birth_on, track))


def old_retire_on(birth_on: date, track: Track) -> date:
    """The day the age of the old rules is reached."""
    return add_months(birth_on, TRACKS[track][0])


def delay_months(birth_on: date, track: Track) -> int:
    """One month for every four (two) months after 2025-01 in which the old age falls."""
    old_age, step, most = TRACKS[track]
    reached = add_months(birth_on, old_age)
    after = (reached.year - REFORM.year) * 12 + reached.month - REFORM.month
    return 0 if after < 0 else min(most, after // step + 1)


def contribution_years(year: int) -> Decimal:
    """15 to 2029, then half a year more each year, 20 from 2039."""
    return min(Decimal(15) + max(year - 2029, 0) * Decimal("0.5"), Decimal(20))


def age_text(months: int) -> str:
    return f"{months // 12}岁{months % 12}个月"


def _flexible(w: Work, old_age: int, delay: int) -> None:
    earliest = max(old_age, old_age + delay - FLEXIBLE_MONTHS)
    w.step(
        "弹性提前最早年龄（须达最低缴费年限）",
        age_text(earliest),
        MEASURES_3,
        FLEXIBLE,
        key="earliest",
    )
    latest = old_age + delay + FLEXIBLE_MONTHS
    w.step(
        "弹性延迟最晚年龄（须与单位协商一致）", age_text(latest), MEASURES_3, FLEXIBLE, key="latest"
    )
