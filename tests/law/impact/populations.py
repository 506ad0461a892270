"""Random patches and random populations: facts of worked cases, moved about in place and time."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from hypothesis import strategies as st

from gongyue.law.facts import Facts, read_facts
from gongyue.law.impact import Asked, Patch
from gongyue.law.impact.bounds import bound_of
from gongyue.law.impact.laying import laid
from gongyue.law.registry import RULES
from gongyue.law.rulebook import BOOK, BadFacts, Parameter
from gongyue.law.rulebook.parameters import place_table
from gongyue.law.yamlfile import read_yaml

PLACES = ("430102", "430121", "430181", "430000", "110101", "310104", "440106", "320102", "999911")


@lru_cache(maxsize=1)
def worked() -> tuple[Asked, ...]:
    """The facts of every worked case whose facts can be."""
    return tuple(_all())


def _all() -> Iterator[Asked]:
    for rule in RULES.values():
        for case in read_yaml(rule.folder / "cases.yaml"):
            try:
                facts = read_facts(rule.facts_class, case["facts"])
            except BadFacts:
                continue
            yield Asked(rule=rule.name, facts=facts, subject=case["name"], firm=rule.name)


@st.composite
def questions(draw: Any, patch: Patch, most: int = 40) -> list[Asked]:
    """Some of the worked cases, with another place, another time, other amounts; most of them
    of rules that may well read what is patched."""
    names = [name for _, name in patch.touches]
    near = [one for one in worked() if any(map(bound_of(one.rule).may_read, names))]
    one = st.sampled_from(worked())
    some = st.one_of(st.sampled_from(near), st.sampled_from(near), one) if near else one
    picked = draw(st.lists(some, min_size=1, max_size=most))
    return [replace(asked, facts=draw(moved(asked.facts))) for asked in picked]


@st.composite
def moved(draw: Any, facts: Facts) -> Facts:
    days, share = draw(st.integers(-900, 900)), draw(st.sampled_from(("0.5", "1", "1.3", "3")))
    place = draw(st.sampled_from((None, *PLACES)))
    changed = {
        field.name: _moved(getattr(facts, field.name), timedelta(days=days), Decimal(share))
        for field in fields(facts)
    }
    if place and "place" in changed:
        changed["place"] = place
    try:
        return type(facts)(**changed)
    except (BadFacts, OverflowError):
        return facts


def _moved(value: Any, days: timedelta, share: Decimal) -> Any:
    if isinstance(value, date):
        return value + days
    if isinstance(value, tuple):
        return tuple(_moved(item, days, Decimal(1)) for item in value)
    if isinstance(value, Decimal) and value >= 100:
        return (value * share).quantize(Decimal("0.01"))
    return value


def every_parameter() -> list[Parameter]:
    return [found for table in BOOK.tables.values() for found in table.parameters.values()]


@st.composite
def patches(draw: Any) -> Patch:
    """Changed, new, disabled and removed rows of some parameters; moved dates of some acts."""
    chosen = draw(st.lists(st.sampled_from(every_parameter()), max_size=3))
    named = {(one.place, one.name): draw(_parameter(one)) for one in chosen}
    acts = draw(st.lists(st.sampled_from(sorted(BOOK.sources.by_id)), max_size=2, unique=True))
    days = st.integers(-700, 700).map(lambda days: timedelta(days=days))
    return Patch(
        parameters=tuple(named.values()),
        acts=tuple(_act(BOOK.sources.by_id[act], draw(days), draw(days)) for act in acts),
    )


def _act(act: Any, starts: timedelta, checked: timedelta) -> Any:
    until = act.checked_until and act.checked_until + checked
    return replace(act, in_force_from=act.in_force_from + starts, checked_until=until)


@st.composite
def _parameter(draw: Any, one: Parameter) -> Parameter:
    last = one.rows[-1]
    day = draw(st.dates(date(2008, 1, 1), date(2027, 12, 31)))
    disabled = draw(st.booleans()) and draw(st.booleans())
    row = {"source": last.source, "mark": "?" if disabled else draw(st.sampled_from("SVG"))}
    row["checked_until"] = day + timedelta(days=draw(st.integers(0, 400)))
    if not disabled:
        row["value"] = draw(_value(last.value))
    values: dict[date, Any] = {day: row}
    if len(one.rows) > 1 and draw(st.booleans()):
        values[one.rows[0].first] = None
    return _laid(one, values)


def _value(last: Any) -> st.SearchStrategy[Any]:
    """Near the value that stands, of the same kind."""
    if not isinstance(last, Decimal):
        return st.sampled_from((last or "includes_own_insurance", "excludes_own_insurance"))
    return st.sampled_from(("0.5", "0.9", "1", "1.1", "2")).map(
        lambda share: (last * Decimal(share)).quantize(Decimal("0.0001"))
    )


def _laid(one: Parameter, values: dict[date, Any]) -> Parameter:
    rows = laid(BOOK, one.place, one.name, values)
    content = {"place": "x", "parameters": {one.name: rows}}
    return place_table(one.place, content).parameters[one.name]
