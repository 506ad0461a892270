"""The employer's own contributions for people hard to employ, or for graduates of a small firm,
paid back for a time: Measures for employment subsidies, 财社〔2017〕164号."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.policies import decide, given_by, granted
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

BASIS = "cn/employment-funds-measures-2017"
FIELDS = {"subsidy_group": "group", "insurance_paid": "insured"}
LABEL = "单位社保补贴（每月）"
ContractMonths = Annotated[int, Between(0, 600)]
UnderFiveYears = Annotated[int, Between(0, 59)]


@dataclass(frozen=True, kw_only=True)
class EmployerInsuranceSubsidyFacts(Facts):
    place: Place
    on: Day
    group: Literal["hard_to_employ", "graduate", "other"]
    contract_months: ContractMonths
    insured: bool
    pension: Money
    medical: Money
    unemployment: Money
    small_micro: bool | None = None
    months_to_retirement: UnderFiveYears | None = None


def employer_insurance_subsidy(
    facts: EmployerInsuranceSubsidyFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """What the employer pays a month for three insurances; `months` and `total` say how long and
    how much in all."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=BASIS)
    verdict = decide(w, "employer_insurance_subsidy", given_by(facts, FIELDS))
    if verdict == "not_entitled":
        return w.outcome(LABEL, Decimal(0), "yuan/month", verdict)
    monthly = granted(w, verdict, _monthly(w, facts))
    w.step("每月补给单位", monthly, BASIS, key="monthly", unit="yuan/month")
    months = w.step("最长补的月数", _months(w, facts), BASIS, key="months", unit="month")
    w.step("补满期限合计", monthly * months, BASIS, key="total", unit="yuan")
    return w.outcome(LABEL, monthly, "yuan/month", verdict)


def _monthly(w: Work, facts: EmployerInsuranceSubsidyFacts) -> Decimal:
    """Injury insurance, and what the person pays, are no part of it."""
    pension = w.given("单位每月缴的养老保险费", facts.pension, unit="yuan/month")
    medical = w.given("单位每月缴的医疗保险费", facts.medical, unit="yuan/month")
    unemployment = w.given("单位每月缴的失业保险费", facts.unemployment, unit="yuan/month")
    return to_fen(pension + medical + unemployment)


def _months(w: Work, facts: EmployerInsuranceSubsidyFacts) -> Decimal:
    """Whoever is hard to employ and close to retirement is paid for until then."""
    if facts.group == "graduate":
        return w.use("employer_insurance_subsidy.months_graduate")
    if facts.months_to_retirement is not None:
        return w.given("离退休还有几个月", Decimal(facts.months_to_retirement), unit="month")
    return w.use("employer_insurance_subsidy.months_hard")
