"""U+0000 never reaches a view, whatever way it was sent."""

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


def test_what_has_none_is_left_as_it_was() -> None:
    request = RequestFactory().post("/?q=a", {"words": "字"})
    query, fields = request.GET, request.POST
    passed = _passed(request)
    assert passed.GET is query and passed.POST is fields
