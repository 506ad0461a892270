"""Who is on a firm's roster: its staff, the cast who work there, and what befell some."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import cycle

from gongyue.cli.demo import cast
from gongyue.cli.demo.firms import Firm
from gongyue.cli.demo.people import Employee
from gongyue.kernel.dates import add_months


def roster_of(firm: Firm, staff: list[Employee], today: date) -> list[Employee]:
    """The staff with the firm's situations planted, first come first befallen; then the cast."""
    waiting = cycle(staff)  # in a small firm one person may meet with two troubles
    for situation, times in firm.planted.items():
        for _ in range(times):
            situation(next(waiting), today)
    return [*_cast_of(firm, today), *staff]


def _cast_of(firm: Firm, today: date) -> list[Employee]:
    if firm.name == "晨光工厂":
        return [_li(today)]
    return [_wang(today)] if firm.name == "顺风平台" else []


def _li(today: date) -> Employee:
    """Two years at the machine; his weekend hours are paid like weekday hours."""
    hired = add_months(today.replace(day=6), -26)
    return Employee(
        name=cast.LI.name,
        id_number=cast.LI.id_number,
        phone=cast.LI.phone,
        department="生产",
        post="操作工",
        hired_on=hired,
        wage=Decimal(5600),
        signed_on=hired + timedelta(days=4),
        contract_first=hired,
        contract_last=add_months(hired, 36) - timedelta(days=1),
        probation_wage=Decimal(5000),
        enrolled_on=hired + timedelta(days=12),
        insurance_base=Decimal(5600),
        overtime=(12, 16, 0),
        overtime_share=Decimal("0.78"),
        leave_taken=3,
    )


def _wang(today: date) -> Employee:
    """A rider the station keeps on its roster as a contractor."""
    return Employee(
        name=cast.WANG.name,
        id_number=cast.WANG.id_number,
        phone=cast.WANG.phone,
        department="站点",
        post="调度员",
        kind="劳务",
        hired_on=add_months(today.replace(day=3), -9),
        wage=Decimal(6800),
        contract_kind="",
        sign_count=0,
        probation_months=0,
        enrolled="否",
        leave_entitled=0,
        leave_taken=0,
        remark="按单结算",
    )
