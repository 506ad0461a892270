"""Overtime pay of a month: Labour Law, Article 44; Wage Payment Provisions, Article 13."""

from gongyue.law.overtime_pay.rule import OvertimePayFacts, hourly_wage, overtime_pay

__all__ = ["OvertimePayFacts", "hourly_wage", "overtime_pay"]
