"""What is paid by the month: allowance, care, and the wage while treatment stops work."""

from decimal import Decimal
from typing import Protocol

from gongyue.kernel.money import to_fen
from gongyue.law.injury_benefits.grades import (
    ALLOWANCE,
    CARE,
    CARE_WORDS,
    FULLY_DISABLED,
    Care,
    article,
)
from gongyue.law.injury_benefits.wage import regional_average
from gongyue.law.rulebook import Work

ART_33_1 = "cn/injury-insurance-regulation#33.1"
ART_33_2 = "cn/injury-insurance-regulation#33.2"
ART_34_2 = "cn/injury-insurance-regulation#34.2"
MINIMUM = "minimum_wage.monthly"
LEAVE_MONTHS = 12  # and as many again, once the commission of the city confirms it
NO_MINIMUM = "没有当地最低工资标准，未核对伤残津贴的下限。"


class AllowanceFacts(Protocol):
    @property
    def grade(self) -> int: ...

    @property
    def suitable_work(self) -> bool: ...


class CareFacts(Protocol):
    @property
    def care(self) -> Care: ...

    @property
    def regional_average(self) -> Decimal | None: ...


class LeaveFacts(Protocol):
    @property
    def leave_months(self) -> Decimal | None: ...

    @property
    def leave_extended(self) -> bool: ...

    @property
    def wage_before(self) -> Decimal | None: ...


def allowance(w: Work, facts: AllowanceFacts, base: Decimal) -> None:
    """Grades 1 to 4 of the fund; 5 and 6 of the employer who has no suitable work."""
    grade = facts.grade
    if grade not in ALLOWANCE:
        return
    if grade > FULLY_DISABLED and facts.suitable_work:
        w.step("单位安排了适当工作，按月照发工资", True, article(grade, 2))
        return
    amount = to_fen(base * ALLOWANCE[grade])
    w.step("伤残津贴比例", ALLOWANCE[grade], article(grade, 2), unit="rate")
    amount = max(amount, _least(w, amount))
    w.step("每月伤残津贴", amount, article(grade, 2), key="monthly_allowance", unit="yuan/month")
    w.part("allowance_payer", "fund" if grade <= FULLY_DISABLED else "employer")


def _least(w: Work, amount: Decimal) -> Decimal:
    minimum = w.peek(MINIMUM)
    if minimum is None:
        w.doubt(NO_MINIMUM)
        return Decimal(0)
    return w.use(MINIMUM) if amount < minimum else minimum


def care(w: Work, facts: CareFacts) -> None:
    """A share of the regional average, of the fund."""
    if facts.care == "none":
        return
    amount = to_fen(regional_average(w, facts.regional_average) * CARE[facts.care])
    w.step(f"每月生活护理费（{CARE_WORDS[facts.care]}）", amount, ART_34_2,
           key="care_monthly", unit="yuan/month")  # fmt: skip


def paid_leave(w: Work, facts: LeaveFacts) -> None:
    """The wage of before, of the employer, for the months that count."""
    if facts.leave_months is None or facts.wage_before is None:
        return
    most = LEAVE_MONTHS * (2 if facts.leave_extended else 1)
    months = min(facts.leave_months, Decimal(most))
    w.given("受伤前的月工资（原工资福利待遇）", facts.wage_before, unit="yuan/month")
    w.step("停工留薪的月数", months, ART_33_2, key="paid_leave_months", unit="month")
    if facts.leave_months > most:
        w.doubt(f"停工留薪期在这种情形下最长{most}个月，超出的月份没有计入。")
    pay = to_fen(facts.wage_before * months)
    w.step("停工留薪期工资（单位按月付）", pay, ART_33_1, key="paid_leave_pay", unit="yuan")
