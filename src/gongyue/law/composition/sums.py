"""What may be added up: each section once, of those that exclude one another only one."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from gongyue.law.rulebook import Section

NOTHING = Decimal("0.00")


class Bounds(NamedTuple):
    least: Decimal
    most: Decimal

    def less(self, other: "Bounds") -> "Bounds":
        """What is left of the least and of the most, each after its own deduction."""
        return Bounds(self.least - other.least, self.most - other.most)


def bounds_of(sections: Iterable[Section], counts: str = "added") -> Bounds:
    """The least and the most of what is known; `either` sections go with what is added."""
    known = [section for section in sections if section.least is not None]
    sums = [_of(section) for section in known if section.counts == counts]
    either = [_of(s) for s in known if s.counts == "either" and counts == "added"]
    if either:
        sums.append(Bounds(min(one.least for one in either), max(one.most for one in either)))
    return Bounds(
        sum((one.least for one in sums), NOTHING), sum((one.most for one in sums), NOTHING)
    )


def open_sections(sections: Iterable[Section]) -> list[Section]:
    """Those that belong into the sum and are not known."""
    return [s for s in sections if s.counts in ("added", "either", "deducted") and not s.known]


def _of(section: Section) -> Bounds:
    least = section.least or NOTHING
    return Bounds(least, least if section.most is None else section.most)
