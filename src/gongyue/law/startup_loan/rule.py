"""Guaranteed loans to start a business, half of the interest paid by the state: Measures for the
special fund of inclusive finance, 财金〔2023〕75号."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.policies import decide, given_by
from gongyue.law.rulebook import Outcome, Rulebook, begin

BASIS = "cn/inclusive-finance-measures-2023"
FIELDS = {"founder_age": "age"}
LABEL = "创业担保贷款（最高）"
BANK = "这是国家规定的最高数；各地可以另定额度，贷不贷、贷多少由担保机构和银行核定。"
TERM = "贷款期限、利率上限和贴息几年没有建模，贴息只算第一年、按填写的利率。"
Age = Annotated[int, Between(0, 120)]
Staff = Annotated[int, Between(1, 1_000_000)]
Hired = Annotated[int, Between(0, 100_000)]
YearlyRate = Annotated[Decimal, Between(Decimal(0), Decimal(24))]  # percent


@dataclass(frozen=True, kw_only=True)
class StartupLoanFacts(Facts):
    place: Place
    on: Day
    borrower: Literal["person", "firm"]
    wanted: Money
    rate_percent: YearlyRate
    age: Age | None = None
    founder_group: bool | None = None
    venture_registered: bool | None = None
    staff: Staff | None = None
    new_hires: Hired | None = None


def startup_loan(
    facts: StartupLoanFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """What is wanted, at most the limit; part `subsidy_year` is the share of a year's interest."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=BASIS)
    verdict = decide(w, f"startup_loan_{facts.borrower}", given_by(facts, FIELDS))
    if verdict == "not_entitled":
        return w.outcome(LABEL, Decimal(0), "yuan", verdict)
    w.doubt(BANK)
    w.doubt(TERM)
    wanted = w.given("想贷的数额", facts.wanted, unit="yuan")
    loan = min(to_fen(wanted), w.use(f"startup_loan.limit_{facts.borrower}"))
    w.step("按限额可以贷的数额", loan, BASIS, key="loan", unit="yuan")
    rate = w.given("年利率（%）", facts.rate_percent)
    interest = w.step("第一年的利息", to_fen(loan * rate / 100), BASIS, key="interest", unit="yuan")
    subsidy = to_fen(interest * w.use("startup_loan.interest_share"))
    w.step("第一年的贴息", subsidy, BASIS, key="subsidy_year", unit="yuan")
    return w.outcome(LABEL, loan, "yuan", verdict)
