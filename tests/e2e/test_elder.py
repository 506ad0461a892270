"""长辈版: whatever stands in a line of its own is 60 pixels high, and no letter is below 18."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cast import Cast, bring_to_life

LEAST_TARGET, LEAST_TEXT = 59.5, 17.9
TOO_SMALL = """([target, letter]) => {
  const box = (at) => at.getBoundingClientRect();
  const seen = (at) => box(at).width > 1 && box(at).height > 1 && !at.closest('.demo-strip, svg');
  const alone = '.btn, select, summary, .crumbs a, .tabs a, p > a:only-child, .article--plain';
  const low = [...document.querySelectorAll(alone)].filter((at) => seen(at)
    && box(at).height < target);
  const small = [...document.querySelectorAll('main *')].filter((at) => seen(at)
    && parseFloat(getComputedStyle(at).fontSize) < letter);
  return [...low, ...small].map((at) => at.outerHTML.slice(0, 90));
}"""


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return bring_to_life()


def test_targets_and_letters_are_large(open_page: Any, cast: Cast) -> None:
    page = open_page("/worker/", user=cast.worker)
    root = page.url.removesuffix("worker/")
    page.context.add_cookies([{"name": "large_text", "value": "18", "url": root}])
    for address in ("/worker/", "/worker/me/", "/worker/card/", "/", "/calculators/severance/"):
        page.goto(address)
        assert page.evaluate(TOO_SMALL, [LEAST_TARGET, LEAST_TEXT]) == [], address
