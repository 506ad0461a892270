"""One payment for each young person hired and insured: Notice 18 of 2025."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from gongyue.law.facts import Day, Facts, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.policies import Condition, decide, paid_out
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

BASIS = "cn/stable-jobs-notice-2025"
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
    verdict = decide(w, BASIS, _conditions(w, facts), "hiring_subsidy.months")
    people = w.given("招用的人数", Decimal(facts.people), unit="person")
    return paid_out(w, verdict, "一次性扩岗补助（最高）", people * w.use("hiring_subsidy.each"))


def _conditions(w: Work, facts: HiringSubsidyFacts) -> tuple[Condition, ...]:
    least = w.use("hiring_subsidy.months")
    return (
        Condition("招用的是毕业年度或离校两年内未就业的毕业生、16至24岁登记失业青年",
                  facts.hired != "other"),
        Condition("签了劳动合同", facts.signed),
        Condition("失业、工伤、职工养老保险费足额缴的月数够了", facts.paid_months >= least),
        Condition("没有因为同一个人领过", not facts.had_before),
    )  # fmt: skip
