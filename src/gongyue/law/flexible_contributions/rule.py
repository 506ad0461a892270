"""What a flexible worker pays alone: Social Insurance Law, Articles 10, 12, 23 and 60."""

from dataclasses import dataclass
from decimal import Decimal

from gongyue.kernel.dates import month_of
from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.rulebook import BadFacts, Outcome, Rulebook, Work, begin

LAW = "cn/social-insurance-law"
ART_10_2, ART_12_3, ART_23_2, ART_60_2 = (
    f"{LAW}#10.2", f"{LAW}#12.3", f"{LAW}#23.2", f"{LAW}#60.2",
)  # fmt: skip
MONTHS = 12
NO_MEDICAL = "未含职工医疗保险：当地灵活就业人员的医保费率和基数没有核实；也可以参加居民医保。"
NO_INJURY = "自己缴费不含工伤和失业保险；平台的职业伤害保障另外由平台出钱。"


@dataclass(frozen=True, kw_only=True)
class FlexibleContributionsFacts(Facts):
    place: Place
    month: Day
    chosen_base: Money


def flexible_contributions(
    facts: FlexibleContributionsFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """The month's payment; parts hold what goes to the own account and to the pool."""
    month = month_of(facts.month)
    w = begin(book, on=month.first, place=facts.place, trace=trace, under=LAW)
    base = _base(w, facts.chosen_base)
    pension = to_fen(base * w.use("flexible.pension_rate"))
    w.step("养老保险费（全部自己出）", pension, ART_10_2, ART_12_3, key="pension", unit="yuan")
    account = to_fen(base * w.use("flexible.account_rate"))
    w.step("其中进自己的个人账户", account, ART_12_3, key="account", unit="yuan")
    w.step("其中进统筹基金", pension - account, ART_12_3, key="pool", unit="yuan")
    total = pension + _medical(w, base)
    w.step("每月合计", total, ART_60_2, key="monthly", unit="yuan")
    w.step("一年合计（标准不变时）", total * MONTHS, ART_60_2, key="yearly", unit="yuan")
    w.doubt(NO_INJURY)
    return w.outcome("每月自己缴的社会保险费", total)


def _base(w: Work, chosen: Decimal) -> Decimal:
    """Freely chosen, but only between the limits."""
    floor, cap = w.use("contribution.floor"), w.use("contribution.cap")
    w.part("floor", floor)
    w.part("cap", cap)
    if not floor <= chosen <= cap:
        raise BadFacts(f"“自选的缴费基数”应在{floor}至{cap}元之间。", field="chosen_base")
    base = w.given("自选的缴费基数", to_fen(chosen), unit="yuan/month")
    w.part("base", base)
    return base


def _medical(w: Work, base: Decimal) -> Decimal:
    """On the same base where the place says so."""
    rate = w.find("flexible.medical_rate")
    if rate is None:
        w.doubt(NO_MEDICAL)
        return Decimal(0)
    paid = to_fen(base * rate)
    return w.step("职工医疗保险费", paid, ART_23_2, key="medical", unit="yuan")
