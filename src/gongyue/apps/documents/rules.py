"""Who may see what is attached to a thing of another app: that app says so, once, at its start.

    # apps/disputes/apps.py, ready()
    declare_about(AboutRule(prefix="disputes.case", may_see=may_see_case, may_add=may_act_in_case,
                            purpose=Purpose.COMPLAINT))

`about` of a document is "<prefix>:<id>". Whoever the rule lets see a document that concerns a
person leaves a trace under that person's 谁看过我, with the rule's purpose.
"""

from collections.abc import Callable
from dataclasses import dataclass

from gongyue.apps.accounts.models import User

AboutCheck = Callable[[User, str], bool]


@dataclass(frozen=True, kw_only=True)
class AboutRule:
    """`may_see` and `may_add` are asked with the viewer and the whole `about`."""

    prefix: str
    may_see: AboutCheck
    may_add: AboutCheck
    purpose: str


RULES: dict[str, AboutRule] = {}


def declare_about(rule: AboutRule) -> None:
    """Add or replace the rule of a prefix."""
    RULES[rule.prefix] = rule


def rule_of(about: str) -> AboutRule | None:
    """The rule that the app of the thing declared; None when it declared none."""
    return RULES.get(about.partition(":")[0])
