"""Double wage without a written contract: Labour Contract Law, Articles 10, 14 and 82."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from gongyue.kernel.dates import ONE_DAY, Period, period_end
from gongyue.kernel.money import to_fen
from gongyue.law.double_wage.counting import count, months_due
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW = "cn/labour-contract-law"
ART_14_3 = "cn/labour-contract-law#14.3"
ART_82_1 = "cn/labour-contract-law#82.1"
ART_97_2 = "cn/labour-contract-law#97.2"
REG_6_2 = "cn/labour-contract-law-regulation#6.2"
REG_7 = "cn/labour-contract-law-regulation#7"
JUDICIAL_7 = "cn/dispute-interpretation-2#7"
JUDICIAL_8 = "cn/dispute-interpretation-2#8"
INTERPRETED_FROM = date(2025, 9, 1)
LAW_BEGAN = date(2008, 1, 1)


Because = Literal["employer", "force_majeure", "worker", "extension"]
EXCEPTIONS: dict[str, tuple[str, str]] = {
    "force_majeure": ("因不可抗力没有订立", JUDICIAL_7),
    "worker": ("因劳动者本人故意或者重大过失没有订立", JUDICIAL_7),
    "extension": ("合同期满后依法续延", JUDICIAL_8),
}
NOT_SAID_BEFORE = "2025年9月1日以前没有写明这一例外，各地裁判不一致。"


@dataclass(frozen=True, kw_only=True)
class DoubleWageFacts(Facts):
    place: Place
    started_on: Day
    signed_on: Day | None = None
    on: Day
    monthly_wage: Money
    because: Because = "employer"

    def check(self) -> None:
        self.in_order("started_on", "on")


def double_wage(
    facts: DoubleWageFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """The second wage due up to the day of calculation; eleven months at most."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    w.given("用工之日", facts.started_on)
    period = double_wage_period(facts.started_on, facts.signed_on, facts.on)
    w.part("deemed_open_ended_on", deemed_open_ended_on(facts.started_on))
    if period is not None and facts.because != "employer":
        period = _excepted(w, facts, period)
    if period is None:
        w.step("满一个月的次日", first_day(facts.started_on), REG_6_2, key="first_day")
        w.part("calendar_days", 0)
        return w.outcome("二倍工资差额", Decimal("0.00"), verdict="not_due")
    w.step("起算日（满一个月的次日）", period.first, REG_6_2, _began_source(facts), key="first_day")
    w.step("截止日", period.last, REG_6_2, REG_7, key="last_day")
    w.part("calendar_days", period.days)
    if facts.on >= deemed_open_ended_on(facts.started_on) and facts.signed_on is None:
        w.step("视为已订立无固定期限劳动合同之日", deemed_open_ended_on(facts.started_on), ART_14_3)
    w.given("月工资", facts.monthly_wage, unit="yuan/month")
    months = months_due(w, count(counted_from(facts.started_on), period, skip=1), ART_82_1)
    return w.outcome("二倍工资差额", to_fen(facts.monthly_wage * months), verdict="due")


def _excepted(w: Work, facts: DoubleWageFacts, period: Period) -> Period | None:
    """None where the interpretation of 2025 says that nothing is due; in doubt before it."""
    words, article = EXCEPTIONS[facts.because]
    w.step(words, True, article, key="excepted")
    w.doubt("例外的条文编号出自一般知识，尚未与司法解释原文核对；是否成立要有证据。")
    if facts.on >= INTERPRETED_FROM or facts.because == "extension":
        return None
    w.doubt(NOT_SAID_BEFORE)
    return period


def double_wage_period(started_on: date, signed_on: date | None, on: date) -> Period | None:
    """The days for which the second wage is due, as far as `on`; None when there are none."""
    last = min(period_end(counted_from(started_on), 12), on)
    if signed_on is not None:
        last = min(last, signed_on - ONE_DAY)
    first = first_day(started_on)
    return Period(first, last) if first <= last else None


def first_day(started_on: date) -> date:
    """The day after the first full month of work."""
    return period_end(counted_from(started_on), 1) + ONE_DAY


def deemed_open_ended_on(started_on: date) -> date:
    """The first anniversary: from then on the contract is deemed open-ended."""
    return period_end(counted_from(started_on), 12) + ONE_DAY


def counted_from(started_on: date) -> date:
    """Work begun before the Act counts from the Act (Article 97.2)."""
    return max(started_on, LAW_BEGAN)


def _began_source(facts: DoubleWageFacts) -> str:
    return ART_97_2 if facts.started_on < LAW_BEGAN else ART_82_1
