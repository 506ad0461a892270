"""What employer and worker pay a month: Social Insurance Law, Articles 12, 23 and 44."""

from dataclasses import dataclass
from decimal import Decimal

from gongyue.kernel.dates import month_of
from gongyue.kernel.money import to_fen
from gongyue.law.contribution_base import clipped
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW = "cn/social-insurance-law"
ARTICLES = {
    "pension": ("养老", "cn/social-insurance-law#12"),
    "unemployment": ("失业", "cn/social-insurance-law#44"),
    "medical": ("医疗", "cn/social-insurance-law#23.1"),
}
SIDES = (("employer", "单位"), ("worker", "个人"))


@dataclass(frozen=True, kw_only=True)
class ContributionsFacts(Facts):
    place: Place
    month: Day
    wage: Money


def contributions(
    facts: ContributionsFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """The employer's share; parts hold each insurance and side, `employer` and `worker` sums."""
    month = month_of(facts.month)
    w = begin(book, on=month.first, place=facts.place, trace=trace, under=LAW)
    base = clipped(w, facts.wage)
    bases = {"pension": base, "unemployment": base}
    medical = _medical_base(w, facts.wage)
    if medical is None:
        w.doubt("未含医疗（生育）保险：当地医疗保险缴费基数上下限尚未核实。")
    else:
        bases["medical"] = medical
    w.doubt("未含工伤保险：费率随行业和浮动档次而定。")
    totals = {side: _side(w, bases, side, label) for side, label in SIDES}
    return w.outcome("单位每月应缴社会保险费", totals["employer"])


def _medical_base(w: Work, wage: Decimal) -> Decimal | None:
    floor, cap = w.peek("medical.floor"), w.peek("medical.cap")
    if floor is None or cap is None:
        return None
    base = to_fen(min(max(wage, w.use("medical.floor")), w.use("medical.cap")))
    return w.step("医疗保险缴费基数", base, ARTICLES["medical"][1], unit="yuan/month")


def _side(w: Work, bases: dict[str, Decimal], side: str, label: str) -> Decimal:
    total = Decimal("0.00")
    for insurance, base in bases.items():
        name, article = ARTICLES[insurance]
        amount = to_fen(base * w.use(f"{insurance}.{side}_rate"))
        total += w.step(f"{name}保险{label}缴费", amount, article, key=f"{insurance}_{side}")
    articles = [ARTICLES[insurance][1] for insurance in bases]
    return w.step(f"{label}合计", total, *articles, key=side, unit="yuan")
