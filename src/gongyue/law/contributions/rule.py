"""What employer and worker pay a month: Social Insurance Law, Articles 12, 23, 35 and 44."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from gongyue.kernel.dates import month_of
from gongyue.kernel.money import to_fen
from gongyue.law.contribution_base import clipped
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.injury_premium import FloatStep, InjuryClass, refuse_step
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW = "cn/social-insurance-law"
ART_33, ART_35 = f"{LAW}#33", f"{LAW}#35"
ARTICLES = {
    "pension": ("养老", f"{LAW}#12"),
    "unemployment": ("失业", f"{LAW}#44"),
    "medical": ("医疗", f"{LAW}#23.1"),
}
SIDES = {"employer": "单位", "worker": "个人"}
NOTHING = Decimal("0.00")
STEPS = {step: Decimal(step) / 100 for step in ("50", "80", "100", "120", "150")}
NO_MEDICAL = "未含医疗（生育）保险：当地医疗保险缴费基数上下限尚未核实。"
NO_INJURY = "未含工伤保险：费率随行业和浮动档次而定。"


class Line(NamedTuple):
    """One insurance and side: which base, what it reads, what it says."""

    base: int  # 0 the general one, 1 that of medical insurance
    rate: str
    label: str
    article: str
    key: str


def _line(name: str, side: str) -> Line:
    word, article = ARTICLES[name]
    label = f"{word}保险{SIDES[side]}缴费"
    return Line(int(name == "medical"), f"{name}.{side}_rate", label, article, f"{name}_{side}")


LINES = {
    (medical, side): tuple(_line(name, side) for name in ARTICLES if medical or name != "medical")
    for medical in (True, False)
    for side in SIDES
}
SUMMED = {medical: tuple(line.article for line in lines) for (medical, _), lines in LINES.items()}


@dataclass(frozen=True, kw_only=True)
class ContributionsFacts(Facts):
    place: Place
    month: Day
    wage: Money
    injury_class: InjuryClass | None = None
    float_step: FloatStep = "100"

    def check(self) -> None:
        refuse_step(self.injury_class, self.float_step)


def contributions(
    facts: ContributionsFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """The employer's share; parts hold each insurance and side, `employer` and `worker` sums."""
    month = month_of(facts.month)
    w = begin(book, on=month.first, place=facts.place, trace=trace, under=LAW)
    has_medical = None not in (w.peek("medical.floor"), w.peek("medical.cap"))
    w.ahead(READ[has_medical, facts.injury_class])
    base = clipped(w, facts.wage)
    bases = (base, _medical_base(w, facts.wage)) if has_medical else (base,)
    injury = _injury(w, facts, base)
    employer = _side(w, bases, "employer", injury)
    _side(w, bases, "worker", None)
    if not has_medical:
        w.doubt(NO_MEDICAL)
    if injury is None:
        w.doubt(NO_INJURY)
    return w.outcome("单位每月应缴社会保险费", employer)


def _read(has_medical: bool, injury_class: InjuryClass | None) -> tuple[str, ...]:
    """The numbers a calculation uses, in the order in which it does."""
    medical = ("medical.floor", "medical.cap") if has_medical else ()
    injury = (f"injury.class{injury_class}_rate",) if injury_class else ()
    rates = [line.rate for side in SIDES for line in LINES[has_medical, side]]
    return ("contribution.floor", "contribution.cap", *medical, *injury, *rates)


CLASSES: tuple[InjuryClass | None, ...] = (None, "1", "2", "3", "4", "5", "6", "7", "8")
READ = {(medical, cls): _read(medical, cls) for medical in (True, False) for cls in CLASSES}


def _medical_base(w: Work, wage: Decimal) -> Decimal:
    base = to_fen(min(max(wage, w.use("medical.floor")), w.use("medical.cap")))
    return w.step("医疗保险缴费基数", base, ARTICLES["medical"][1], unit="yuan/month")


def _injury(w: Work, facts: ContributionsFacts, base: Decimal) -> Decimal | None:
    """Only the employer pays it (Article 33)."""
    if facts.injury_class is None:
        return None
    rate = w.use(f"injury.class{facts.injury_class}_rate")
    step = w.given("工伤保险费率浮动档次", STEPS[facts.float_step], unit="rate")
    premium = to_fen(base * rate * step)
    return w.step("工伤保险单位缴费", premium, ART_35, ART_33, key="injury_employer", unit="yuan")


def _side(w: Work, bases: tuple[Decimal, ...], side: str, injury: Decimal | None) -> Decimal:
    total, has_medical = injury or NOTHING, len(bases) > 1
    for base, rate, label, article, key in LINES[has_medical, side]:
        total += w.step(label, to_fen(bases[base] * w.use(rate)), article, key=key)
    return w.step(f"{SIDES[side]}合计", total, *SUMMED[has_medical], key=side, unit="yuan")
