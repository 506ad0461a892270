"""Pay of part-time work by the hour: Labour Contract Law, Article 72."""

from gongyue.law.minimum_hourly_wage.rule import (
    MinimumHourlyWageFacts,
    minimum_hourly_wage,
)

__all__ = ["MinimumHourlyWageFacts", "minimum_hourly_wage"]
