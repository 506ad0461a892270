"""Child labour and young workers: Labour Law, Articles 15, 58 and 64; Provisions, Article 6."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongyue.kernel.dates import ONE_DAY, Period, add_months, age_on, months_between
from gongyue.law.facts import BirthDay, Day, Facts, Place
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW = "cn/labour-law"
ART_15 = "cn/labour-law#15.1"
ART_58_2 = "cn/labour-law#58.2"
ART_64 = "cn/labour-law#64"
PROVISIONS_2 = "cn/child-labour-provisions#2.1"
PROVISIONS_6 = "cn/child-labour-provisions#6.1"


@dataclass(frozen=True, kw_only=True)
class WorkingAgeFacts(Facts):
    place: Place
    birth_on: BirthDay
    on: Day
    started_on: Day | None = None

    def check(self) -> None:
        self.in_order("birth_on", "started_on")
        self.in_order("birth_on", "on")
        self.in_order("started_on", "on")


def working_age(
    facts: WorkingAgeFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """The fine for child labour; verdict child, was_child, minor or adult."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    w.given("出生日期", facts.birth_on)
    age = w.step("周岁", age_on(facts.birth_on, facts.on), ART_15, key="age", unit="age")
    sixteen_on = _reached(w, facts.birth_on, "age.minimum", "sixteen_on")
    eighteen_on = _reached(w, facts.birth_on, "age.adult", "eighteen_on")
    employed = _child_period(facts.started_on or facts.on, facts.on, sixteen_on)
    if employed is None:
        verdict = "adult" if facts.on >= eighteen_on else "minor"
        if verdict == "minor":
            w.step("未成年工特殊保护至", eighteen_on - ONE_DAY, ART_58_2, ART_64)
        if facts.on == sixteen_on:
            w.doubt("当天年满16周岁；刑事案件中“已满”从生日次日起算。")
        return w.outcome("使用童工的罚款", Decimal("0.00"), verdict=verdict)
    fine = _fine(w, employed)
    return w.outcome("使用童工的罚款", fine, verdict="child" if age < 16 else "was_child")


def _reached(w: Work, birth_on: date, parameter: str, key: str) -> date:
    day = add_months(birth_on, 12 * int(w.use(parameter)))
    w.part(key, day)
    return day


def _child_period(first: date, on: date, sixteen_on: date) -> Period | None:
    last = min(on, sixteen_on - ONE_DAY)
    return Period(first, last) if first <= last else None


def _fine(w: Work, employed: Period) -> Decimal:
    """5,000 yuan for each month; a month begun counts."""
    years, months, days = months_between(employed.first, employed.last)
    counted = 12 * years + months + (1 if days else 0)
    w.step(
        "未满16周岁用工月数（不足一月按一月）", counted, PROVISIONS_2, key="months", unit="month"
    )
    fine = counted * w.use("age.child_labour_fine")
    w.doubt("不足一个月的按一个月计算罚款是从严估算，以行政机关认定为准。")
    return w.step("罚款", fine, PROVISIONS_6, unit="yuan")
