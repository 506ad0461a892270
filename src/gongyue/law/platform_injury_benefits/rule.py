"""Benefits of an occupational injury of platform workers: Procedure of 2025, 38 and 39."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.injury_benefits import ALLOWANCE, LUMP_MONTHS
from gongyue.law.injury_death import LONE_TOO_MANY, People, family_share
from gongyue.law.platform_injury_fee import pilot_runs
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

PROCEDURE = "cn/platform-injury-procedure"
LABEL = "一次性待遇合计（不含每月领取的）"
DEAD = 0  # instead of a grade
Grade = Annotated[int, Between(DEAD, 10)]
FULLY_DISABLED = 4
ONCE_MONTHS = {5: 30, 6: 25}
DEATH_SHARE = Decimal("0.6")  # of the average wage of private units
FUNERAL_MONTHS, INCOMES = 6, 20
NO_RELATION = "领取待遇不要求有劳动关系；领了以后，仍可以另外要求确认劳动关系。"
DURING_ORDERS = "要在执行平台订单任务期间受伤，并经职业伤害确认和劳动能力鉴定。"
BASE = "待遇计发基数由当地经办机构公布，请按公布的数额填写并核对。"


@dataclass(frozen=True, kw_only=True)
class PlatformInjuryBenefitsFacts(Facts):
    place: Place
    injured_on: Day
    grade: Grade
    benefit_base: Money | None = None
    private_average: Money | None = None
    spouse: bool = False
    others: People = 0
    lone: People = 0

    def check(self) -> None:
        if self.lone > self.others + self.spouse:
            self.refuse("lone", LONE_TOO_MANY)
        if self.grade == DEAD and self.private_average is None:
            self.refuse("private_average", "没有填写，死亡待遇按它的60%计算")
        if self.grade != DEAD and self.benefit_base is None:
            self.refuse("benefit_base", "没有填写，伤残待遇按它计算")


def platform_injury_benefits(
    facts: PlatformInjuryBenefitsFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """What is paid once; parts hold the monthly sums."""
    w = begin(book, on=facts.injured_on, place=facts.place, trace=trace, under=PROCEDURE)
    if not pilot_runs(w):
        w.step("当地已经实行职业伤害保障", False, PROCEDURE)
        return w.outcome(LABEL, Decimal("0.00"), verdict="not_applicable")
    once = _death(w, facts) if facts.grade == DEAD else _disability(w, facts)
    for words in (NO_RELATION, DURING_ORDERS):
        w.doubt(words)
    w.step("一次性待遇合计", once, PROCEDURE, key="total", unit="yuan")
    return w.outcome(LABEL, once, verdict="due")


def _disability(w: Work, facts: PlatformInjuryBenefitsFacts) -> Decimal:
    grade, base = facts.grade, facts.benefit_base or Decimal(0)
    w.given("伤残等级", grade)
    w.given("待遇计发基数", base, unit="yuan/month")
    w.doubt(BASE)
    months = Decimal(LUMP_MONTHS[grade])
    w.step("一次性伤残补助金的月数", months, PROCEDURE, key="lump_months", unit="month")
    lump = to_fen(base * months)
    w.step("一次性伤残补助金", lump, PROCEDURE, key="lump", unit="yuan")
    if grade <= FULLY_DISABLED:
        monthly = to_fen(base * ALLOWANCE[grade])
        w.step("每月伤残津贴", monthly, PROCEDURE, key="monthly_allowance", unit="yuan/month")
    if grade not in ONCE_MONTHS:
        return lump
    words = f"一次性津贴（{ONCE_MONTHS[grade]}个月，没有每月津贴）"
    return lump + w.step(words, to_fen(base * ONCE_MONTHS[grade]), PROCEDURE,
                         key="once_allowance", unit="yuan")  # fmt: skip


def _death(w: Work, facts: PlatformInjuryBenefitsFacts) -> Decimal:
    w.given("上年度城镇私营单位就业人员月平均工资", facts.private_average or Decimal(0),
            unit="yuan/month")  # fmt: skip
    base = to_fen((facts.private_average or Decimal(0)) * DEATH_SHARE)
    w.step("死亡待遇的计发基数（60%）", base, PROCEDURE, key="base", unit="yuan/month")
    funeral = to_fen(base * FUNERAL_MONTHS)
    w.step("丧葬补助金（6个月）", funeral, PROCEDURE, key="funeral", unit="yuan")
    grant = to_fen(w.use("injury.urban_income") * INCOMES)
    w.step("一次性职业伤害死亡补助金（20倍）", grant, PROCEDURE, key="grant", unit="yuan")
    share = family_share(facts)
    if share:
        monthly = min(to_fen(base * share), base)
        w.step("每月供养亲属抚恤金合计（不高于计发基数）", monthly, PROCEDURE, key="monthly",
               unit="yuan/month")  # fmt: skip
    return funeral + grant
