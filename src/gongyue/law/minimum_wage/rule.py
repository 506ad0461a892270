"""Minimum wage of a month: Labour Law, Article 48; Provisions on Minimum Wages, Article 12."""

from dataclasses import dataclass
from decimal import Decimal

from gongyue.kernel.dates import month_of
from gongyue.kernel.money import to_fen
from gongyue.law.facts import Count, Day, Facts, Money, Place
from gongyue.law.minimum_wage.items import PROVISIONS_12, counted
from gongyue.law.minimum_wage.local import local_minimum
from gongyue.law.rulebook import NotCovered, Outcome, Rulebook, Work, begin

ART_48_2 = "cn/labour-law#48.2"


@dataclass(frozen=True, kw_only=True)
class MinimumWageFacts(Facts):
    place: Place
    month: Day
    gross: Money | None = None
    basic: Money | None = None
    bonus: Money = Decimal(0)
    allowances: Money = Decimal(0)
    overtime_pay: Money = Decimal(0)
    excluded_allowances: Money = Decimal(0)
    welfare: Money = Decimal(0)
    own_insurance: Money = Decimal(0)
    minimum: Money | None = None
    full_month: bool = True
    days_worked: Count | None = None
    days_due: Count | None = None

    def check(self) -> None:
        self._check_sums()
        if self.days_due is not None and self.days_due == 0:
            self.refuse("days_due", "不能为0")

    def _check_sums(self) -> None:
        """Either one sum or items, never both."""
        if self.gross is None:
            if self.basic is None:
                self.refuse("basic", "没有填写；应发工资和分项至少填一种")
            return
        if self.basic is not None:
            self.refuse("basic", "不用再填，已经填了应发工资")
        if self.overtime_pay + self.excluded_allowances + self.welfare > self.gross:
            self.refuse("gross", "小于其中的加班工资与津贴之和")


def minimum_wage(
    facts: MinimumWageFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """What is missing to the minimum wage, compared on the basis of the place."""
    month = month_of(facts.month)
    w = begin(book, on=month.first, place=facts.place, trace=trace)
    minimum = local_minimum(w, facts.minimum)
    basis = w.use_text("minimum_wage.basis")
    if not facts.full_month:
        minimum = _part_month(w, facts, minimum)
    w.part("minimum", minimum)
    comparable = counted(w, facts)
    if basis == "excludes_own_insurance":
        comparable = w.step("再剔除个人社保", comparable - facts.own_insurance, PROVISIONS_12)
    w.step("可比工资", comparable, PROVISIONS_12, key="comparable", unit="yuan")
    shortfall = max(to_fen(minimum - comparable), Decimal("0.00"))
    w.step("低于最低工资的差额", shortfall, ART_48_2, unit="yuan")
    return w.outcome("最低工资差额", shortfall, verdict="below" if shortfall else "lawful")


def _part_month(w: Work, facts: MinimumWageFacts, minimum: Decimal) -> Decimal:
    """By days worked over days due. Raises NotCovered without both."""
    if facts.days_worked is None or facts.days_due is None:
        raise NotCovered("未出满勤的月份须有应出勤和实出勤天数才能比较。", field="days_worked")
    share = min(facts.days_worked / facts.days_due, Decimal(1))
    w.doubt("未出满勤的月份按出勤天数折算最低工资，折算口径各地不一。")
    return w.step("按出勤折算的最低工资", to_fen(minimum * share), PROVISIONS_12, unit="yuan")
