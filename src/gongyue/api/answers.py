"""Answers of the API: the canonical bytes, and every no in the shape of a refusal."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from gongyue.law.answer import as_bytes, is_refusal, read_object, refused
from gongyue.law.rulebook import BadFacts, NotCovered, Refusal
from gongyue.law.rulebook.refusals import UNSEEN

JSON = "application/json; charset=utf-8"
NO_SUCH_PAGE = "没有这个接口。有哪些，见 /api/v1/。"
WRONG = {"missing": "没有写", "bool_parsing": "应为true或false", "int_parsing": "应为整数"}


class TooLarge(Exception):
    """More than one question may bring; `message_zh` says how much that is."""

    def __init__(self, message_zh: str) -> None:
        self.message_zh = message_zh
        super().__init__(message_zh)


def answered(given: Mapping[str, Any]) -> HttpResponse:
    """200 with an answer, 422 with a refusal."""
    return HttpResponse(as_bytes(given), JSON, 422 if is_refusal(given) else 200)


def no(status: int, kind: str, message: str, field: str | None = None) -> HttpResponse:
    """An error in the same shape as a refusal of the law."""
    said = {"error": {"refusal": kind, "field": field, "message": UNSEEN.sub("�", message)}}
    return HttpResponse(as_bytes(said), JSON, status)


def object_of(request: HttpRequest) -> dict[str, Any]:
    """The JSON object that was sent, its numbers exact. Raises BadFacts."""
    return read_object(request.body)


def text_of(asked: Mapping[str, Any], name: str) -> str:
    """A text of the object; empty where it is missing. Raises BadFacts where it is none."""
    value = asked.get(name)
    if value is not None and not isinstance(value, str):
        raise BadFacts(f"“{name}”应为文字。", field=name)
    return value or ""


def explain(api: NinjaAPI) -> None:
    """Every refusal becomes an answer with its status."""
    api.add_exception_handler(Refusal, lambda request, why: answered(refused(why)))
    api.add_exception_handler(NotCovered, _not_there)
    api.add_exception_handler(TooLarge, lambda request, why: no(413, "TooLarge", why.message_zh))
    api.add_exception_handler(ValidationError, _bad_parameter)


def _not_there(request: HttpRequest, why: NotCovered) -> HttpResponse:
    """What is asked for by its address and is not there."""
    return HttpResponse(as_bytes(refused(why)), JSON, 404)


def _bad_parameter(request: HttpRequest, why: ValidationError) -> HttpResponse:
    first = why.errors[0]
    field = str(first["loc"][-1])[:40]
    words = WRONG.get(str(first["type"]), "写得不对")
    return no(422, "BadFacts", f"“{field}”{words}。", field)


def json_shown(value: Any) -> str:
    """For people to read."""
    return json.dumps(value, ensure_ascii=False, indent=2)
