"""The wage on which contributions are paid: Social Insurance Law, Article 12, and the province."""

from gongyue.law.contribution_base.rule import ContributionBaseFacts, clipped, contribution_base

__all__ = ["ContributionBaseFacts", "clipped", "contribution_base"]
