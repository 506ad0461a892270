"""Two ways to do the same deed: by keyboard alone, and by thumb on a phone of 375 pixels.

A journey is written once in the words of a person (press, write, pick) and done by both hands. On
the way each hand asserts what its people need: that focus is seen, goes forward and is not hidden
under a bar; that targets are large enough, and that no page scrolls sideways.
"""

from __future__ import annotations

from typing import Any, Protocol

from tests.e2e.conftest import DESK, PHONE

MOST_STOPS = 140
ANYTHING = "a:visible, button:visible, summary:visible"
LEAST_TARGET, LEAST_BUTTON = 24, 44  # WCAG 2.2 AA for all, our own for what sends a form

# What has the focus: its words, whether it is seen, whether anything lies over all of it.
FOCUSED = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect();
  const ring = el => { const s = getComputedStyle(el); return (s.outlineStyle !== 'none'
    && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none'; };
  const label = at.labels && at.labels[0];
  const spots = [[.5, .5], [.1, .5], [.9, .5], [.5, .1], [.5, .9]].map(([x, y]) =>
    document.elementFromPoint(box.left + box.width * x, box.top + box.height * y));
  const before = window.lastFocus;
  const back = before && before.isConnected
    && !!(at.compareDocumentPosition(before) & Node.DOCUMENT_POSITION_FOLLOWING);
  window.lastFocus = at;
  return {
    words: (at.innerText || at.getAttribute('aria-label') || '').trim(),
    label: label ? label.innerText.trim() : '', name: at.name || '', value: at.value || '',
    tag: at.tagName, back, sends: at.type === 'submit' && !!at.closest('main'),
    shown: ring(at) || (at.labels && [...at.labels].some(ring)),
    clear: spots.some(s => s && (at.contains(s) || s.contains(at) || (label && label.contains(s)))),
  };
}"""


class Hand(Protocol):
    """How a person does a thing."""

    page: Any

    def press(self, words: str) -> None:
        """The link or button that begins with these words."""

    def send(self, words: str) -> None:
        """The button of the form on the page that begins with these words."""

    def write(self, name: str, text: str) -> None:
        """Into the field of that name."""

    def pick(self, name: str, value: str) -> None:
        """One of several, by the value behind it."""


def leaving(page: Any, act: Any, tag: str) -> None:
    """Do it, and wait for the page it leads to; what opens in place leads nowhere."""
    if tag == "SUMMARY":
        act()
        return
    page.evaluate("() => { window.isOld = true; }")
    act()
    page.wait_for_function("() => !window.isOld && document.readyState === 'complete'")


class Keyboard:
    """Tab, Shift+Tab, arrows, space and Enter; nothing else."""

    viewport = DESK
    options: dict[str, Any] = {}  # noqa: RUF012

    def __init__(self, page: Any) -> None:
        self.page = page

    def press(self, words: str) -> None:
        at = self._tab(lambda at: at["words"].startswith(words), words)
        leaving(self.page, lambda: self.page.keyboard.press("Enter"), at["tag"])

    def send(self, words: str) -> None:
        self._tab(lambda at: at["sends"] and at["words"].startswith(words), words)
        leaving(self.page, lambda: self.page.keyboard.press("Enter"), "BUTTON")

    def write(self, name: str, text: str) -> None:
        self._tab(lambda at: at["name"] == name, name)
        if self.page.evaluate("() => document.activeElement.type") == "date":
            # The test browser speaks English whatever the page does: month, day, year.
            self.page.keyboard.type(f"{text[5:7]}{text[8:]}{text[:4]}")
            return
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def pick(self, name: str, value: str) -> None:
        """Arrows move within a group of radio buttons; space ticks a box."""
        at = self._tab(lambda at: at["name"] == name, name)
        for _ in range(12):
            if self.page.locator(f"[name='{name}'][value='{value}']").is_checked():
                return
            at = self.page.evaluate(FOCUSED)
            self.page.keyboard.press("Space" if at["value"] == value else "ArrowDown")
        raise AssertionError(f"{name} cannot be set to {value} by keyboard, at {at}")

    def _tab(self, there: Any, what: str) -> dict[str, Any]:
        """Forward until there. Every stop is seen, uncovered, and further down the page."""
        self.page.evaluate("() => { window.lastFocus = null; }")
        at = self.page.evaluate(FOCUSED)
        for _ in range(MOST_STOPS):
            if there(at):
                return at
            self.page.keyboard.press("Tab")
            at = self.page.evaluate(FOCUSED)
            if at["tag"] == "BODY":  # round the end of the page: the browser's own bar is next
                self.page.evaluate("() => { window.lastFocus = null; }")
                continue
            assert at["shown"], f"focus is not seen on {at} of {self.page.url}"
            assert at["clear"], f"focus lies under something on {at} of {self.page.url}"
            assert not at["back"], f"focus jumped back to {at} of {self.page.url}"
        raise AssertionError(f"Tab never reached {what} on {self.page.url}")


class Thumb:
    """Taps on a phone; opens the menu where what is wanted lies in it."""

    viewport = PHONE
    options: dict[str, Any] = {"has_touch": True, "is_mobile": True}  # noqa: RUF012

    def __init__(self, page: Any) -> None:
        self.page = page

    def press(self, words: str) -> None:
        self._tap(self._target(words), words)

    def send(self, words: str) -> None:
        button = self._visible(words, "main button:visible")
        assert button is not None, f"no button begins with “{words}” on {self.page.url}"
        self._tap(button, words)

    def _tap(self, target: Any, words: str) -> None:
        self._fits()
        target.scroll_into_view_if_needed()
        box, button = target.bounding_box(), target.evaluate("e => e.type === 'submit'")
        least = LEAST_BUTTON if button else LEAST_TARGET
        assert box["height"] >= least, f"“{words}” is {box['height']} px high on {self.page.url}"
        leaving(self.page, target.tap, target.evaluate("e => e.tagName"))

    def write(self, name: str, text: str) -> None:
        self.page.locator(f"main [name='{name}']:visible").first.fill(text)

    def pick(self, name: str, value: str) -> None:
        choice = self.page.locator(f"main [name='{name}'][value='{value}']")
        label = self.page.locator(f"label[for='{choice.get_attribute('id')}']")
        (label if label.count() else choice.locator("xpath=ancestor::label")).first.tap()
        assert choice.is_checked()

    def _target(self, words: str) -> Any:
        found = self._visible(words)
        if found is None:
            self.page.locator("#menu-open").tap()
            found = self._visible(words)
        assert found is not None, f"nothing begins with “{words}” on {self.page.url}"
        return found

    def _visible(self, words: str, among: str = ANYTHING) -> Any:
        for one in self.page.locator(among).all():
            if (
                (one.inner_text() or one.get_attribute("aria-label") or "")
                .strip()
                .startswith(words)
            ):
                return one
        return None

    def _fits(self) -> None:
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= PHONE["width"], f"{self.page.url} is {wide} px wide"


HANDS = (Keyboard, Thumb)
