"""One payment for each young person hired and insured: Notice 18 of 2025."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from gongyue.law.facts import Day, Facts, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.policies import decide, given_by, paid_out
from gongyue.law.rulebook import Outcome, Rulebook, begin

BASIS = "cn/stable-jobs-notice-2025"
FIELDS = {
    "young_group": "hired",
    "contract_signed": "signed",
    "three_insurances_months": "paid_months",
    "had_hiring_subsidy": "had_before",
}
PaidMonths = Annotated[int, Between(0, 600)]
People = Annotated[int, Between(1, 10_000)]


@dataclass(frozen=True, kw_only=True)
class HiringSubsidyFacts(Facts):
    place: Place
    on: Day
    hired: Literal["graduating", "recent_graduate", "young_unemployed", "other"]
    signed: bool
    paid_months: PaidMonths
    people: People = 1
    had_before: bool = False


def hiring_subsidy(
    facts: HiringSubsidyFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """At most a sum for each of them, once a person."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=BASIS)
    verdict = decide(w, "hiring_subsidy", given_by(facts, FIELDS))
    people = w.given("招用的人数", Decimal(facts.people), unit="person")
    return paid_out(w, verdict, "一次性扩岗补助（最高）", people * w.use("hiring_subsidy.each"))
