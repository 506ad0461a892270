"""How long the records of pay must be kept."""

from gongyue.law.payroll_records.rule import PayrollRecordsFacts, payroll_records

__all__ = ["PayrollRecordsFacts", "payroll_records"]
