"""What a flexible worker pays alone: Social Insurance Law, Articles 10, 12, 23 and 60."""

from gongyue.law.flexible_contributions.rule import (
    FlexibleContributionsFacts,
    flexible_contributions,
)

__all__ = ["FlexibleContributionsFacts", "flexible_contributions"]
