"""The one-off disability subsidy (Regulation 35 to 37)."""

from decimal import Decimal

from gongyue.kernel.money import to_fen
from gongyue.law.injury_benefits.grades import LUMP_MONTHS, article
from gongyue.law.rulebook import Work


def lump_sum(w: Work, grade: int, base: Decimal) -> Decimal:
    months = Decimal(LUMP_MONTHS[grade])
    w.given("伤残等级", grade)
    w.step("一次性伤残补助金的月数", months, article(grade, 1), key="lump_months", unit="month")
    amount = to_fen(base * months)
    return w.step("一次性伤残补助金", amount, article(grade, 1), key="lump", unit="yuan")
