"""Tax taken off for each person hired out of poverty or out of long unemployment: Announcement 15
of 2023 of the Ministry of Finance and others."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.policies import decide, given_by
from gongyue.law.rulebook import BadFacts, Outcome, Rulebook, Work, begin

BASIS = "cn/key-groups-tax-2023"
FIELDS = {"tax_group": "group", "insurance_paid": "insured", "credit_months_used": "months_used"}
LABEL = "本年可以减的税（最高）"
A_YEAR = 12
STANDARD = "没有填当地的定额，按全国的基本定额计算；各省可以上浮，以当地公布的为准。"
ORDER = "依次减增值税、附加和企业所得税，当年减不完的不结转；怎么申报以税务机关的要求为准。"
AmongMonths = Annotated[int, Between(0, 600)]
InTheYear = Annotated[int, Between(1, 12)]
People = Annotated[int, Between(1, 10_000)]


@dataclass(frozen=True, kw_only=True)
class HiringTaxCreditFacts(Facts):
    place: Place
    on: Day
    group: Literal["poverty_relief", "registered_unemployed", "other"]
    contract_months: AmongMonths
    insured: bool
    people: People
    worked_months: InTheYear
    tax: Money
    unemployed_months: AmongMonths | None = None
    months_used: AmongMonths = 0
    local_standard: Money | None = None


def hiring_tax_credit(
    facts: HiringTaxCreditFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """What the year's taxes are less by: persons times months, never more than the taxes."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=BASIS)
    verdict = decide(w, "hiring_tax_credit", given_by(facts, FIELDS))
    if verdict == "not_entitled":
        return w.outcome(LABEL, Decimal(0), "yuan", verdict)
    w.doubt(ORDER)
    months = _months(w, facts)
    people = w.given("招用的人数", Decimal(facts.people), unit="person")
    full = to_fen(people * _standard(w, facts) * months / A_YEAR)
    w.step("按人数和月数算的减税额", full, BASIS, key="full", unit="yuan")
    tax = w.given("本年应缴的这些税", facts.tax, unit="yuan")
    return w.outcome(LABEL, min(full, to_fen(tax)), "yuan", verdict)


def _months(w: Work, facts: HiringTaxCreditFacts) -> Decimal:
    """Of the year, as far as the three years reach."""
    most = w.peek("hiring_tax_credit.months") or Decimal(0)  # recorded with the conditions
    left = most - facts.months_used
    counted = min(Decimal(facts.worked_months), left)
    return w.step("本年算的月数", counted, BASIS, key="months", unit="month")


def _standard(w: Work, facts: HiringTaxCreditFacts) -> Decimal:
    """A place may raise the amount by at most so much; it cannot lower it."""
    basic = w.use("hiring_tax_credit.standard")
    if facts.local_standard is None:
        w.doubt(STANDARD)
        return basic
    most = basic * (1 + w.use("hiring_tax_credit.raise_most"))
    if not basic <= facts.local_standard <= most:
        words = f"“当地每人每年的定额”应在{basic}至{most.normalize():f}元之间，请核对当地的公告。"
        raise BadFacts(words, field="local_standard")
    return w.given("当地每人每年的定额", facts.local_standard, unit="yuan")
