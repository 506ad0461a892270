"""海报: a sheet for the wall, whose code opens our own public page."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from pypdf import PdfReader

from gongyue.apps.documents.paper.poster import Poster, print_poster
from gongyue.portals.shared.posters import SUBJECTS
from tests.cast import Cast
from tests.portals.conftest import Browse

ASKED = {"subject": "calculators", "size": "a4", "place": "晨光工厂", "phone": "12333"}
MM = 72 / 25.4


def _sheet(client: Any, portal: str = "enterprise", **asked: str) -> Any:
    return client.post(reverse(f"{portal}:posters"), {**ASKED, **asked})


@pytest.mark.parametrize(("size", "width"), [("a4", 210), ("a3", 297)])
@pytest.mark.parametrize("subject", [subject.key for subject in SUBJECTS])
def test_one_sheet_of_the_size_asked_for(
    cast: Cast, browse: Browse, subject: str, size: str, width: int
) -> None:
    answer = _sheet(browse(cast.enterprise), subject=subject, size=size)
    pages = PdfReader(BytesIO(answer.content)).pages
    assert len(pages) == 1
    assert round(float(pages[0].mediabox.width) / MM) == width
    text = pages[0].extract_text()
    assert "晨光工厂" in text and "12333" in text


def test_the_longest_words_still_fit_on_one_sheet() -> None:
    poster = Poster(
        title="您的记录，您来核对",
        words="加班费、补偿金，按法律算给您看。不装软件，不用登录，不收钱。",
        scan="微信扫一扫",
        url="https://gongyue.example.org/worker/" + "x" * 60,
        steps=("扫上面的码", "用手机号收验证码登录", "对的点确认，不对的写明"),
        place="某某" * 30,
        phone="0" * 20,
    )
    assert len(PdfReader(BytesIO(print_poster(poster).pdf)).pages) == 1


def test_the_regulator_prints_too(cast: Cast, browse: Browse) -> None:
    assert _sheet(browse(cast.regulator), "regulator").content[:5] == b"%PDF-"


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"subject": "x"}, "请选一张"),
        ({"size": "a0"}, "请选纸张"),
        ({"place": ""}, "请写落款"),
        ({"phone": ""}, "请写一个电话"),
    ],
)
def test_what_is_wrong_is_said(
    cast: Cast, browse: Browse, asked: dict[str, str], words: str
) -> None:
    answer = _sheet(browse(cast.enterprise), **asked)
    assert answer.status_code == 200 and words in answer.text


def test_markup_is_only_ever_text(cast: Cast, browse: Browse) -> None:
    answer = _sheet(browse(cast.enterprise), place='#panic("x") <b>$1/0$ \\\\')
    assert "#panic" in PdfReader(BytesIO(answer.content)).pages[0].extract_text()


def test_a_stranger_prints_nothing(cast: Cast, browse: Browse) -> None:
    assert _sheet(browse(cast.stranger)).status_code == 404
