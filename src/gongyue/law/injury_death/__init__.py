"""Benefits of a death at work: Regulation on Work-Related Injury Insurance, Article 39."""

from gongyue.law.injury_death.family import LONE_TOO_MANY, People, family_share
from gongyue.law.injury_death.grants import death_grant, funeral
from gongyue.law.injury_death.rule import InjuryDeathFacts, injury_death

__all__ = [
    "LONE_TOO_MANY",
    "InjuryDeathFacts",
    "People",
    "death_grant",
    "family_share",
    "funeral",
    "injury_death",
]
