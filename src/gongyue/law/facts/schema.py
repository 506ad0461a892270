"""JSON Schema (draft 2020-12) of a facts class, with the labels of its questions."""

from dataclasses import MISSING, Field, fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from gongyue.kernel.jsonform import plain
from gongyue.law.facts.base import Facts, Kind, kind_of, kinds_of
from gongyue.law.facts.kinds import Between, Clock, PlaceCode
from gongyue.law.facts.questions import questions_in

PATTERNS: dict[type, str] = {PlaceCode: "^[0-9]{6}$", Clock: "^[0-9]{1,2}:[0-5][0-9]$"}
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(facts_class: type[Facts], folder: Path) -> dict[str, Any]:
    """The schema of the facts, titled by the questions in the rule's folder."""
    questions = questions_in(folder)
    asked = {item.field: item for item in questions.items}
    kinds = dict(kinds_of(facts_class))
    properties = {}
    for field in fields(facts_class):
        schema = _property(kinds[field.name], field)
        schema["title"] = asked[field.name].label
        schema["description"] = asked[field.name].help or asked[field.name].ask
        properties[field.name] = schema
    return {
        "$schema": DIALECT,
        "title": questions.title,
        "type": "object",
        "properties": properties,
        "required": [f.name for f in fields(facts_class) if f.default is MISSING],
        "additionalProperties": False,
    }


def _property(kind: Kind, field: "Field[Any]") -> dict[str, Any]:
    schema = _schema(kind)
    if kind.optional:
        schema = {"anyOf": [schema, {"type": "null"}]}
    if field.default is not MISSING:
        schema["default"] = plain(field.default)
    return schema


def _schema(kind: Kind) -> dict[str, Any]:
    if pattern := PATTERNS.get(type(kind.limit)):
        return {"type": "string", "pattern": pattern}
    if kind.type is date:
        return {"type": "string", "format": "date"}
    if kind.type is Decimal:
        return _number(kind.limit)
    if kind.type is int and isinstance(kind.limit, Between):
        bounds = {"minimum": kind.limit.low, "maximum": kind.limit.high}
        return {"type": ["integer", "string"], "pattern": "^[0-9]+$", **bounds}
    if kind.type is bool:
        return {"type": "boolean"}
    if get_origin(kind.type) is Literal:
        return {"type": "string", "enum": list(get_args(kind.type))}
    if get_origin(kind.type) is tuple:
        return _array(get_args(kind.type))
    raise TypeError(f"no schema for {kind.type}")


def _number(limit: Between | PlaceCode | None) -> dict[str, Any]:
    """A number, or the same number as text so that nothing is lost on the way."""
    schema: dict[str, Any] = {"type": ["string", "number"], "pattern": r"^[0-9]+(\.[0-9]+)?$"}
    if isinstance(limit, Between) and isinstance(limit.low, Decimal):
        schema |= {"minimum": int(limit.low), "maximum": int(Decimal(str(limit.high)))}
    return schema


def _array(parts: tuple[Any, ...]) -> dict[str, Any]:
    if parts[1] is Ellipsis:
        return {"type": "array", "items": _schema(kind_of(parts[0]))}
    items = [_schema(kind_of(part)) for part in parts]
    return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}
