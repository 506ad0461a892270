"""A change of the law's figures and dates that nobody has published yet, laid over a rulebook.

A patch names whole parameters as they would stand (all rows) and whole acts; laying it over a
rulebook gives another rulebook and leaves the first as it is. Turned round it leads back: the
rows that stood before are a patch too (`reverse`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from gongyue.kernel.areas import full_name
from gongyue.kernel.dates import ONE_DAY
from gongyue.law.rulebook import Parameter, Row, Rulebook
from gongyue.law.rulebook.parameters import PlaceTable
from gongyue.law.sources import Source, Sources

Where = tuple[str, str]  # code of the place ("cn" for the country), name of the parameter


@dataclass(frozen=True, slots=True)
class Patch:
    """`gone`: parameters a place no longer has (only turning round a patch makes these)."""

    parameters: tuple[Parameter, ...] = ()
    acts: tuple[Source, ...] = ()
    gone: frozenset[Where] = field(default_factory=frozenset)

    @property
    def places(self) -> frozenset[str]:
        return frozenset(place for place, _ in self.touches)

    @property
    def touches(self) -> frozenset[Where]:
        return self.gone | {(parameter.place, parameter.name) for parameter in self.parameters}


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """One period in which a parameter of a place reads otherwise. A row is None where there is
    none yet; `last` None: for good."""

    place: str
    name: str
    label: str
    unit: str
    first: date
    last: date | None
    before: Row | None
    after: Row | None

    @property
    def is_value(self) -> bool:
        """Whether the figure itself changes, not only how far it was checked."""
        was, will = self.before, self.after
        return (was.value if was else None) != (will.value if will else None)


def patched(book: Rulebook, patch: Patch) -> Rulebook:
    """The rulebook as the patch would make it."""
    tables = dict(book.tables)
    for parameter in patch.parameters:
        table = tables.get(parameter.place) or _new_table(parameter.place)
        parameters = {**table.parameters, parameter.name: parameter}
        tables[parameter.place] = replace(table, parameters=parameters)
    for place, name in patch.gone:
        kept = {key: found for key, found in tables[place].parameters.items() if key != name}
        tables[place] = replace(tables[place], parameters=kept)
    acts = {act.id: act for act in patch.acts}
    sources = Sources({**book.sources.by_id, **acts}) if acts else book.sources
    return Rulebook(tables, sources, {}, {})


def _new_table(place: str) -> PlaceTable:
    return PlaceTable(place, full_name(place) or place, {}, {})


def reverse(book: Rulebook, patch: Patch) -> Patch:
    """What leads back from `patched(book, patch)` to the book. An act that is new stays: nothing
    cites it then."""
    had = {where: book.tables[where[0]].parameters.get(where[1]) for where in patch.touches
           if where[0] in book.tables}  # fmt: skip
    return Patch(
        parameters=tuple(parameter for parameter in had.values() if parameter),
        acts=tuple(
            book.sources.by_id[act.id] for act in patch.acts if act.id in book.sources.by_id
        ),
        gone=frozenset(where for where in patch.touches if not had.get(where)),
    )


def row_changes(before: Rulebook, after: Rulebook, patch: Patch) -> list[RowChange]:
    """Which rows read otherwise, and between which days; by place, name and day."""
    return [change for where in sorted(patch.touches) for change in _of(before, after, where)]


def _of(before: Rulebook, after: Rulebook, where: Where) -> Iterator[RowChange]:
    """Stretches between the first days of either table; equal neighbours are not joined."""
    was, will = _found(before, where), _found(after, where)
    named = will or was
    if named is None:
        return
    days = sorted({*(was.firsts if was else ()), *(will.firsts if will else ())})
    for first, following in zip(days, [*days[1:], None], strict=True):
        rows = (was.row_on(first) if was else None, will.row_on(first) if will else None)
        if rows[0] != rows[1]:
            yield RowChange(
                place=where[0],
                name=where[1],
                label=named.label,
                unit=named.unit,
                first=first,
                last=following - ONE_DAY if following else None,
                before=rows[0],
                after=rows[1],
            )


def _found(book: Rulebook, where: Where) -> Parameter | None:
    table = book.tables.get(where[0])
    return table.parameters.get(where[1]) if table else None
