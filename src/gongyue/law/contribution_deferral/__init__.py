"""Contributions paid later without a late fee: Notice 25 of the State Council's office, 2025."""

from gongyue.law.contribution_deferral.rule import ContributionDeferralFacts, contribution_deferral

__all__ = ["ContributionDeferralFacts", "contribution_deferral"]
