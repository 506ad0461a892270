"""How long records of pay are kept: Wage Provisions 6, Migrant Workers' Wage Regulation 15, 28."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from gongyue.kernel.dates import add_months
from gongyue.law.facts import Day, Facts, Place
from gongyue.law.rulebook import Outcome, Rulebook, begin

GENERAL, MIGRANT = "cn/wage-payment-provisions", "cn/migrant-wage-regulation"
Record = Literal["general", "migrant", "construction"]


class Keeping(NamedTuple):
    words: str
    years: int
    act: str
    article: str


RECORDS: dict[Record, Keeping] = {
    "general": Keeping("工资支付记录", 2, GENERAL, f"{GENERAL}#6.3"),
    "migrant": Keeping("农民工工资支付台账", 3, MIGRANT, f"{MIGRANT}#15.1"),
    "construction": Keeping("施工单位用工管理台账", 3, MIGRANT, f"{MIGRANT}#28.3"),
}


@dataclass(frozen=True, kw_only=True)
class PayrollRecordsFacts(Facts):
    place: Place
    record: Record
    from_on: Day


def payroll_records(
    facts: PayrollRecordsFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """The day until which the record is kept at least; part `years` how long that is."""
    kept = RECORDS[facts.record]
    w = begin(book, on=facts.from_on, place=facts.place, trace=trace, under=kept.act)
    w.given("从哪一天起算", facts.from_on)
    years = w.step(f"{kept.words}至少保存", kept.years, kept.article, key="years", unit="year")
    until = w.step("至少保存到", add_months(facts.from_on, 12 * years), kept.article, key="until")
    if facts.record != "general":
        w.step("发生争议不能提供的，单位承担不利后果", True, f"{MIGRANT}#50")
    return w.outcome("至少保存到", until, "date")
