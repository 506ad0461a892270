"""What employer and worker pay a month: Social Insurance Law, Articles 12, 23 and 44."""

from gongyue.law.contributions.rule import ContributionsFacts, contributions

__all__ = ["ContributionsFacts", "contributions"]
