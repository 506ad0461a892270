"""From JSON to facts: strict, and in plain Chinese when something is wrong."""

import re
from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar, get_args, get_origin

from gongyue.kernel.money import parse_decimal
from gongyue.law.facts.base import Facts, Kind, kind_of, kinds_of
from gongyue.law.facts.kinds import Clock
from gongyue.law.facts.questions import label_of
from gongyue.law.rulebook.refusals import BadFacts

F = TypeVar("F", bound=Facts)
CLOCK = re.compile(r"([0-9]{1,2}):([0-5][0-9])")


def read_facts(facts_class: type[F], entered: Mapping[str, Any]) -> F:
    """Facts from JSON values. Raises BadFacts naming the field that is wrong."""
    if not isinstance(entered, Mapping):
        raise BadFacts("事实应为一个JSON对象。")
    kinds = dict(kinds_of(facts_class))
    for name in entered:
        if name not in kinds:
            raise BadFacts(f"没有“{str(name)[:40]}”这一项。", field=str(name)[:40])
    values = {}
    for field in fields(facts_class):
        if field.name in entered:
            values[field.name] = read_value(facts_class, field.name, entered[field.name])
        elif field.default is MISSING:
            label = label_of(facts_class, field.name)
            raise BadFacts(f"缺少“{label}”。", field=field.name)
    return facts_class(**values)


def read_value(facts_class: type, name: str, value: Any) -> Any:
    """One fact from its JSON value. Raises BadFacts naming the field."""
    kind = dict(kinds_of(facts_class))[name]
    if value is None and kind.optional:
        return None
    try:
        return _value(kind, value)
    except (ValueError, TypeError):
        label, shown = label_of(facts_class, name), str(value)[:40]
        raise BadFacts(f"“{label}”无法识别：{shown}{_hint(kind)}", field=name) from None


def _value(kind: Kind, value: Any) -> Any:
    if kind.type is date:
        return _day(value)
    if kind.type is Decimal:
        return _number(value)
    if isinstance(kind.limit, Clock):
        return _minute(value)
    if kind.type is int:
        return _whole(value)
    if get_origin(kind.type) is tuple:
        return _tuple(kind, value)
    if kind.type is str and not isinstance(value, str):
        raise ValueError
    return value


def _day(value: Any) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str) or len(value) != 10:
        raise ValueError
    return date.fromisoformat(value)


def _number(value: Any) -> Decimal:
    if isinstance(value, bool) or value is None:
        raise ValueError
    if isinstance(value, Decimal):
        return parse_decimal(format(value, "f")) if value.is_finite() else _no_number()
    return parse_decimal(value if isinstance(value, str) else repr(value))


def _minute(value: Any) -> int:
    if not isinstance(value, str) or not (clock := CLOCK.fullmatch(value)):
        raise ValueError
    return int(clock[1]) * 60 + int(clock[2])


def _whole(value: Any) -> int:
    number = _number(value)
    if number != int(number):
        raise ValueError
    return int(number)


def _no_number() -> Decimal:
    raise ValueError


def _tuple(kind: Kind, value: Any) -> tuple[Any, ...]:
    if not isinstance(value, (list, tuple)):
        raise ValueError
    parts = get_args(kind.type)
    item_kinds = parts if parts[1] is not Ellipsis else parts[:1] * len(value)
    if len(item_kinds) != len(value):
        raise ValueError
    return tuple(_value(kind_of(hint), item) for hint, item in zip(item_kinds, value, strict=True))


def _hint(kind: Kind) -> str:
    if kind.type is date:
        return "，日期请写成2025-03-01的样子。"
    if kind.type is Decimal:
        return "，请填写普通数字。"
    return "。"
