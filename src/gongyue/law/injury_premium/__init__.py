"""The employer's premium for work-injury insurance: Social Insurance Law, Articles 33 to 35."""

from gongyue.law.injury_premium.rule import (
    FloatStep,
    InjuryClass,
    InjuryPremiumFacts,
    injury_premium,
    refuse_step,
)

__all__ = ["FloatStep", "InjuryClass", "InjuryPremiumFacts", "injury_premium", "refuse_step"]
