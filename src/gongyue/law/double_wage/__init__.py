"""Double wage without a written contract: Labour Contract Law, Articles 10, 14 and 82."""

from gongyue.law.double_wage.counting import count, months_due
from gongyue.law.double_wage.rule import (
    DoubleWageFacts,
    counted_from,
    deemed_open_ended_on,
    double_wage,
    double_wage_period,
    first_day,
)

__all__ = [
    "DoubleWageFacts",
    "count",
    "counted_from",
    "deemed_open_ended_on",
    "double_wage",
    "double_wage_period",
    "first_day",
    "months_due",
]
