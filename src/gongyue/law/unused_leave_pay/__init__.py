"""Pay for leave not taken: Regulation, Article 5; Measures, Articles 10 and 11."""

from gongyue.law.unused_leave_pay.rule import UnusedLeaveFacts, unused_leave_pay

__all__ = ["UnusedLeaveFacts", "unused_leave_pay"]
