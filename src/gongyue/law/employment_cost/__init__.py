"""What an employee costs and what is left of it: a gross wage through a calendar year."""

from gongyue.law.employment_cost.facts import EmploymentCostFacts
from gongyue.law.employment_cost.rule import employment_cost
from gongyue.law.employment_cost.year import CostYear, year_at

__all__ = ["CostYear", "EmploymentCostFacts", "employment_cost", "year_at"]
