"""The housing fund: Regulation on the Housing Provident Fund, Articles 15 to 20, 37 and 38."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Annotated

from gongyue.kernel.dates import month_of
from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW = "cn/housing-fund-regulation"
ART_15_1, ART_16_1, ART_16_2, ART_18 = f"{LAW}#15.1", f"{LAW}#16.1", f"{LAW}#16.2", f"{LAW}#18"
ART_20_1, ART_37, ART_38 = f"{LAW}#20.1", f"{LAW}#37", f"{LAW}#38"
FINE_LOW, FINE_HIGH = Decimal(10_000), Decimal(50_000)  # Article 37
NO_LATE_FEE = "逾期不缴由公积金中心责令限期缴存，再不缴的申请法院强制执行；没有按日加收的滞纳金。"
LESS = "经职代会或者工会讨论、公积金中心审核批准后，困难单位可以降低比例或者缓缴。"
Percent = Annotated[Decimal, Between(Decimal(0), Decimal(100))]


@dataclass(frozen=True, kw_only=True)
class HousingFundFacts(Facts):
    place: Place
    month: Day
    wage: Money
    percent: Percent
    registered: bool = True
    hired_on: Day | None = None
    paid: Money | None = None

    def check(self) -> None:
        if 0 < self.percent < 1:
            self.refuse("percent", "请填百分数：8%填8，不填0.08")


def housing_fund(
    facts: HousingFundFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """What both sides pay a month at the rate, kept between the lawful lowest and highest."""
    month = month_of(facts.month)
    w = begin(book, on=month.first, place=facts.place, trace=trace, under=LAW)
    least, most = w.use("housing_fund.least_rate"), w.use("housing_fund.most_rate")
    rate = w.given("实际缴存比例（单位和个人各）", facts.percent / 100, unit="rate")
    lawful = w.step("缴存比例合规", least <= rate <= most, ART_18, key="compliant")
    base = _base(w, facts.wage)
    if not lawful:
        rate = w.step("按合规比例计算", min(max(rate, least), most), ART_18, unit="rate")
    each = to_fen(base * rate)
    w.step("个人月缴存额", each, ART_16_1, key="worker", unit="yuan")
    w.step("单位月缴存额", each, ART_16_2, key="employer", unit="yuan")
    total = w.step("月缴存额合计", each * 2, ART_16_1, ART_16_2, key="total", unit="yuan")
    verdict = _verdict(w, facts, total)
    if verdict == "compliant" and not lawful:
        verdict = "rate_too_low" if facts.percent / 100 < least else "rate_too_high"
    return w.outcome("每月应缴住房公积金（单位和个人合计）", total, "yuan", verdict)


def _base(w: Work, wage: Decimal) -> Decimal:
    floor, cap = w.use("housing_fund.floor"), w.use("housing_fund.cap")
    w.part("floor", floor)
    w.part("cap", cap)
    w.given("上一年度月平均工资（新参加工作的为当月工资）", wage, unit="yuan/month")
    base = to_fen(min(max(wage, floor), cap))
    return w.step("缴存基数", base, ART_16_1, key="base", unit="yuan/month")


def _verdict(w: Work, facts: HousingFundFacts, total: Decimal) -> str:
    """Not registered comes before paid too little."""
    if facts.hired_on is not None:
        days = int(w.use("housing_fund.registration_days"))
        last = facts.hired_on + timedelta(days=days)
        w.step("最迟办理缴存登记和开户", last, ART_15_1, key="register_by")
    if not facts.registered:
        w.step("责令后仍不办理的罚款（至少）", FINE_LOW, ART_37, key="fine_low", unit="yuan")
        w.step("责令后仍不办理的罚款（至多）", FINE_HIGH, ART_37, key="fine_high", unit="yuan")
        w.doubt(NO_LATE_FEE)
        return "not_registered"
    if facts.paid is None:
        return "compliant"
    paid = w.given("实际每月缴存（单位和个人合计）", facts.paid, unit="yuan")
    short = to_fen(max(total - paid, Decimal(0)))
    w.step("每月少缴", short, ART_20_1, ART_38, key="short", unit="yuan")
    if short:
        w.doubt(NO_LATE_FEE)
        w.doubt(LESS)
    return "short_paid" if short else "compliant"
