"""街道乡镇 at the operator's desk: a file in, what is wrong by line, the list out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongyue.apps.registry.models import Street
from tests.cast import Cast

Browse = Callable[[Any], Client]
GOOD = "430102001,晴川街道\n430102002,望月街道\n"


def _send(client: Client, content: bytes, **more: str) -> Any:
    file = SimpleUploadedFile("streets.csv", content)
    return client.post(reverse("operator:streets"), {"file": file, **more})


def test_the_operator_brings_in_a_file_and_sees_it(cast: Cast, browse: Browse) -> None:
    hu = browse(cast.operator)
    assert "还没有导入" in hu.get(reverse("operator:streets")).content.decode()
    said = _send(hu, (GOOD + "43010200,少一位\n").encode("gbk")).content.decode()
    assert "新增 2 个" in said and "第 3 行" in said and "九位" in said
    assert "湖南省长沙市芙蓉区" in said
    rows = hu.get(reverse("operator:streets"), {"district": "430102"}).content.decode()
    assert "望月街道" in rows
    file = hu.get(reverse("operator:streets"), {"district": "430102", "export": "csv"})
    assert "430102001" in file.content.decode("utf-8-sig")


@pytest.mark.parametrize("content", [b"", b"\0\0\0", b"\xff\xfe\x00\xd8\xff\xff", b'"\n"', b"x\n"])
def test_a_broken_file_is_told_in_words(cast: Cast, browse: Browse, content: bytes) -> None:
    answer = _send(browse(cast.operator), content)
    assert answer.status_code == 200
    assert not Street.objects.exists()
    assert "需要改" in answer.content.decode() or "没有导入" in answer.content.decode()


def test_many_problems_are_counted_and_only_the_first_listed(cast: Cast, browse: Browse) -> None:
    said = _send(browse(cast.operator), b"12,x\n" * 500).content.decode()
    assert "有 500 行没有导入" in said
    assert said.count("<li>第 ") == 100


@pytest.mark.parametrize("role", ["stranger", "worker", "enterprise", "regulator", "mediator"])
def test_nobody_else_may(cast: Cast, browse: Browse, role: str) -> None:
    answer = _send(browse(cast.in_role(role)), GOOD.encode())
    assert answer.status_code == 404
    assert not Street.objects.exists()


@pytest.mark.parametrize("district", ["999999", "x\0y", "' or 1=1", "４３０"])
def test_an_invented_district_shows_nothing(cast: Cast, browse: Browse, district: str) -> None:
    _send(browse(cast.operator), GOOD.encode())
    answer = browse(cast.operator).get(reverse("operator:streets"), {"district": district})
    assert answer.status_code == 200
    assert "晴川街道" not in answer.content.decode()
