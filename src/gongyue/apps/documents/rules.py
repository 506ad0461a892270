"""Who may see what is attached to a thing of another app: that app says so, once, at its start.

    # apps/disputes/apps.py, ready()
    declare_about(AboutRule(prefix="disputes.case", may_see=may_see_case, may_add=may_act_in_case,
                            purpose=Purpose.COMPLAINT))

`about` of a document is "<prefix>:<id>". Whoever the rule lets see a document that concerns a
person leaves a trace under that person's 谁看过我, with the rule's purpose.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from gongyue.apps.accounts.models import User

AboutCheck = Callable[[User, str], bool]
AboutPlace = Callable[[str], UUID | None]
AboutName = Callable[[User, str, User], str]


@dataclass(frozen=True, kw_only=True)
class AboutRule:
    """`may_see` and `may_add` are asked with the viewer and the whole `about`.

    `called`: how whoever handed a file in is named to the viewer; without it, by their own name.
    `place`: the organisation in whose log it stands what becomes of files that are nobody's own.
    """

    prefix: str
    may_see: AboutCheck
    may_add: AboutCheck
    purpose: str
    called: AboutName | None = None
    place: AboutPlace | None = None


RULES: dict[str, AboutRule] = {}


def declare_about(rule: AboutRule) -> None:
    """Add or replace the rule of a prefix."""
    RULES[rule.prefix] = rule


def rule_of(about: str) -> AboutRule | None:
    """The rule that the app of the thing declared; None when it declared none."""
    return RULES.get(about.partition(":")[0])
