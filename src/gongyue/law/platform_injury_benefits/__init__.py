"""Benefits of an occupational injury of platform workers: Procedure of 2025, 38 and 39."""

from gongyue.law.platform_injury_benefits.rule import (
    PlatformInjuryBenefitsFacts,
    platform_injury_benefits,
)

__all__ = ["PlatformInjuryBenefitsFacts", "platform_injury_benefits"]
