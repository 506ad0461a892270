"""Can everybody use this page? axe-core and our own measures, in one open page.

`measure(page)` sets the page to each way of looking (phone, desk, 长辈版, 320 pixels, 200 % zoom)
and returns what it found; it needs nothing of the page but that it is open. axe-core (a development
dependency) is handed over through the browser's own debugging line, so the page keeps its strict
content security policy.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
AXE = Path("node_modules/axe-core/axe.min.js")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RULES = {
    rule: {"enabled": True}
    for rule in ("target-size", "landmark-one-main", "page-has-heading-one", "label-title-only")
}
RUN_AXE = """options => window.axe.run(document, options).then(
  ({violations}) => violations.flatMap(rule => rule.nodes.map(node => ({
    rule: `axe:${rule.id}`, where: node.target.join(' '), found: node.failureSummary || rule.help,
  }))))"""
STILL = "*, *::before, *::after {transition: none !important; animation: none !important}"


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way of looking at a page. Sizes in CSS pixels; `elder` is 长辈版."""

    name: str
    width: int
    height: int = 812
    elder: bool = False
    axe: bool = False

    @property
    def limits(self) -> dict[str, int]:
        """44 × 44; in 长辈版 60 × 60 for main controls and 18 px text."""
        if self.elder:
            return {"target": 44, "mainTarget": 60, "smallestText": 18}
        return {"target": 44, "mainTarget": 44, "smallestText": 0}


WAYS = (
    Way(name="375", width=375, axe=True),
    Way(name="1440", width=1440, height=900, axe=True),
    Way(name="375 长辈版", width=375, elder=True, axe=True),
    Way(name="1440 长辈版", width=1440, height=900, elder=True, axe=True),
    Way(name="320", width=320, height=640),
    # 1440 × 900 at 200 % is 720 × 450 of the page's own pixels.
    Way(name="200 %", width=720, height=450),
)
# Every page in the test suite: axe on the phone; the rest differs little from one of these.
QUICK = tuple(
    replace(way, axe=way.name == "375")
    for way in WAYS
    if way.name in {"375", "1440", "375 长辈版", "320"}
)


@dataclass(kw_only=True)
class Measured:
    """What one page gave: numbers by way of looking, and failures with the way they appear in."""

    role: str
    route: str
    path: str
    numbers: dict[str, dict[str, Any]] = field(default_factory=dict)
    failures: list[dict[str, str]] = field(default_factory=list)

    def lines(self) -> list[str]:
        """One line a failure, for a terminal or an assertion."""
        return [
            f"{self.route} ({self.role}, {f['way']}) {f['rule']}: {f['where']}: {f['found'][:160]}"
            for f in self.failures
        ]


def measure(page: Any, *, role: str, route: str, ways: tuple[Way, ...] = WAYS) -> Measured:
    """Look at an open page in every way. Leaves it as the server sent it, at the last size."""
    done = Measured(role=role, route=route, path=page.url)
    was_elder = page.evaluate("document.documentElement.classList.contains('elder')")
    _be_still(page)
    for way in ways:
        found = _in_way(page, way)
        done.numbers[way.name] = found["numbers"]
        done.failures += [{"way": way.name, **failure} for failure in found["failures"]]
    page.evaluate("on => document.documentElement.classList.toggle('elder', on)", was_elder)
    page.keyboard.press("Tab")
    done.failures += [{"way": "keyboard", **f} for f in page.evaluate(_script("focus.js"))]
    return done


def _in_way(page: Any, way: Way) -> dict[str, Any]:
    page.set_viewport_size({"width": way.width, "height": way.height})
    page.evaluate("on => document.documentElement.classList.toggle('elder', on)", way.elder)
    found = page.evaluate(_script("measures.js"), way.limits)
    if way.axe:
        if not page.evaluate("'axe' in window"):
            page.evaluate(_axe())
        options = {"runOnly": {"type": "tag", "values": WCAG}, "rules": RULES}
        found["failures"] += page.evaluate(RUN_AXE, {**options, "resultTypes": ["violations"]})
    return found


def _be_still(page: Any) -> None:
    """No transition half-way through a measurement. A style sheet object is not inline style."""
    page.evaluate(
        "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);"
        " document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]; }",
        STILL,
    )


@lru_cache(maxsize=4)
def _script(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _axe() -> str:
    for folder in (Path.cwd(), *HERE.parents):
        if (folder / AXE).is_file():
            return (folder / AXE).read_text(encoding="utf-8")
    raise SystemExit("没有 axe-core,请先 make setup。 axe-core is missing: npm ci.")
