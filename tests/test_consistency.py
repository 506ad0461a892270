"""Tests about the code base itself, and proof that each of them can go red."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.consistency import events, hygiene, routes, shape, statutes, templates, walls
from tests.copies import Spoilable

ROOT = Path(__file__).resolve().parents[1]
Check = Callable[[Path], list[str]]

CHECKS: list[Check] = [
    shape.too_long,
    shape.path_too_long,
    shape.drawers,
    shape.kernel_is_closed,
    shape.floats,
    shape.decimal_columns,
    statutes.incomplete_rules,
    statutes.rules_without_the_four_tests,
    statutes.unknown_citations,
    statutes.articles_without_note,
    statutes.long_notes,
    statutes.incomplete_parameters,
    statutes.incomplete_sources,
    statutes.rules_without_citation,
    templates.unused_templates,
    templates.missing_templates,
    templates.unused_loads,
    templates.unordered_loads,
    templates.misplaced_blocks,
    routes.nameless_routes,
    routes.undocumented_routes,
    routes.rows_without_route,
    routes.doors_wide_open,
    events.events_declared_twice,
    events.undeclared_events,
    events.events_nobody_writes,
    events.tasks_nobody_calls,
    hygiene.forbidden_text,
    hygiene.locks_without_hashes,
    hygiene.unlocked_requirements,
    hygiene.imports_of_more_than_core,
    hygiene.unexplained_dependencies,
    hygiene.undocumented_settings,
    hygiene.settings_nobody_reads,
    hygiene.unknown_make_commands,
    hygiene.dead_links,
    hygiene.cleanups_too_many,
    hygiene.misnamed_changes,
    walls.broken_walls,
]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_code_base_keeps_its_own_rules(check: Check) -> None:
    assert check(ROOT) == []


@pytest.fixture(scope="module")
def _copy(tmp_path_factory: pytest.TempPathFactory) -> Spoilable:
    return Spoilable(tmp_path_factory.mktemp("copy") / "work", _working_copy)


def _working_copy(folder: Path) -> None:
    """Everything the checks look at, nothing that tools made."""
    ignore = shutil.ignore_patterns("__pycache__", "build", "node_modules", "*.png", "*.ttf")
    for name in ("src", "docs", "dev", "requirements", "changelog.d"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignore)
    for path in [*ROOT.glob("*.md"), ROOT / "Makefile", ROOT / "pyproject.toml"]:
        shutil.copy(path, folder)
    (folder / "tests").mkdir()


@pytest.fixture
def copy(_copy: Spoilable) -> Iterator[Path]:
    """A working copy to spoil."""
    yield _copy.folder
    _copy.mend()


# Each wall: what is added where, and the contract that must name it.
WALLS = {
    "a portal imports models": (
        "portals/worker/views_spoilt.py",
        "from gongyue.apps.registry import models",
        "Screens never touch tables",
    ),
    "a portal imports another portal": (
        "portals/worker/spoilt.py",
        "import gongyue.portals.enterprise",
        "Portals do not know each other",
    ),
    "the shared portal imports a portal": (
        "portals/shared/spoilt.py",
        "import gongyue.portals.worker",
        "Portals do not know each other",
    ),
    "law imports Django": ("law/spoilt.py", "import django", "Law, engines and kernel are pure"),
    "an engine imports Django": (
        "engines/workbook/spoilt.py",
        "import django.db",
        "Law, engines and kernel are pure",
    ),
    "the kernel imports law": ("kernel/spoilt.py", "import gongyue.law", "Delivery on top"),
    "law imports an engine": (
        "law/spoilt.py",
        "import gongyue.engines.workbook",
        "Delivery on top",
    ),
    "an engine imports law": (
        "engines/workbook/spoilt.py",
        "import gongyue.law",
        "Delivery on top",
    ),
    "an engine imports another engine": (
        "engines/spoilt.py",
        "import gongyue.engines.workbook",
        "Engines do not know each other",
    ),
    "a lower app imports a higher one": (
        "apps/accounts/spoilt.py",
        "import gongyue.apps.checkup",
        "Capabilities depend downwards only",
    ),
    "an app nobody placed in the order": (
        "apps/spoilt/__init__.py",
        "",
        "Capabilities depend downwards only",
    ),
    "a layer nobody placed in the order": ("spoilt.py", "", "Delivery on top"),
    "an app imports a portal": (
        "apps/registry/spoilt.py",
        "import gongyue.portals.shared",
        "Delivery on top",
    ),
    "settings import the command line": (
        "config/spoilt.py",
        "import gongyue.cli",
        "Delivery on top",
    ),
    "the check-up loads Django": (
        "apps/checkup/run.py",
        "import django",
        "The check-up needs no database",
    ),
    "the check-up loads its models": (
        "apps/checkup/run.py",
        "import gongyue.apps.checkup.models",
        "The check-up needs no database",
    ),
    "two modules of law import each other": (
        "law/sources.py",
        "import gongyue.law.rulebook",
        "No cycles anywhere",
    ),
}


@pytest.mark.parametrize("wall", WALLS)
def test_breaking_a_wall_is_noticed(copy: Path, wall: str) -> None:
    name, line, contract = WALLS[wall]
    path = copy / "src" / "gongyue" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    _append(path, f"\n{line}\n")
    assert any(broken.startswith(contract) for broken in walls.broken_walls(copy))


def _append(path: Path, addition: str) -> None:
    path.write_text((path.read_text(encoding="utf-8") if path.exists() else "") + addition)


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


def _replace(path: Path, pattern: str, replacement: str) -> None:
    before = path.read_text(encoding="utf-8")
    after = re.sub(pattern, replacement, before, count=1, flags=re.MULTILINE)
    assert after != before, f"{pattern} is not in {path.name}"
    path.write_text(after, encoding="utf-8")


def _a_rule(copy: Path) -> Path:
    return statutes.rule_folders(copy)[0]


def _a_child(copy: Path) -> Path:
    """A template that extends another one and fills a block."""
    return next(
        path
        for path in templates.templates(copy).values()
        if templates.EXTENDS.search(path.read_text()) and "{% block content" in path.read_text()
    )


PORTAL = "src/gongyue/portals/public"
PARAMETERS = "src/gongyue/law/parameters/cn.yaml"
SOURCES = "src/gongyue/law/sources.yaml"
Spoil = Callable[[Path], object]
SPOILT: dict[str, tuple[Check, Spoil]] = {
    "a file of 501 lines": (
        shape.too_long,
        lambda c: _write(c / "src/gongyue/kernel/money.py", "x = 1\n" * 501),
    ),
    "a template of 151 lines": (
        shape.too_long,
        lambda c: _write(c / f"{PORTAL}/templates/public/x.html", "<p></p>\n" * 151),
    ),
    "a path of more than 120 characters": (
        shape.path_too_long,
        lambda c: _write(c / f"docs/{'a' * 120}.md", ""),
    ),
    "a drawer": (shape.drawers, lambda c: _write(c / "src/gongyue/apps/utils.py", "")),
    "a base package": (shape.drawers, lambda c: _write(c / "src/gongyue/apps/base/x.py", "")),
    "a fifth kernel module": (
        shape.kernel_is_closed,
        lambda c: _write(c / "src/gongyue/kernel/texts.py", ""),
    ),
    "a float in law": (
        shape.floats,
        lambda c: _append(c / "src/gongyue/law/sources.py", "\nRATE = 0.08\n"),
    ),
    "a float() in an app": (
        shape.floats,
        lambda c: _write(c / "src/gongyue/apps/tasks/spoilt.py", "x = float('1')\n"),
    ),
    "a decimal column": (
        shape.decimal_columns,
        lambda c: _write(
            c / "src/gongyue/apps/tasks/spoilt.py",
            "from django.db import models\nx = models.DecimalField()\n",
        ),
    ),
    "a rule without its README": (
        statutes.incomplete_rules,
        lambda c: (_a_rule(c) / "README.md").unlink(),
    ),
    "a rule without cases": (
        statutes.incomplete_rules,
        lambda c: (_a_rule(c) / "cases.yaml").unlink(),
    ),
    "a rule of one file": (
        statutes.incomplete_rules,
        lambda c: _write(c / "src/gongyue/law/spoilt/rule.py", "X = 'cn/labour-law#1'\n"),
    ),
    "a rule whose examples cite nothing": (
        statutes.rules_without_the_four_tests,
        lambda c: _write(
            _a_rule(c) / "cases.yaml",
            re.sub(r"^  cites: .*\n", "", (_a_rule(c) / "cases.yaml").read_text(), flags=re.M),
        ),
    ),
    "an example that expects nothing": (
        statutes.rules_without_the_four_tests,
        lambda c: _append(_a_rule(c) / "cases.yaml", "\n- {name: 无, facts: {}}\n"),
    ),
    "a rule that cites nothing": (
        statutes.rules_without_citation,
        lambda c: [
            path.write_text(re.sub(statutes.CITATION, "", path.read_text()))
            for path in _a_rule(c).rglob("*.py")
        ],
    ),
    "a citation of an article that does not exist": (
        statutes.unknown_citations,
        lambda c: _append(_a_rule(c) / "rule.py", '\nX = "cn/labour-contract-law#999"\n'),
    ),
    "a citation of an act that does not exist": (
        statutes.unknown_citations,
        lambda c: _write(
            c / f"{PORTAL}/templates/public/x.html", '{% article "cn/law-of-nowhere#1" %}'
        ),
    ),
    "an article cited and nowhere put in plain words": (
        statutes.articles_without_note,
        lambda c: _append(_a_rule(c) / "rule.py", '\nX = "cn/labour-contract-law#96"\n'),
    ),
    "a note nobody reads to its end": (
        statutes.long_notes,
        lambda c: _append(c / "src/gongyue/law/notes/labour-law.yaml", f'"99": {"长" * 91}。\n'),
    ),
    "a parameter without its source": (
        statutes.incomplete_parameters,
        lambda c: _replace(c / PARAMETERS, r"\bsource: [^,}\n]+,? ?", ""),
    ),
    "a parameter without checked_until": (
        statutes.incomplete_parameters,
        lambda c: _drop_last_checked_until(c / PARAMETERS),
    ),
    "a parameter without its mark": (
        statutes.incomplete_parameters,
        lambda c: _replace(c / PARAMETERS, r"\bmark: [^,}\n]+,? ?", ""),
    ),
    "a parameter without its unit": (
        statutes.incomplete_parameters,
        lambda c: _replace(c / PARAMETERS, r"^ *unit: .*\n", ""),
    ),
    "a source without its English title": (
        statutes.incomplete_sources,
        lambda c: _replace(c / SOURCES, r"\btitle_en: [^,}\n]+,? ?", ""),
    ),
    "a template nobody uses": (
        templates.unused_templates,
        lambda c: _write(c / f"{PORTAL}/templates/public/spoilt.html", "<p></p>"),
    ),
    "an include that leads nowhere": (
        templates.missing_templates,
        lambda c: _write(c / f"{PORTAL}/templates/public/x.html", '{% include "no/where.html" %}'),
    ),
    "a view that renders nothing": (
        templates.missing_templates,
        lambda c: _write(c / f"{PORTAL}/spoilt.py", 'render(request, "public/nowhere.html")\n'),
    ),
    "a library loaded and not used": (
        templates.unused_loads,
        lambda c: _write(c / f"{PORTAL}/templates/public/x.html", "{% load humanize %}<p></p>"),
    ),
    "libraries out of order": (
        templates.unordered_loads,
        lambda c: _write(c / f"{PORTAL}/templates/public/x.html", "{% load static humanize %}"),
    ),
    "a block that the parent does not have": (
        templates.misplaced_blocks,
        lambda c: _append(_a_child(c), "{% block nowhere_above %}{% endblock %}"),
    ),
    "blocks in another order than the parent's": (
        templates.misplaced_blocks,
        lambda c: _append(_a_child(c), "{% block title %}{% endblock %}"),
    ),
    "a route without a row, which is a route without a permission test": (
        routes.undocumented_routes,
        lambda c: _replace(
            c / f"{PORTAL}/urls.py",
            r"^urlpatterns = \[",
            'urlpatterns = [\n    path("x/", home.home, name="spoilt"),',
        ),
    ),
    "a route without a name": (
        routes.nameless_routes,
        lambda c: _replace(
            c / f"{PORTAL}/urls.py",
            r"^urlpatterns = \[",
            'urlpatterns = [\n    path("x/", home.home),',
        ),
    ),
    "a row for a route that is gone": (
        routes.rows_without_route,
        lambda c: _append(c / routes.PAGE, f"\n| `public:gone` {'| open ' * 8}|\n"),
    ),
    "an answer that means nothing": (
        routes.rows_without_route,
        lambda c: _append(c / routes.PAGE, f"\n| `public:home` {'| maybe ' * 8}|\n"),
    ),
    "a desk open to the stranger": (
        routes.doors_wide_open,
        lambda c: _append(c / routes.PAGE, f"\n| `enterprise:home` {'| open ' * 8}|\n"),
    ),
    "an event declared twice": (
        events.events_declared_twice,
        lambda c: _append(
            c / "src/gongyue/apps/registry/event_types.py",
            '\ndeclare(EventType(name="import.undone", label="x"))\n',
        ),
    ),
    "an event nobody declared": (
        events.undeclared_events,
        lambda c: _write(
            c / "src/gongyue/apps/tasks/spoilt.py", 'Entry(type="spoilt.done", by=None)\n'
        ),
    ),
    "an event nobody writes": (
        events.events_nobody_writes,
        lambda c: _write(
            c / "src/gongyue/apps/tasks/spoilt.py", 'EventType(name="spoilt.done", label="x")\n'
        ),
    ),
    "a background task nobody calls": (
        events.tasks_nobody_calls,
        lambda c: _append(
            c / "src/gongyue/apps/tasks/tasks.py", "\n\n@task()\ndef spoilt() -> None: ...\n"
        ),
    ),
    "a registry address": (
        hygiene.forbidden_text,
        lambda c: _append(c / "README.md", "https://pypi." + "org/simple"),
    ),
    "a path of a machine": (
        hygiene.forbidden_text,
        lambda c: _append(c / "README.md", "see /ho" + "me/someone/notes"),
    ),
    "a private key": (
        hygiene.forbidden_text,
        lambda c: _append(c / "README.md", "-----BEGIN EC PRIVATE" + " KEY-----"),
    ),
    "a lock without hashes": (
        hygiene.locks_without_hashes,
        lambda c: _append(c / "requirements/core.txt", "\nspoilt==1.0\n"),
    ),
    "a requirement nobody locked": (
        hygiene.unlocked_requirements,
        lambda c: _append(c / "requirements/core.in", "\nspoilt\n"),
    ),
    "an import of a package that only the tests install": (
        hygiene.imports_of_more_than_core,
        lambda c: _write(c / "src/gongyue/apps/tasks/spoilt.py", "from bs4 import BeautifulSoup\n"),
    ),
    "a dependency nobody explained": (
        hygiene.unexplained_dependencies,
        lambda c: _append(c / "requirements/dev.in", "\nspoilt\n"),
    ),
    "a setting nobody documented": (
        hygiene.undocumented_settings,
        lambda c: _write(c / "src/gongyue/config/x.py", 'X = "GONGYUE_' + 'SPOILT"\n'),
    ),
    "a documented setting nobody reads": (
        hygiene.settings_nobody_reads,
        lambda c: _append(c / "docs/reference/settings.md", "`GONGYUE_" + "SPOILT`"),
    ),
    "a make command that does not exist": (
        hygiene.unknown_make_commands,
        lambda c: _append(c / "README.md", "\n`make coffee`\n"),
    ),
    "a link that leads nowhere": (
        hygiene.dead_links,
        lambda c: _append(c / "README.md", "\n[x](docs/nowhere.md)\n"),
    ),
    "eleven clean-ups": (
        hygiene.cleanups_too_many,
        lambda c: _append(c / "CLEANUPS.md", "\n- x" * 11),
    ),
    "a changelog fragment of no kind": (
        hygiene.misnamed_changes,
        lambda c: _write(c / "changelog.d/news.md", ""),
    ),
}


@pytest.mark.parametrize("spoilt", SPOILT)
def test_a_spoilt_copy_is_noticed(copy: Path, spoilt: str) -> None:
    check, spoil = SPOILT[spoilt]
    before = check(copy)
    spoil(copy)
    assert set(check(copy)) - set(before)


def test_every_check_has_been_seen_to_go_red() -> None:
    seen = {check for check, _ in SPOILT.values()} | {walls.broken_walls}
    assert [check.__name__ for check in CHECKS if check not in seen] == []


def _drop_last_checked_until(path: Path) -> None:
    """From the last value of the file, which has no next one to end it."""
    head, _, tail = path.read_text(encoding="utf-8").rpartition("checked_until:")
    assert head
    path.write_text(head + re.sub(r"^ *[^,}\n]+", "note: x", tail), encoding="utf-8")
