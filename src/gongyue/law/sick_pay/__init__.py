"""The least a month of sick leave is paid."""

from gongyue.law.sick_pay.rule import SickPayFacts, sick_pay

__all__ = ["SickPayFacts", "sick_pay"]
