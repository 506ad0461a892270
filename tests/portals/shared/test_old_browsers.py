"""WeChat's browser and the domestic desktop browsers lag by years: what is built must run there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
BUILD = ROOT / "src" / "gongyue" / "static" / "build"
OWN = [*(ROOT / "frontend").rglob("*.js"), *ROOT.glob("src/gongyue/portals/*/static/**/*.js")]
# What came after Chrome 105 and Safari 15.4, and would stop a page rather than only look plainer.
TOO_NEW_JS = (
    r"Object\.groupBy|Map\.groupBy|Promise\.withResolvers|Promise\.try|Array\.fromAsync",
    r"\.toSorted\(|\.toReversed\(|\.toSpliced\(|URL\.canParse|\.isSubsetOf\(|\.intersection\(",
    r"structuredClone\([^)]*transfer|navigator\.(?:scheduling|getBattery)|scheduler\.yield",
    r"import\s*\(|(?<![\w$])using\s+\w+\s*=",
)
TOO_NEW_CSS = (
    r"light-dark\(|color-mix\(|@starting-style|@scope|@container style|@position-try|anchor\(",
    r"(?<![\w-])(?:round|mod|rem|sin|cos|pow|sqrt|if)\(",
    r"\{[^{}@]*&[\s.:>]",  # nesting that was not flattened
)
NEVER = r"window\.open\(|(?<![\w.])(?:alert|confirm|prompt)\(|getUserMedia|document\.write\("


def _built(name: str) -> str:
    path = BUILD / name
    if not path.is_file():
        pytest.skip("the front end is not built: npm run build")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("pattern", TOO_NEW_JS)
def test_our_own_scripts_use_nothing_too_new(pattern: str) -> None:
    for path in OWN:
        found = re.search(pattern, path.read_text(encoding="utf-8"))
        assert found is None, f"{path.name}: {found and found[0]}"


@pytest.mark.parametrize("pattern", TOO_NEW_CSS[:2])
def test_our_own_styles_use_nothing_too_new(pattern: str) -> None:
    for path in (ROOT / "frontend").rglob("*.scss"):
        found = re.search(pattern, re.sub(r"//.*", "", path.read_text(encoding="utf-8")))
        assert found is None, f"{path.name}: {found and found[0]}"


def test_what_is_built_has_no_syntax_too_new() -> None:
    """One character that cannot be read stops the whole file: the target of the build."""
    assert re.search(TOO_NEW_CSS[2], _built("app.css")) is None
    script = _built("app.js")
    assert re.search(r"(?<![\w$.])using\s+[a-z]\w*\s*=|\bimport\(", script) is None


def test_links_have_a_colour_where_colours_cannot_be_mixed() -> None:
    """Tabler mixes the colour of links; a browser that cannot drops that line and needs ours."""
    assert re.search(r"(?:^|\})a\{color:var\(--gy-qing\)", _built("app.css"))


def test_the_patterns_find_what_they_should() -> None:
    assert any(re.search(p, "a.toSorted()") for p in TOO_NEW_JS)
    assert any(re.search(p, ".x{color:light-dark(#fff,#000)}") for p in TOO_NEW_CSS)
    assert any(re.search(p, ".a{color:red;& .b{color:blue}}") for p in TOO_NEW_CSS)


def test_our_own_scripts_open_no_window_and_ask_for_no_camera() -> None:
    for path in OWN:
        if path.name == "building.js":
            continue
        found = re.search(NEVER, path.read_text(encoding="utf-8"))
        assert found is None, f"{path.name}: {found and found[0]}"


def test_what_a_first_visit_loads_is_small_and_compressed() -> None:
    for name in ("app.css", "app.js"):
        _built(name)
    sizes = [(BUILD / f"{name}.gz").stat().st_size for name in ("app.css", "app.js")]
    assert sum(sizes) < 200 * 1024
