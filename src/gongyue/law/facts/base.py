"""Facts check themselves when made, whoever makes them: a form, a file, a test."""

import types
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from gongyue.law.facts.kinds import Between, PlaceCode
from gongyue.law.facts.questions import label_of
from gongyue.law.rulebook.refusals import BadFacts


class Kind(NamedTuple):
    """What one field holds: base type, whether None may stand there, bounds."""

    type: Any
    optional: bool
    limit: Between | PlaceCode | None


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Base of every rule's facts. Raises BadFacts naming the field when a value cannot be."""

    def __post_init__(self) -> None:
        for name, default, fits in quick_checks(type(self)):
            value = getattr(self, name)
            if value is not default and not fits(value):
                _examine(type(self), name, value)
        self.check()

    def check(self) -> None:
        """What must hold between fields; rules add their own."""

    def in_order(self, earlier: str, later: str) -> None:
        """Refuse when a later date lies before an earlier one; None is not compared."""
        first, last = getattr(self, earlier), getattr(self, later)
        if first is not None and last is not None and last < first:
            raise BadFacts(
                f"“{label_of(type(self), later)}”（{last}）"
                f"不能早于“{label_of(type(self), earlier)}”（{first}）。",
                field=later,
            )

    def refuse(self, field: str, problem: str) -> None:
        raise BadFacts(f"“{label_of(type(self), field)}”{problem}。", field=field)


Check = tuple[str, Any, Callable[[Any], bool]]
QUICK: dict[type, tuple[Check, ...]] = {}


def quick_checks(facts_class: type) -> tuple[Check, ...]:
    """For each field its default and whether a value plainly fits; what does not is examined at
    leisure. A default that is none can never be entered."""
    found = QUICK.get(facts_class)
    if found is None:
        defaults = {field.name: field.default for field in fields(facts_class)}
        kinds = kinds_of(facts_class)
        found = tuple((name, defaults.get(name, MISSING), _quick(kind)) for name, kind in kinds)
        QUICK[facts_class] = found
    return found


def _quick(kind: Kind) -> Callable[[Any], bool]:
    base, optional, limit = kind
    if isinstance(limit, Between) and base is Decimal:
        low, high = bounds(limit)
        return lambda v: (
            (v.is_finite() and low <= v <= high) if type(v) is Decimal else optional and v is None
        )
    if isinstance(limit, Between):
        low, high = bounds(limit)
        return lambda v: low <= v <= high if type(v) is base else optional and v is None
    if choices := frozenset(_choices(base)):
        return lambda v: v in choices if type(v) is str else optional and v is None
    if get_origin(base) is tuple:
        return lambda v: v == ()
    if base in (str, bool):
        return lambda v: type(v) is base or (optional and v is None)
    return lambda v: False


def bounds(limit: Between) -> tuple[Any, Any]:
    """Both of the type of the field they bound."""
    return limit.low, limit.high


KINDS: dict[type, tuple[tuple[str, Kind], ...]] = {}  # worked out once a class


def kinds_of(facts_class: type) -> tuple[tuple[str, Kind], ...]:
    """The fields of a facts class with what each may hold."""
    if facts_class not in KINDS:
        hints = get_type_hints(facts_class, include_extras=True)
        KINDS[facts_class] = tuple((name, kind_of(hint)) for name, hint in hints.items())
    return KINDS[facts_class]


def kind_of(hint: Any) -> Kind:
    """Take `Annotated[...] | None` apart."""
    if get_origin(hint) in (Union, types.UnionType):
        inner = next(part for part in get_args(hint) if part is not type(None))
        return kind_of(inner)._replace(optional=True)
    if get_origin(hint) is Annotated:
        base, limit = get_args(hint)[:2]
        return Kind(base, False, limit)
    return Kind(hint, False, None)


def _examine(facts_class: type, name: str, value: Any) -> None:
    kind = dict(kinds_of(facts_class))[name]
    if not (value is None and kind.optional):
        check_value(facts_class, name, kind, value)


def check_value(facts_class: type, name: str, kind: Kind, value: Any) -> None:
    """Raises BadFacts when a value is of the wrong sort or out of bounds."""
    limit = kind.limit
    if isinstance(limit, Between):
        if not _fits(kind.type, value):
            raise BadFacts(f"“{label_of(facts_class, name)}”填写有误。", field=name)
        if not limit.low <= value <= limit.high:
            raise BadFacts(
                f"“{label_of(facts_class, name)}”应在{limit.low}至{limit.high}之间，现为{value}。",
                field=name,
            )
    elif get_origin(kind.type) is tuple:
        _check_tuple(facts_class, name, kind.type, value)
    elif choices := _choices(kind.type):
        if value not in choices:
            raise BadFacts(
                f"“{label_of(facts_class, name)}”只能是：{'、'.join(map(str, choices))}。",
                field=name,
            )
    elif kind.type is bool and not isinstance(value, bool):
        raise BadFacts(f"“{label_of(facts_class, name)}”应为是或否。", field=name)


def _check_tuple(facts_class: type, name: str, hint: Any, value: Any) -> None:
    parts = get_args(hint)
    if not isinstance(value, tuple):
        raise BadFacts(f"“{label_of(facts_class, name)}”填写有误。", field=name)
    if len(parts) == 2 and parts[1] is not Ellipsis:
        if len(value) != 2:
            raise BadFacts(f"“{label_of(facts_class, name)}”应写起、止两项。", field=name)
        for part, item in zip(parts, value, strict=True):
            check_value(facts_class, name, kind_of(part), item)
        if value[1] < value[0]:
            raise BadFacts(f"“{label_of(facts_class, name)}”每一段的“止”不能早于“起”。", field=name)
        return
    for item in value:
        check_value(facts_class, name, kind_of(parts[0]), item)


def _fits(wanted: Any, value: Any) -> bool:
    if wanted is date:
        return isinstance(value, date) and not isinstance(value, datetime)
    if wanted is Decimal:
        return (
            isinstance(value, (Decimal, int)) and not isinstance(value, bool) and not _is_nan(value)
        )
    return isinstance(value, int) and not isinstance(value, bool)


def _is_nan(value: Decimal | int) -> bool:
    return isinstance(value, Decimal) and value.is_nan()


def _choices(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) is Literal else ()
