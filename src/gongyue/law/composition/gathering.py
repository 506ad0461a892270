"""Ask one rule after another with facts derived here; what refuses is a section that says so."""

from collections.abc import Callable
from dataclasses import MISSING, fields
from datetime import date
from decimal import Decimal
from typing import Any

from gongyue.kernel.jsonform import plain
from gongyue.kernel.money import to_fen
from gongyue.law.facts import Facts
from gongyue.law.rulebook import (
    Action,
    Composed,
    Note,
    Outcome,
    Refusal,
    Rulebook,
    Section,
    Table,
    Undetermined,
    Work,
)

Rule = Callable[..., Outcome]
IN_THE_SUM = ("added", "either", "deducted")


class Composition:
    """The sections of one answer, over the work that carries their doubts and citations up.

    `own`: the facts of the composed rule, so that a refusal of a part can name a field of it.
    """

    def __init__(self, w: Work, book: Rulebook | None, own: type[Facts]) -> None:
        self.w, self.book = w, book
        self.own = {field.name for field in fields(own)}
        self.sections: list[Section] = []
        self.actions: list[Action] = []
        self.table: Table | None = None

    def ask(
        self,
        rule: Rule,
        make: Callable[[], Facts],
        *sources: str,
        span: tuple[str, str] | None = None,
        **about: Any,
    ) -> Section:
        """A section that is the outcome of a rule; `about` are its fields, at least `key` and
        `title`. `span`: the parts that hold the least and the most."""
        said = {"counts": "added", "rule": rule.__name__} | about
        try:
            facts = make()
            said["facts"] = stated(facts)
            outcome = rule(facts, self.book, trace=True)  # its acts are needed in bulk too
            worth = _worth(outcome, span) | said
            return self._take(Section(**worth, outcome=outcome), sources)
        except Undetermined as partly:
            return self._open(said | {"outcome": partly.outcome}, partly)
        except Refusal as refusal:
            return self._open(said, refusal)

    def entered(
        self, key: str, title: str, amount: Decimal, *sources: str, claim_by: date | None = None
    ) -> Section:
        """A section whose figure somebody entered."""
        fen = to_fen(amount)
        section = Section(
            key=key, title=title, counts="added", least=fen, most=fen, claim_by=claim_by
        )
        return self._take(section, sources)

    def excluded(self, section: Section, why: Note) -> None:
        """Another section stands in its place: shown, never added."""
        at = self.sections.index(section)
        self.sections[at] = _changed(section, counts="instead", notes=(*section.notes, why))

    def composed(self) -> Composed:
        return Composed(
            sections=tuple(self.sections), actions=tuple(self.actions), table=self.table
        )

    def _take(self, section: Section, sources: tuple[str, ...]) -> Section:
        if section.outcome is not None:
            self.w.carry(section.outcome)
        if section.counts in IN_THE_SUM and section.least is not None:
            self._step(section, sources)
        self.sections.append(section)
        return section

    def _step(self, section: Section, sources: tuple[str, ...]) -> None:
        assert section.least is not None
        if section.most is None or section.most == section.least:
            self.w.step(section.title, section.least, *sources, key=section.key, unit="yuan")
            return
        for word, key, amount in (
            ("至少", section.key, section.least),
            ("至多", f"{section.key}_most", section.most),
        ):
            self.w.step(f"{section.title}（{word}）", amount, *sources, key=key, unit="yuan")

    def _open(self, said: dict[str, Any], refusal: Refusal) -> Section:
        """What cannot be known, and which of the facts here would help."""
        fill = (refusal.field,) if refusal.field in self.own else ()
        section = Section(**(said | {"reason": refusal.message_zh, "fill": fill}))
        if section.outcome is not None:
            self.w.carry(section.outcome)
        if section.counts in IN_THE_SUM:
            self.w.doubt(f"“{section.title}”算不出来，没有算进合计：{refusal.message_zh}")
        self.sections.append(section)
        return section


def stated(facts: Facts) -> dict[str, Any]:
    """The facts a rule was asked with, as JSON values, without what was left at its default."""
    return {
        field.name: plain(value)
        for field in fields(facts)
        if (value := getattr(facts, field.name)) != field.default or field.default is MISSING
    }


def _worth(outcome: Outcome, span: tuple[str, str] | None) -> dict[str, Any]:
    """What a section is worth in yuan; nothing where it is no sum of money."""
    if span is not None and span[0] in outcome.parts:
        least, most = (outcome.parts[name] for name in span)
        if isinstance(least, Decimal) and isinstance(most, Decimal):
            return {"least": least, "most": most}
    if isinstance(outcome.value, Decimal) and outcome.unit == "yuan":
        return {"least": outcome.value, "most": outcome.value}
    return {"least": None, "most": None}


def _changed(section: Section, **changes: Any) -> Section:
    kept = {name: getattr(section, name) for name in section.__slots__}
    return Section(**(kept | changes))
