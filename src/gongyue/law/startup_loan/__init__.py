"""Loans to start a business with half of the interest paid: 财金〔2023〕75号."""

from gongyue.law.startup_loan.rule import StartupLoanFacts, startup_loan

__all__ = ["StartupLoanFacts", "startup_loan"]
