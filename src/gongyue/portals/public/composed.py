"""An answer made of answers, as its page and its paper show it."""

from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields
from decimal import Decimal

from gongyue.law.guide import read_answer
from gongyue.law.registry import RULES, Rule
from gongyue.law.rulebook import Action, BadFacts, Composed, Outcome, Section, Table
from gongyue.portals.public.examples import wire_of
from gongyue.portals.shared.figures import Figure, figure_of_outcome
from gongyue.portals.shared.words import Text, value_text

COUNTED = {
    "added": "算进合计",
    "either": "只能拿一样",
    "instead": "不再另付",
    "deducted": "要扣掉",
    "apart": "另外",
    "explained": "判断",
}


@dataclass(frozen=True, kw_only=True)
class Part:
    """A section with its words; `own` is the calculator of its rule, `wire` what to send there."""

    section: Section
    amount: str
    counted: str
    figure: Figure | None
    own: Rule | None
    wire: dict[str, str]
    missing: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Column:
    label: str
    is_number: bool


@dataclass(frozen=True, kw_only=True)
class Cell:
    label: str
    text: Text
    is_number: bool


@dataclass(frozen=True, kw_only=True)
class Sheet:
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, kw_only=True)
class View:
    """`most` is empty where the sum is no range."""

    most: str
    parts: tuple[Part, ...]
    actions: tuple[Action, ...]
    sheet: Sheet | None


def view_of(rule: Rule, outcome: Outcome | None) -> View | None:
    """None for the answer of a single rule."""
    if outcome is None or outcome.composed is None:
        return None
    composed: Composed = outcome.composed
    return View(
        most=_most(outcome),
        parts=tuple(_part(rule, section) for section in composed.sections),
        actions=composed.actions,
        sheet=_sheet(composed.table) if composed.table else None,
    )


def _most(outcome: Outcome) -> str:
    least, most = outcome.parts.get("least"), outcome.parts.get("most")
    return str(value_text(most, "yuan")) if most is not None and most != least else ""


def _part(rule: Rule, section: Section) -> Part:
    own = RULES.get(section.rule)
    labels = {item.field: item.label for item in rule.questions.items}
    return Part(
        section=section,
        amount=_amount(section),
        counted=COUNTED[section.counts],
        figure=figure_of_outcome(section.outcome) if section.outcome else None,
        own=own,
        wire=_wire(own, section) if own and section.facts else {},
        missing=tuple((field, labels[field]) for field in section.fill if field in labels),
    )


def _amount(section: Section) -> str:
    """A sum, a range, or what the rule answers where it is no sum."""
    if section.least is not None:
        least = str(value_text(section.least, "yuan"))
        if section.most in (None, section.least):
            return least
        return f"{least}至{value_text(section.most, 'yuan')}"
    if section.outcome is None:
        return "看说明" if section.counts == "explained" else "算不出来"
    return str(value_text(section.outcome.value, section.outcome.unit))


def _wire(own: Rule, section: Section) -> dict[str, str]:
    """The facts as the form of the rule would send them; nothing that it would not take."""
    left = {f.name: f.default for f in fields(own.facts_class)}
    facts = {name: value for name, value in left.items() if value not in (MISSING, None)}
    for field, value in section.facts.items():
        try:
            facts[field] = read_answer(own, field, value)
        except BadFacts:
            continue
    return wire_of(facts)


def _sheet(table: Table) -> Sheet:
    return Sheet(
        title=table.title,
        columns=tuple(
            Column(label=label, is_number=bool(unit)) for _, label, unit in table.columns
        ),
        rows=tuple(tuple(_cells(table, row)) for row in table.rows),
    )


def _cells(table: Table, row: tuple[object, ...]) -> Iterator[Cell]:
    """The unit stands once in the head of the column."""
    for (_, label, unit), value in zip(table.columns, row, strict=True):
        text = value_text(value, unit or None)
        is_number = isinstance(value, Decimal | int) or bool(unit)
        yield Cell(label=label, text=Text(text.text) if unit else text, is_number=is_number)
