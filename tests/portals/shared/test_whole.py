"""Numbers, dates and amounts stay on one line, whatever stands around them."""

from __future__ import annotations

import pytest

from gongyue.portals.shared.words import whole


@pytest.mark.parametrize(
    "number",
    [
        "261125-1179-1204-6",
        "91430100MADE00001X",
        "1,234.50 元",
        "16 小时",
        "2026年11月25日",
        "第13条",
    ],
)
def test_a_number_in_a_sentence_is_kept_together(number: str) -> None:
    assert whole(f"请回复的通知{number}，谢谢") == (
        f'请回复的通知<span class="nowrap">{number}</span>，谢谢'
    )


@pytest.mark.parametrize("text", ["没有数字", "《劳动合同法》", "V" * 9, "9" * 64, ""])
def test_what_is_no_number_or_would_not_fit_is_left_as_it_is(text: str) -> None:
    assert whole(text) == text


def test_what_is_written_by_others_stays_text() -> None:
    shown = whole("<b>12345</b> & 678'")
    assert shown == (
        '&lt;b&gt;<span class="nowrap">12345</span>&lt;/b&gt; &amp; '
        '<span class="nowrap">678</span>&#x27;'
    )
