"""Sick pay: Ministry of Labour (1995) No. 309, item 59."""

from dataclasses import dataclass
from decimal import Decimal

from gongyue.kernel.dates import Period, month_of
from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.rulebook import NotCovered, Outcome, Rulebook, Work, begin

LAW = "cn/labour-law-opinions"
ITEM_59 = "cn/labour-law-opinions#59"


@dataclass(frozen=True, kw_only=True)
class SickPayFacts(Facts):
    place: Place
    month: Day
    paid: Money | None = None
    agreed: Money | None = None
    sick_first: Day | None = None
    sick_last: Day | None = None
    medical_last_day: Day | None = None

    def check(self) -> None:
        self.in_order("sick_first", "sick_last")
        if (self.sick_first is None) != (self.sick_last is None):
            self.refuse("sick_last", "和病休第一天要么都填，要么都不填")
        if self.sick_first is not None and month_of(self.sick_first) != month_of(self.month):
            self.refuse("sick_first", "不在所填的月份里")


def sick_pay(facts: SickPayFacts, book: Rulebook | None = None, *, trace: bool = True) -> Outcome:
    """The least for a month of sick leave within the medical period, or for the days given."""
    whole = month_of(facts.month)
    w = begin(book, on=whole.first, place=facts.place, trace=trace, under=LAW)
    period = _covered(w, facts, whole)
    if period == whole:
        least, label = _month(w, facts, whole), "整月病假工资至少"
    else:
        least, label = _by_days(w, facts, period), "病假工资至少"
    w.doubt("个人应缴的社会保险费能否从中扣到下限以下，各地不同。")
    if facts.paid is None:
        return w.outcome(label, least, verdict="due")
    paid = w.given("实际发了", facts.paid, unit="yuan")
    short = max(least - to_fen(paid), Decimal("0.00"))
    w.step("少发了", short, ITEM_59, key="short", unit="yuan")
    return w.outcome(label, least, verdict="underpaid" if short else "lawful")


def _covered(w: Work, facts: SickPayFacts, whole: Period) -> Period:
    """The sick days within the medical period. Raises NotCovered when none is."""
    first, last = facts.sick_first or whole.first, facts.sick_last or whole.last
    end = facts.medical_last_day
    if end is None or end >= last:
        return Period(first, last)
    w.given("医疗期最后一天", end)
    if end < first:
        raise NotCovered(
            "医疗期已满：之后怎样发，看劳动能力鉴定和当地规定，不适用病假工资下限。",
            field="medical_last_day",
        )
    w.doubt("医疗期满以后的日子没有计入。")
    return Period(first, end)


def _month(w: Work, facts: SickPayFacts, month: Period) -> Decimal:
    """A whole month, by the minimum wage of that month."""
    minimum = w.use("minimum_wage.monthly", month.first)
    least = to_fen(minimum * w.use("sick_pay.least_share", month.first))
    w.step("整月病假工资的下限", least, ITEM_59, key="floor", unit="yuan")
    if facts.agreed is None:
        return least
    agreed = w.given("约定或者规章的病假工资", facts.agreed, unit="yuan")
    return w.step("按约定，不低于下限", to_fen(max(agreed, least)), ITEM_59, unit="yuan")


def _by_days(w: Work, facts: SickPayFacts, period: Period) -> Decimal:
    """Month by month; a part of a month by calendar days, said."""
    total, shared = Decimal("0.00"), False
    for part in period.by_calendar_month():
        whole = month_of(part.first)
        month = _month(w, facts, whole)
        if part != whole:
            shared = True
            month = to_fen(month * part.days / whole.days)
            w.step(f"{part.first:%Y-%m}病休{part.days}天的份额", month, ITEM_59, unit="yuan")
        total += month
    if shared:
        w.doubt("不满一个月的按自然日折算；也有地方按计薪日（21.75天）折算。")
    return w.step("各月合计", total, ITEM_59, key="total", unit="yuan")
