"""Severance pay (经济补偿): Labour Contract Law, Articles 46, 47 and 97."""

from gongyue.law.severance.grounds import GROUNDS, NOTICE_GROUNDS, Ground
from gongyue.law.severance.rule import SeveranceFacts, severance
from gongyue.law.severance.service import service_from, years_counted
from gongyue.law.severance.wage import CAP_UNKNOWN, LAW, MonthPay, month_pay

__all__ = [
    "CAP_UNKNOWN",
    "GROUNDS",
    "LAW",
    "NOTICE_GROUNDS",
    "Ground",
    "MonthPay",
    "SeveranceFacts",
    "month_pay",
    "service_from",
    "severance",
    "years_counted",
]
