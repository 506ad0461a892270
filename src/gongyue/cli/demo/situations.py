"""What goes wrong in small firms, planted one person at a time."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from gongyue.cli.demo.people import Employee, identity_number
from gongyue.kernel.dates import add_months

Situation = Callable[[Employee, date], None]


def no_contract(one: Employee, today: date) -> None:
    """Seven months at work and nothing in writing."""
    _hire(one, add_months(today, -7))
    one.signed_on = one.contract_first = one.contract_last = None
    one.contract_kind, one.sign_count, one.probation_months = "", 0, 0
    one.probation_wage = None


def late_signed(one: Employee, today: date) -> None:
    """The contract came four months after the first day."""
    _hire(one, add_months(today, -10))
    one.signed_on = add_months(one.hired_on, 4)


def expired(one: Employee, today: date) -> None:
    _term(one, first=add_months(today, -37), last=today - timedelta(days=25))


def expiring(one: Employee, today: date) -> None:
    _term(one, first=add_months(today, -23), last=today + timedelta(days=21))


def expiring_later(one: Employee, today: date) -> None:
    _term(one, first=add_months(today, -22), last=today + timedelta(days=52))


def third_term(one: Employee, today: date) -> None:
    """Two fixed terms have gone by; the third was signed as fixed again."""
    _hire(one, add_months(today, -80))
    one.signed_on = one.contract_first = add_months(today, -8)
    one.contract_last, one.sign_count = add_months(one.contract_first, 36) - timedelta(days=1), 3
    one.probation_months, one.probation_wage = 0, None


def long_probation(one: Employee, today: date) -> None:
    """Six months of probation in a contract of one year."""
    _hire(one, add_months(today, -5))
    one.contract_last = add_months(one.hired_on, 12) - timedelta(days=1)
    one.probation_months = 6


def low_probation_pay(one: Employee, today: date) -> None:
    _hire(one, add_months(today, -4))
    one.probation_wage = one.wage * 7 / 10


def low_wage(one: Employee, today: date) -> None:
    one.wage = Decimal(1950)
    one.probation_wage = None
    one.probation_months = 0


def cut_pay(one: Employee, today: date) -> None:
    """The slip shows less than half of the agreed wage."""
    one.wage, one.pay_share = Decimal(4200), Decimal("0.48")


def long_hours(one: Employee, today: date) -> None:
    one.overtime = (40, 24, 0)


def unpaid_overtime(one: Employee, today: date) -> None:
    one.overtime, one.overtime_share = (18, 8, 0), Decimal(0)


def flat_overtime(one: Employee, today: date) -> None:
    """Every hour paid alike, whatever the day."""
    one.overtime, one.overtime_share = (10, 16, 0), Decimal("0.6")


def not_insured(one: Employee, today: date) -> None:
    one.enrolled, one.enrolled_on, one.insurance_base = "否", None, None


def late_insured(one: Employee, today: date) -> None:
    one.enrolled_on = add_months(one.hired_on, 5)


def low_base(one: Employee, today: date) -> None:
    one.wage, one.insurance_base = Decimal(9800), Decimal(4308)
    one.probation_wage = one.wage * 9 / 10


def unused_leave(one: Employee, today: date) -> None:
    one.leave_taken = 1


def minor(one: Employee, today: date) -> None:
    """Seventeen years old."""
    _born(one, add_months(today, -17 * 12 - 2))
    _hire(one, add_months(today, -3))


def retiree(one: Employee, today: date) -> None:
    """Past the statutory retirement age and still on an ordinary contract."""
    _born(one, date(1963, 5, 17), odd=True)


def wrong_number(one: Employee, today: date) -> None:
    last = one.id_number[-1]
    one.id_number = one.id_number[:-1] + ("1" if last != "1" else "2")


def _hire(one: Employee, day: date) -> None:
    one.hired_on = one.contract_first = one.signed_on = day
    one.contract_last = add_months(day, 36) - timedelta(days=1)
    one.enrolled_on = day + timedelta(days=9)
    one.leave_entitled = one.leave_taken = 0


def _term(one: Employee, *, first: date, last: date) -> None:
    _hire(one, first)
    one.contract_last, one.leave_entitled, one.leave_taken = last, 5, 5


def _born(one: Employee, birth_on: date, *, odd: bool = False) -> None:
    order = 900 + int(one.phone[-2:]) * 2 % 98 + (1 if odd else 2)
    one.id_number = identity_number(area=one.id_number[:6], birth_on=birth_on, order=order)
