"""Which items of a pay slip count towards the minimum wage (Provisions on Minimum Wages, 12)."""

from decimal import Decimal
from typing import Protocol

from gongyue.law.rulebook import Work

PROVISIONS_12 = "cn/minimum-wage-provisions#12"


class PaySlip(Protocol):
    """One sum, or its items; what does not count is named either way."""

    @property
    def gross(self) -> Decimal | None: ...

    @property
    def basic(self) -> Decimal | None: ...

    @property
    def bonus(self) -> Decimal: ...

    @property
    def allowances(self) -> Decimal: ...

    @property
    def overtime_pay(self) -> Decimal: ...

    @property
    def excluded_allowances(self) -> Decimal: ...

    @property
    def welfare(self) -> Decimal: ...


def counted(w: Work, slip: PaySlip) -> Decimal:
    """What counts before own insurance is looked at."""
    if slip.gross is None:
        return _by_item(w, slip)
    w.given("应发工资", slip.gross, unit="yuan")
    out = slip.overtime_pay + slip.excluded_allowances + slip.welfare
    if out:
        w.step("剔除加班工资和特殊津贴后", slip.gross - out, PROVISIONS_12, unit="yuan")
    return slip.gross - out


def _by_item(w: Work, slip: PaySlip) -> Decimal:
    """What counts is added up; what does not is shown all the same."""
    basic = w.given("基本工资、计件工资", slip.basic or Decimal(0), unit="yuan")
    for label, sum_of in (("奖金、绩效、提成", slip.bonus), ("其他津贴、补贴", slip.allowances)):
        if sum_of:
            w.given(label, sum_of, unit="yuan")
    if slip.bonus:
        w.doubt("当月发的奖金算在内；季度奖、年终奖怎样摊到每月，各地不同。")
    for label, sum_of in (
        ("加班工资，不算在内", slip.overtime_pay),
        ("中班夜班、高温低温、井下、有毒有害津贴，不算在内", slip.excluded_allowances),
        ("福利待遇、包吃包住折算的钱，不算在内", slip.welfare),
    ):
        if sum_of:
            w.step(label, sum_of, PROVISIONS_12, unit="yuan")
    total = basic + slip.bonus + slip.allowances
    return w.step("算在内的各项合计", total, PROVISIONS_12, unit="yuan")
