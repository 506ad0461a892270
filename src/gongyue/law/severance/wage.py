"""The monthly wage severance is counted on: its floor, its cap, and the years under the cap."""

from decimal import Decimal
from typing import NamedTuple, Protocol

from gongyue.law.rulebook import NotCovered, NotInForce, Work

LAW = "cn/labour-contract-law"
ART_47_2 = "cn/labour-contract-law#47.2"
ART_47_3 = "cn/labour-contract-law#47.3"
REG_27 = "cn/labour-contract-law-regulation#27"


class MonthPay(NamedTuple):
    """Wage a year of service, years paid, and the wage before the cap."""

    wage: Decimal
    years: Decimal
    uncapped: Decimal


CAP_UNKNOWN = (
    "当年的当地上年度职工月平均工资未知，不能核对三倍封顶，因此只给年限，不给金额；"
    "确认月工资不超过当地平均工资的三倍，或填写当地平均工资后，可以算出金额。"
)


class WageFacts(Protocol):
    """What facts must say about the wage. `below_ceiling`: the person knows that the cap is
    out of reach, and the local average need not be known."""

    @property
    def average_wage(self) -> Decimal: ...

    @property
    def local_average_wage(self) -> Decimal | None: ...

    @property
    def below_ceiling(self) -> bool: ...


def month_pay(w: Work, facts: WageFacts, years: Decimal) -> MonthPay | None:
    """Floor and cap applied; None when the cap may bind and is not known for that year. Raises
    NotCovered where the place has no average wage at all."""
    w.given("解除或终止前12个月平均工资", facts.average_wage, unit="yuan/month")
    wage = w.step(
        "月工资", _not_below_minimum(w, facts.average_wage), ART_47_3, REG_27, unit="yuan/month"
    )
    try:
        ceiling = _ceiling(w, wage, facts)
    except (NotCovered, NotInForce) as unknown:
        if unknown.field == "place":
            raise
        return None
    capped = ceiling is not None and wage > ceiling
    w.part("capped", capped)
    uncapped = wage
    if ceiling is not None and capped:
        wage = w.step("月工资（三倍封顶）", ceiling, ART_47_2, unit="yuan/month")
        most = w.use("severance.max_years_when_capped")
        years = w.step("支付年限（封顶）", min(years, most), ART_47_2, unit="year")
    w.part("monthly_base", wage)
    w.part("paid_years", years)
    return MonthPay(wage, years, uncapped)


def _not_below_minimum(w: Work, wage: Decimal) -> Decimal:
    minimum = w.peek("minimum_wage.monthly")
    if minimum is None:
        w.doubt("没有当地最低工资标准，未核对月工资下限。")
    elif wage < minimum:
        return w.use("minimum_wage.monthly")
    return wage


def _ceiling(w: Work, wage: Decimal, facts: WageFacts) -> Decimal | None:
    """Three times the local average wage. Without it, a wage that cannot exceed three times
    the minimum wage cannot exceed three times the average either."""
    multiple = w.use("severance.ceiling_multiple")
    if facts.local_average_wage is not None:
        average = w.given("本地区上年度职工月平均工资", facts.local_average_wage, unit="yuan/month")
        if (known := w.peek("average_wage.monthly")) is not None and known != average:
            w.doubt(f"系统记录的当地平均工资是{known}元，与填写的不同；按填写的计算，请核对。")
        return w.step("月工资上限", average * multiple, ART_47_2, unit="yuan/month")
    try:
        average = w.use("average_wage.monthly")
    except (NotCovered, NotInForce):
        if not _stays_below(w, wage, multiple, facts):
            raise
        return None
    return w.step("月工资上限", average * multiple, ART_47_2, unit="yuan/month")


def _stays_below(w: Work, wage: Decimal, multiple: Decimal, facts: WageFacts) -> bool:
    """Where the average is not known: whether the person says so, or the minimum wage shows it."""
    if facts.below_ceiling:
        w.given("确认月工资不超过当地平均工资三倍", True)
        w.doubt("未核对三倍封顶：按填写的情况，月工资不超过当地上年度职工月平均工资的三倍。")
        return True
    minimum = w.peek("minimum_wage.monthly")
    if minimum is None or wage > minimum * multiple:
        return False
    w.doubt("当地上年度职工月平均工资未知；月工资不超过最低工资的三倍，不会触发封顶。")
    return True
