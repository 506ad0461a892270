"""The two grants after a death at work (Regulation 39.1.1 and 39.1.3)."""

from decimal import Decimal

from gongyue.kernel.money import to_fen
from gongyue.law.injury_benefits import regional_average
from gongyue.law.rulebook import Work

FUNERAL = "cn/injury-insurance-regulation#39.1.1"
GRANT = "cn/injury-insurance-regulation#39.1.3"
FUNERAL_MONTHS = 6
INCOMES = 20


def funeral(w: Work, entered: Decimal | None) -> Decimal:
    average = regional_average(w, entered)
    amount = to_fen(average * FUNERAL_MONTHS)
    return w.step("丧葬补助金（6个月）", amount, FUNERAL, key="funeral", unit="yuan")


def death_grant(w: Work, entered: Decimal | None) -> Decimal:
    """Twenty years' income of the nation's towns."""
    amount = to_fen(_income(w, entered) * INCOMES)
    return w.step("一次性工亡补助金（20倍）", amount, GRANT, key="grant", unit="yuan")


def _income(w: Work, entered: Decimal | None) -> Decimal:
    if entered is None:
        return w.use("injury.urban_income")
    income = w.given("上一年度全国城镇居民人均可支配收入", entered, unit="yuan")
    if (known := w.peek("injury.urban_income")) is not None and known != income:
        w.doubt(f"系统记录的全国城镇居民人均可支配收入是{known}元，与填写的不同，请核对。")
    return income
