"""The front-end sources: no addresses in the lock file, no colour outside the theme."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
STYLES = ROOT / "frontend" / "styles"


def test_the_lock_file_names_no_address_of_a_registry() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    assert len(lock["packages"]) > 3
    for name, package in lock["packages"].items():
        assert "resolved" not in package, name
        assert not name or package.get("link") or package["integrity"].startswith("sha512-"), name


def test_versions_are_exact() -> None:
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    for version in {**package["dependencies"], **package["devDependencies"]}.values():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)


def test_red_is_used_for_the_overdue_and_the_unlawful_only() -> None:
    allowed = re.compile(r"unlawful|late|breach")
    for path in STYLES.rglob("*.scss"):
        if path.name in ("_theme.scss", "_gallery.scss"):
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            if "--gy-zhu" in line:
                assert allowed.search(line), f"{path.name}: {line.strip()}"


def test_own_javascript_stays_small() -> None:
    files = [*(ROOT / "frontend").rglob("*.js")]
    assert sum(len(path.read_text(encoding="utf-8").splitlines()) for path in files) <= 1500
