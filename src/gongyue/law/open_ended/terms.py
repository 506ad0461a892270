"""How many fixed terms count, and what the interpretation of 2025 adds (14.2.3, 97.1)."""

from datetime import date
from decimal import Decimal
from typing import Protocol

from gongyue.kernel.dates import ONE_DAY, period_end
from gongyue.law.facts import Span
from gongyue.law.rulebook import Work

LAW_BEGAN = date(2008, 1, 1)
DEEMED = "cn/dispute-interpretation-2#10"
DEEMED_FROM = date(2025, 9, 1)
MONTHS_DEEMED = Decimal(12)


class DeemedFacts(Protocol):
    """What may count as a further term."""

    @property
    def on(self) -> date: ...

    @property
    def extended_months(self) -> Decimal: ...

    @property
    def renewed_by_clause(self) -> bool: ...

    @property
    def moved_in_name_only(self) -> bool: ...


def counted_terms(terms: tuple[Span, ...]) -> tuple[Span, ...]:
    """The unbroken run of fixed terms up to the latest, from the first concluded after 2008.

    A term already running on 2008-01-01 does not count (Article 97.1). A break of more than a
    month ends the run; a shorter one is what renewing late looks like.
    """
    run: list[Span] = []
    for first, last in terms:
        if first < LAW_BEGAN:
            continue
        if run and first == run[-1][0]:  # the same contract written twice
            run.pop()
        if run and first > period_end(run[-1][1] + ONE_DAY, 1) + ONE_DAY:
            run = []
        run.append((first, last))
    return tuple(run)


def deemed_term(w: Work, facts: DeemedFacts) -> bool:
    """Whether what ran out counts as a further term: the interpretation of 2025, Article 10."""
    if facts.on < DEEMED_FROM:
        return False
    shapes = (
        ("协商延长累计满一年", facts.extended_months >= MONTHS_DEEMED),
        ("按约定自动续延", facts.renewed_by_clause),
        ("非因本人原因只换了订立合同的单位，工作场所和管理没变", facts.moved_in_name_only),
    )
    held = [words for words, holds in shapes if holds]
    for words in held:
        w.step(f"{words}，期满的视为又订立一次", True, DEEMED, key="counts_as_two")
    if facts.extended_months and not held:
        w.step("协商延长累计不满一年，不另计一次", False, DEEMED, key="counts_as_two")
    return bool(held)
