"""The allowance for work in summer heat."""

from gongyue.law.heat_allowance.rule import HeatFacts, heat_allowance

__all__ = ["HeatFacts", "heat_allowance"]
