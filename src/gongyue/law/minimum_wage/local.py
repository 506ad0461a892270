"""The minimum wage of a place: the table's, or what somebody entered where the table is silent."""

from decimal import Decimal

from gongyue.law.rulebook import Work

NAME = "minimum_wage.monthly"


def local_minimum(w: Work, entered: Decimal | None) -> Decimal:
    """Nobody can enter a published minimum away (Labour Law 48): the higher of the two counts.

    Raises NotCovered or NotInForce where the table has none and nothing was entered.
    """
    if entered is None:
        return w.use(NAME)
    minimum = w.given("当地月最低工资（填写的）", entered, unit="yuan/month")
    known = w.peek(NAME)
    if known is None or known <= entered:
        return minimum
    w.doubt("填写的最低工资低于已经公布的标准，按公布的标准计算。")
    return w.use(NAME)
