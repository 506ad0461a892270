"""Benefits of a recognised work injury: Regulation on Work-Related Injury Insurance, 33 to 37."""

from gongyue.law.injury_benefits.grades import ALLOWANCE, LUMP_MONTHS
from gongyue.law.injury_benefits.leaving import Leaves, subsidies
from gongyue.law.injury_benefits.lump import lump_sum
from gongyue.law.injury_benefits.monthly import allowance
from gongyue.law.injury_benefits.rule import InjuryBenefitsFacts, check_leaving, injury_benefits
from gongyue.law.injury_benefits.wage import REGULATION, own_wage, regional_average

__all__ = [
    "ALLOWANCE",
    "LUMP_MONTHS",
    "REGULATION",
    "InjuryBenefitsFacts",
    "Leaves",
    "allowance",
    "check_leaving",
    "injury_benefits",
    "lump_sum",
    "own_wage",
    "regional_average",
    "subsidies",
]
