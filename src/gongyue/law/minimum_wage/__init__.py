"""Minimum wage of a month: Labour Law, Article 48; Provisions on Minimum Wages, Article 12."""

from gongyue.law.minimum_wage.local import local_minimum
from gongyue.law.minimum_wage.rule import MinimumWageFacts, minimum_wage

__all__ = ["MinimumWageFacts", "local_minimum", "minimum_wage"]
