"""Pay during probation: Labour Contract Law, Article 20; Regulation, Article 15."""

from dataclasses import dataclass
from decimal import Decimal

from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.rulebook import Outcome, Rulebook, begin

LAW = "cn/labour-contract-law"
ART_20 = "cn/labour-contract-law#20"
REG_15 = "cn/labour-contract-law-regulation#15"


@dataclass(frozen=True, kw_only=True)
class ProbationPayFacts(Facts):
    place: Place
    on: Day
    probation_wage: Money
    contract_wage: Money


def probation_pay(
    facts: ProbationPayFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """What is missing a month to 80 % of the agreed wage and to the minimum wage."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    w.given("约定工资", facts.contract_wage, unit="yuan/month")
    share = w.use("probation.pay_fraction")
    eighty = w.step("约定工资的80%", to_fen(facts.contract_wage * share), ART_20, key="share")
    minimum = w.find("minimum_wage.monthly")
    if minimum is None:
        w.doubt("没有当地最低工资标准，只核对了约定工资的80%。")
    required = max(eighty, minimum or Decimal(0))
    w.step("试用期工资下限", required, ART_20, REG_15, key="required")
    w.given("试用期工资", facts.probation_wage, unit="yuan/month")
    shortfall = max(to_fen(required - facts.probation_wage), Decimal("0.00"))
    if shortfall and facts.probation_wage >= (minimum or Decimal(0)):
        w.doubt("若本单位相同岗位最低档工资更低，条文用“或者”，个别地方从低认定。")
    verdict = "underpaid" if shortfall else "lawful"
    return w.outcome("试用期工资每月差额", shortfall, "yuan/month", verdict)
