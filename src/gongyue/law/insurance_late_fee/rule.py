"""Social insurance paid late, short or not at all: Social Insurance Law, Article 86."""

from dataclasses import dataclass
from decimal import Decimal

from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW = "cn/social-insurance-law"
ART_63_1, ART_86 = f"{LAW}#63.1", f"{LAW}#86"
INSPECTION_27_1 = "cn/inspection-regulation#27.1"
LEAST, MOST = 1, 3  # times, in both articles
LABEL = "社会保险费滞纳金"
ABOVE_THE_DEBT = (
    "滞纳金超过了欠缴本金；行政强制法规定加处的滞纳金不得超过本金，社保是否适用有争议。"
)


@dataclass(frozen=True, kw_only=True)
class InsuranceLateFeeFacts(Facts):
    place: Place
    owed: Money
    owed_since: Day
    on: Day
    order_ended_on: Day | None = None
    hidden_wages: Money = Decimal(0)


def insurance_late_fee(
    facts: InsuranceLateFeeFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """The daily fee so far; parts hold the range of the fines."""
    w = begin(
        book, on=facts.owed_since, place=facts.place, trace=trace, under=LAW, asked_on=facts.on
    )
    owed = w.given("欠缴的社会保险费（单位和个人合计）", facts.owed, unit="yuan")
    days = w.step("欠缴天数（欠缴当日和计算日都算）", _days(facts), ART_86, key="days", unit="day")
    fee = Decimal("0.00")
    if days and owed:
        fee = to_fen(owed * w.use("insurance.late_fee_rate") * days)
    w.step("滞纳金，由单位承担", fee, ART_86, key="late_fee", unit="yuan")
    w.step("连本带滞纳金", fee + to_fen(owed), ART_63_1, ART_86, key="to_pay", unit="yuan")
    if fee > owed:
        w.doubt(ABOVE_THE_DEBT)
    fined = _order_ignored(w, facts, owed)
    _hidden(w, facts.hidden_wages)
    return w.outcome(LABEL, fee, verdict=_verdict(fee, fined))


def _days(facts: InsuranceLateFeeFacts) -> int:
    return max((facts.on - facts.owed_since).days + 1, 0)


def _order_ignored(w: Work, facts: InsuranceLateFeeFacts, owed: Decimal) -> bool:
    """Only what is still unpaid after the time of an order is fined."""
    if facts.order_ended_on is None or not owed:
        return False
    w.given("责令限期缴纳的最后一天", facts.order_ended_on)
    if not w.step("限期已过仍未缴", facts.on > facts.order_ended_on, ART_86, key="order_ignored"):
        return False
    _range(w, "欠缴的罚款", "fine", owed, ART_86)
    return True


def _hidden(w: Work, wages: Decimal) -> None:
    """Wages or people left out of the declaration (Inspection Regulation, Article 27)."""
    if wages:
        w.given("申报时瞒报的工资数额", wages, unit="yuan")
        _range(w, "瞒报的罚款", "hidden_fine", wages, INSPECTION_27_1)


def _range(w: Work, words: str, key: str, amount: Decimal, article: str) -> None:
    low, high = to_fen(amount * LEAST), to_fen(amount * MOST)
    w.step(f"{words}（至少）", low, article, key=f"{key}_low", unit="yuan")
    w.step(f"{words}（至多）", high, article, key=f"{key}_high", unit="yuan")


def _verdict(fee: Decimal, fined: bool) -> str:
    if fined:
        return "fine_due"
    return "late_fee_due" if fee else "none_owed"
