"""What a rule's verdict means, in one plain sentence; and whether it says something is unlawful."""

from gongyue.law.facts.questions import VerdictWords
from gongyue.law.registry import RULES
from gongyue.law.rulebook import Outcome


def verdict_of(rule: str, outcome: Outcome) -> VerdictWords | None:
    """None when the rule gives none. A stale outcome says 'to check', never 'unlawful'."""
    if not outcome.verdict:
        return None
    entry = RULES[rule].questions.verdicts.get(outcome.verdict)
    if entry and entry.unlawful and outcome.stale:
        return VerdictWords(words=f"待核实：按最后已知的标准，{entry.words}", unlawful=False)
    return entry
