"""Whom the dead supported, and their shares (Regulation 39.1.2)."""

from decimal import Decimal
from typing import Annotated, Protocol

from gongyue.law.facts.kinds import Between

SPOUSE, OTHER, LONE = Decimal("0.4"), Decimal("0.3"), Decimal("0.1")
People = Annotated[int, Between(0, 20)]
LONE_TOO_MANY = "不能多于供养的人数"


class FamilyFacts(Protocol):
    @property
    def spouse(self) -> bool: ...

    @property
    def others(self) -> int: ...

    @property
    def lone(self) -> int: ...


def family_share(facts: FamilyFacts) -> Decimal:
    """All shares together; `lone` are elders alone and orphans among them."""
    return SPOUSE * facts.spouse + OTHER * facts.others + LONE * facts.lone
