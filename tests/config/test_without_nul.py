"""What nobody types never reaches a view, whatever way it was sent."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from gongyue.config.middleware import WithoutNul


def _passed(request: HttpRequest) -> HttpRequest:
    WithoutNul(lambda request: HttpResponse()).process_view(request, None, (), {})
    return request


def test_the_character_is_gone_and_the_rest_is_kept() -> None:
    sent = _passed(RequestFactory().post("/?q=a%00b&q=c", {"words": "空\x00字", "n": ["1", "2"]}))
    assert sent.GET.getlist("q") == ["ab", "c"]
    assert sent.POST["words"] == "空字" and sent.POST.getlist("n") == ["1", "2"]


def test_marks_that_turn_the_direction_are_gone_and_joined_emoji_are_not() -> None:
    sent = _passed(
        RequestFactory().post("/", {"n": "张\u202e三\u2066丰\u2069", "e": "👩🏽\u200d🏭"})
    )
    assert sent.POST["n"] == "张三丰" and sent.POST["e"] == "👩🏽\u200d🏭"


def test_what_has_none_is_left_as_it_was() -> None:
    request = RequestFactory().post("/?q=a", {"words": "字"})
    query, fields = request.GET, request.POST
    passed = _passed(request)
    assert passed.GET is query and passed.POST is fields
