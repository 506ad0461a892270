"""The wage deposit of a general contractor: 人社部发〔2021〕65号."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from gongyue.kernel.money import to_fen
from gongyue.law.deadlines import after_workdays
from gongyue.law.facts import Day, Facts, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW, BASIS = "cn/wage-deposit-provisions", "cn/migrant-wage-regulation#32.2"
LABEL = "工资保证金（至多）"
OPEN_WITHIN, TOP_UP_WITHIN = 20, 10
ContractSum = Annotated[Decimal, Between(Decimal(0), Decimal(100_000_000_000))]
History = Literal["none", "clean_2_years", "clean_3_years", "arrears", "blacklisted"]
CHANGED: dict[History, tuple[str, str]] = {
    "clean_2_years": ("两年没有拖欠，比例降低", "wage_deposit.lowered_by"),
    "arrears": ("两年内有过拖欠，比例提高", "wage_deposit.raised_by"),
    "blacklisted": ("因欠薪被列入失信名单，比例提高", "wage_deposit.raised_when_listed"),
}
LOCAL = "具体比例、上限和减免由各省规定；湖南的办法尚未核对。"
REAL_NAMES = "免存还要落实实名制和专用账户（一般知识，尚未与规定原文核对）。"
AT_LEAST = "这里按降低、提高的最小幅度计算，当地可以降得更多或者提得更高。"


@dataclass(frozen=True, kw_only=True)
class WageDepositFacts(Facts):
    place: Place
    on: Day
    contract_sum: ContractSum
    history: History
    arrears_last_year: bool
    several_sites: bool = False
    permit_on: Day | None = None
    used_on: Day | None = None

    def check(self) -> None:
        if self.arrears_last_year and self.history in ("clean_2_years", "clean_3_years"):
            self.refuse("arrears_last_year", "与“连续没有拖欠”矛盾，请核对")


def wage_deposit(
    facts: WageDepositFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """The most by the national range; part `least` the least, `exempt_possible` whether none."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    w.doubt(LOCAL)
    w.given("施工合同额", facts.contract_sum, unit="yuan")
    if facts.history == "clean_3_years":
        w.step("三年没有拖欠，新增工程免存", True, LAW, BASIS, key="exempt_possible")
        w.doubt(REAL_NAMES)
        return w.outcome(LABEL, Decimal("0.00"), verdict="exempt")
    below = facts.contract_sum < w.use("wage_deposit.exempt_below")
    small = below and not facts.arrears_last_year
    w.step("合同额较小、签合同前一年没有拖欠，各地可以免存", small, LAW, key="exempt_possible")
    most = _range(w, facts)
    _days(w, facts)
    return w.outcome(LABEL, most, verdict="may_be_exempt" if small else "due")


def _range(w: Work, facts: WageDepositFacts) -> Decimal:
    """Least and most by share; several sites lower the least, a history both."""
    low, high = w.use("wage_deposit.least_share"), w.use("wage_deposit.most_share")
    if facts.several_sites:
        low = w.use("wage_deposit.floor_share")
    factor = _factor(w, facts.history)
    if low * factor < (floor := w.use("wage_deposit.floor_share")):
        low = floor / factor
    low, high = low * factor, high * factor
    w.step("工资保证金（至少）", to_fen(facts.contract_sum * low), LAW, BASIS,
           key="least", unit="yuan")  # fmt: skip
    most = to_fen(facts.contract_sum * high)
    return w.step(LABEL, most, LAW, BASIS, key="most", unit="yuan")


def _factor(w: Work, history: History) -> Decimal:
    if history not in CHANGED:
        return Decimal(1)
    words, name = CHANGED[history]
    change = w.use(name)
    w.doubt(AT_LEAST)
    factor = 1 - change if history == "clean_2_years" else 1 + change
    return w.step(f"{words}到几倍", factor, LAW, BASIS, unit="multiple")


def _days(w: Work, facts: WageDepositFacts) -> None:
    if facts.permit_on is not None:
        last = after_workdays(w, facts.permit_on, OPEN_WITHIN)
        w.step("最晚开户存储（二十个工作日）", last, LAW, key="open_by")
    if facts.used_on is not None:
        last = after_workdays(w, facts.used_on, TOP_UP_WITHIN)
        w.step("动用以后最晚补足（十个工作日）", last, LAW, key="top_up_by")
