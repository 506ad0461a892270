"""Errors are pages in plain Chinese that lead on."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest
from django.test import Client
from django.urls import include, path

from gongyue.portals.public.settings import login_not_required


@login_not_required
def breaks(request: HttpRequest) -> None:
    raise RuntimeError("on purpose")


@login_not_required
def forbids(request: HttpRequest) -> None:
    raise PermissionDenied("只有本单位的人事可以导入。")


@login_not_required
def suspects(request: HttpRequest) -> None:
    raise SuspiciousOperation


urlpatterns = [
    path("breaks/", breaks),
    path("forbids/", forbids),
    path("suspects/", suspects),
    path("", include("gongyue.portals.public.urls")),
]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("url", "code", "words"),
    [
        ("/no-such-page/", 404, "没有找到这个页面"),
        ("/forbids/", 403, "只有本单位的人事可以导入。"),
        ("/suspects/", 400, "这个请求读不懂"),
        ("/breaks/", 500, "不是您的问题"),
    ],
)
def test_an_error_is_a_page_with_a_way_on(url: str, code: int, words: str) -> None:
    answer = Client(raise_request_exception=False).get(url)
    assert answer.status_code == code
    page = BeautifulSoup(answer.content, "html.parser")
    assert words in page.text
    assert len(page.select("h1")) == 1
    assert page.select_one('main a[href="/"]')
    assert "RuntimeError" not in page.text


def test_a_form_without_its_token_is_told_to_reload() -> None:
    answer = Client(enforce_csrf_checks=True).post("/large-text/", {"large": "yes"})
    assert answer.status_code == 403
    assert "放得太久了" in answer.content.decode()
