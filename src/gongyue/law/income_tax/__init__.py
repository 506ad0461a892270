"""What the rules of income tax share: tables, the row of months, and a payroll of thousands."""

from gongyue.law.income_tax.months import Month, by_month, monthly, months_slip, withheld_by_month
from gongyue.law.income_tax.payroll import Scale, scale_on, withhold_year
from gongyue.law.income_tax.tables import ANNUAL, LAW, RATES, REGULATION, WITHHOLDING, table

__all__ = [
    "ANNUAL",
    "LAW",
    "RATES",
    "REGULATION",
    "WITHHOLDING",
    "Month",
    "Scale",
    "by_month",
    "monthly",
    "months_slip",
    "scale_on",
    "table",
    "withheld_by_month",
    "withhold_year",
]
