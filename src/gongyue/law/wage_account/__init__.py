"""The special account for wages on a building site: what is due, what is missing."""

from gongyue.law.wage_account.rule import WageAccountFacts, wage_account

__all__ = ["WageAccountFacts", "wage_account"]
