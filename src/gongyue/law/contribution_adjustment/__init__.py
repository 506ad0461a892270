"""A provisional contribution base replaced by the final one: what goes back or is paid on top."""

from gongyue.law.contribution_adjustment.rule import (
    ContributionAdjustmentFacts,
    contribution_adjustment,
)

__all__ = ["ContributionAdjustmentFacts", "contribution_adjustment"]
