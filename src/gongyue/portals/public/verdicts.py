"""What a rule's verdict means, in one plain sentence; and whether it says something is unlawful."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from gongyue.law.rulebook import Outcome

FILE = Path(__file__).with_name("verdicts.yaml")


@dataclass(frozen=True)
class Verdict:
    words: str
    unlawful: bool


@lru_cache(maxsize=1)
def all_verdicts() -> dict[str, dict[str, dict[str, object]]]:
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


def verdict_of(rule: str, outcome: Outcome) -> Verdict | None:
    """None when the rule gives none. A stale outcome says 'to check', never 'unlawful'."""
    if not outcome.verdict:
        return None
    entry = all_verdicts().get(rule, {}).get(outcome.verdict)
    if entry is None:
        return None
    words, unlawful = str(entry["words"]), bool(entry.get("unlawful"))
    if unlawful and outcome.stale:
        return Verdict(f"待核实：按最后已知的标准，{words}", False)
    return Verdict(words, unlawful)
