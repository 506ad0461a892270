"""A quarter of one's own contributions, paid to the person for a year: Notice 25 of the State
Council's office, 2025."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.policies import decide, given_by, granted
from gongyue.law.rulebook import Outcome, Rulebook, begin

BASIS = "cn/employment-support-2025"
LOCAL_LISTS = "哪些行业算重点行业、哪些人算重点群体，由各省定名单；请按当地的名单核对。"
ContractMonths = Annotated[int, Between(0, 600)]


@dataclass(frozen=True, kw_only=True)
class InsuranceSubsidyFacts(Facts):
    place: Place
    on: Day
    size: Literal["sme", "large"]
    key_sector: bool
    target_group: bool
    contract_months: ContractMonths
    own_contribution: Money


def insurance_subsidy(
    facts: InsuranceSubsidyFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """What a month brings; parts `months` and `total` say how long and how much in all."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=BASIS)
    verdict = decide(w, "insurance_subsidy", given_by(facts, {}))
    w.doubt(LOCAL_LISTS)
    if verdict == "not_entitled":
        return w.outcome("个人社保补贴（每月）", Decimal(0), "yuan/month", verdict)
    own = w.given("个人每月缴的社会保险费", facts.own_contribution, unit="yuan/month")
    monthly = granted(w, verdict, to_fen(own * w.use("insurance_subsidy.share")))
    months = w.use("insurance_subsidy.months")
    w.step("每月发给本人", monthly, BASIS, key="monthly", unit="yuan/month")
    w.part("months", months)
    w.step("发满期限合计", monthly * months, BASIS, key="total", unit="yuan")
    return w.outcome("个人社保补贴（每月）", monthly, "yuan/month", verdict)
