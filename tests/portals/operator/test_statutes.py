"""法规文本 at the operator's desk: look first, then keep."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongyue.apps.knowledge.models import Version
from tests.apps.knowledge.texts import AMENDED, FIRST, word
from tests.cast import Cast

Browse = Callable[[Any], Client]


def _send(client: Client, *contents: bytes, **more: str) -> Any:
    files = [SimpleUploadedFile(f"{n}.md", content) for n, content in enumerate(contents)]
    return client.post(reverse("operator:statutes"), {"files": files, **more})


def test_looked_at_then_kept(cast: Cast, browse: Browse) -> None:
    hu = browse(cast.operator)
    assert "还没有装法规文本" in hu.get(reverse("operator:statutes")).content.decode()
    said = _send(hu, FIRST.encode(), b"nothing").content.decode()
    assert "试看，没有存" in said and "不收 1 个" in said and "第 1 行" in said
    assert not Version.objects.exists()
    said = _send(hu, word(FIRST), AMENDED.encode("gbk"), keep="on").content.decode()
    assert "新增 2 个" in said and "晴川市茶歇条例" in said
    assert "已有 1 个" in _send(hu, word(FIRST), keep="on").content.decode()
    file = hu.get(reverse("operator:statutes"), {"export": "csv"})
    assert "晴川市茶歇条例" in file.content.decode("utf-8-sig")


@pytest.mark.parametrize("content", [b"", b"\0\0", b"PK\x03\x04", b"%PDF-1.4", b"\xff\xfe\x00\xd8"])
def test_a_broken_file_is_told_in_words(cast: Cast, browse: Browse, content: bytes) -> None:
    answer = _send(browse(cast.operator), content, keep="on")
    assert answer.status_code == 200
    assert "不收" in answer.content.decode() or "需要改" in answer.content.decode()
    assert not Version.objects.exists()


def test_no_file_and_too_many(cast: Cast, browse: Browse) -> None:
    hu = browse(cast.operator)
    assert "请选择文件" in hu.post(reverse("operator:statutes"), {}).content.decode()
    assert "最多 50 个" in _send(hu, *[b"x"] * 51).content.decode()


@pytest.mark.parametrize("role", ["stranger", "worker", "enterprise", "regulator", "mediator"])
def test_nobody_else_may(cast: Cast, browse: Browse, role: str) -> None:
    assert _send(browse(cast.in_role(role)), FIRST.encode(), keep="on").status_code == 404
    assert not Version.objects.exists()
