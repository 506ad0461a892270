"""Maternity leave: Special Provisions on Women Employees, Article 7, and what a province adds."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Annotated, Literal

from gongyue.law.facts import Day, Facts, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW = "cn/women-employees-provisions"
ART_7_1 = "cn/women-employees-provisions#7.1"
ART_7_2 = "cn/women-employees-provisions#7.2"
Babies = Annotated[int, Between(1, 9)]
Months = Annotated[Decimal, Between(Decimal(0), Decimal(10))]


@dataclass(frozen=True, kw_only=True)
class MaternityLeaveFacts(Facts):
    place: Place
    on: Day
    event: Literal["birth", "miscarriage"] = "birth"
    difficult: bool = False
    babies: Babies = 1
    pregnant_months: Months | None = None

    def check(self) -> None:
        if self.event == "miscarriage" and self.pregnant_months is None:
            self.refuse("pregnant_months", "没有填写，流产假要看怀孕满几个月")
        if self.event == "birth" and self.pregnant_months is not None:
            self.refuse("pregnant_months", "只在流产时填写")


def maternity_leave(
    facts: MaternityLeaveFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Days of leave; for a birth part `national` is what every province owes at least."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    if facts.event == "miscarriage":
        return w.outcome("流产假天数", _after_miscarriage(w, facts), "day", "entitled")
    days = w.use("maternity.days")
    if facts.difficult:
        days += w.use("maternity.difficult_days")
    if facts.babies > 1:
        w.given("生了几个孩子", Decimal(facts.babies))
        days += w.use("maternity.extra_baby_days") * (facts.babies - 1)
    w.step("国家规定的产假", days, ART_7_1, key="national", unit="day")
    days += _local_days(w)
    w.step("产假一共", days, ART_7_1, key="days", unit="day")
    last = facts.on + timedelta(days=int(days) - 1)
    w.step("从生育当天开始休的，最后一天", last, ART_7_1, key="last_day")
    w.doubt("产前可以休15天，从预产期前开始休的，最后一天相应提前。")
    return w.outcome("产假天数", days, "day", "entitled")


def _after_miscarriage(w: Work, facts: MaternityLeaveFacts) -> Decimal:
    months = w.given("怀孕满几个月", facts.pregnant_months or Decimal(0), unit="month")
    late = months >= w.use("maternity.miscarriage_months")
    days = w.use("maternity.late_miscarriage_days" if late else "maternity.miscarriage_days")
    return w.step("流产假", days, ART_7_2, key="days", unit="day")


def _local_days(w: Work) -> Decimal:
    """Every province grants more by its own rules; what we have not read is not guessed."""
    extra = w.find("maternity.local_days")
    if extra is None:
        w.doubt("各省另有增加的产假，本地的规定尚未收录，实际天数可能更多。")
        return Decimal(0)
    return extra
