"""What changed in the law, oldest first, in pages a program can follow."""

from typing import Any

from gongyue.apps.following.selectors import changes_after
from gongyue.law.registry import rule_named
from gongyue.law.rulebook import BOOK, BadFacts

AT_ONCE = 100
LONGEST = 9  # digits


def changes_told(*, after: str = "0", place: str = "", rule: str = "") -> dict[str, Any]:
    """Those after a number. Raises BadFacts."""
    if not (after.isascii() and after.isdecimal() and len(after) <= LONGEST):
        raise BadFacts("“after”应为编号，如0或者上次的last。", field="after")
    if place and not BOOK.is_place(place):
        raise BadFacts(f"不认识的行政区划代码“{place[:20]}”。", field="place")
    if rule:
        rule_named(rule)
    found = changes_after(int(after), place=place, rule=rule, most=AT_ONCE + 1)
    told = found[:AT_ONCE]
    return {
        "count": len(told),
        "last": told[-1]["id"] if told else int(after),
        "more": len(found) > AT_ONCE,
        "changes": told,
    }
