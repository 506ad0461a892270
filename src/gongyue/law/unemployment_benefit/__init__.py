"""Unemployment benefit: Social Insurance Law, Articles 45 to 51."""

from gongyue.law.unemployment_benefit.rule import (
    UnemploymentBenefitFacts,
    most_months,
    unemployment_benefit,
)

__all__ = ["UnemploymentBenefitFacts", "most_months", "unemployment_benefit"]
