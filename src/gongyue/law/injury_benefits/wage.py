"""The wage benefits are counted on: between 60 and 300 per cent of the regional average (64.2)."""

from decimal import Decimal

from gongyue.kernel.money import to_fen
from gongyue.law.rulebook import Work

REGULATION = "cn/injury-insurance-regulation"
ART_64 = "cn/injury-insurance-regulation#64.2"
AVERAGE = "injury.regional_average"
CLIPPED = (
    "本人工资按统筹地区职工平均工资的60%至300%计算；采用受伤时还是评残时的上年度平均工资，"
    "各地办法不同，请向工伤经办机构核对。"
)


def regional_average(w: Work, entered: Decimal | None) -> Decimal:
    """What the table has, or what somebody entered; a published one that differs is a doubt."""
    if entered is None:
        return w.use(AVERAGE)
    average = w.given("统筹地区上年度职工月平均工资", entered, unit="yuan/month")
    if (known := w.peek(AVERAGE)) is not None and known != average:
        w.doubt(f"系统记录的统筹地区平均工资是{known}元，与填写的不同；按填写的计算，请核对。")
    return average


def own_wage(w: Work, wage: Decimal, entered: Decimal | None) -> Decimal:
    """The average contribution wage of the twelve months before, clipped."""
    w.given("受伤前12个月平均月缴费工资", wage, unit="yuan/month")
    average = regional_average(w, entered)
    low, high = w.use("injury.wage_floor") * average, w.use("injury.wage_cap") * average
    base = to_fen(min(max(wage, low), high))
    if base != wage:
        w.doubt(CLIPPED)
    return w.step("本人工资（计发基数）", base, ART_64, key="base", unit="yuan/month")
