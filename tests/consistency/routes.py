"""Every page is in docs/reference/permissions.md; its row is a test (tests/portals/test_pages)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.consistency.tree import files, syntax, text, where

PAGE = "docs/reference/permissions.md"
ROLES = (
    "visitor",
    "stranger",
    "worker",
    "enterprise",
    "regulator",
    "mediator",
    "provider",
    "operator",
)
API = "src/gongyue/api"
DESK_PATHS = "src/gongyue/portals/shared/desk_paths.py"
ANSWERS = {"open", "sign-in", "hidden", "elsewhere", "post"}


@dataclass(frozen=True)
class Row:
    """One line of the table of pages: the answer each role gets."""

    name: str
    answers: dict[str, str]


def documented(root: Path) -> list[Row]:
    """The rows of the table whose first column is a route name in backticks.

    Columns: route, then ROLES in order; anything after them is a remark.
    """
    page = root / PAGE
    found = []
    for line in text(page).splitlines() if page.is_file() else ():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        name = re.fullmatch(r"`(\w+:\w+)`", cells[0])
        if name and len(cells) > len(ROLES):
            found.append(Row(name[1], dict(zip(ROLES, cells[1:], strict=False))))
    return found


def routes(root: Path) -> dict[str, str]:
    """Route name → where it is declared, read from each portal's urls.py and, where that takes
    the screens of every desk, from desk_paths.py."""
    found = {
        name: where(root, path, line)
        for path in _urls(root)
        for name, line in _names(syntax(path))
        if name
    }
    for path in _urls(root):
        for name, at in _of_every_desk(root, path):
            found.setdefault(name, at)
    return found | {name: at for name, at in _of_the_api(root) if name}


def _of_the_api(root: Path) -> Iterator[tuple[str, str]]:
    """(name, where) of each `@router.get("/…", url_name="…")`; an empty name where it has none."""
    for path in files(root, f"{API}/v1"):
        for node in ast.walk(syntax(path)):
            function = getattr(node, "func", None)
            if isinstance(node, ast.Call) and getattr(function, "attr", "") in {"get", "post"}:
                if getattr(getattr(function, "value", None), "id", "") != "router":
                    continue
                named = next((k.value for k in node.keywords if k.arg == "url_name"), None)
                name = f"api:{named.value}" if isinstance(named, ast.Constant) else ""
                yield name, where(root, path, node.lineno)


def _of_every_desk(root: Path, urls: Path) -> Iterator[tuple[str, str]]:
    """(name, where) of the routes that `*desk_paths("portal", …)` and its like add to a portal."""
    shared = root / DESK_PATHS
    for node in ast.walk(syntax(urls)):
        made = getattr(getattr(node, "func", None), "id", "")
        if not isinstance(node, ast.Call) or not made.endswith("_paths"):
            continue
        portal = node.args[0].value  # type: ignore[attr-defined]
        begins = all(keyword.arg != "home" for keyword in node.keywords)
        for name, line in _names(_function(syntax(shared), made)):
            if begins or name != ":home":
                yield f"{portal}{name}", where(root, shared, line)


def _function(tree: ast.Module, name: str) -> ast.Module:
    """One function of a module, as a module of its own."""
    found = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name]
    return ast.Module(body=list(found), type_ignores=[])


def _urls(root: Path) -> list[Path]:
    return [path for path in files(root, "src/gongyue/portals", API) if path.name == "urls.py"]


def _names(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """("space:name", line) of each route; an empty name for a route without one."""
    space = next(
        (
            node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign)
            and getattr(node.targets[0], "id", "") == "app_name"
            and isinstance(node.value, ast.Constant)
        ),
        "",
    )
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"path", "re_path"}:
            if len(node.args) > 1 and _is_include(node.args[1]):
                continue
            name = next((k.value for k in node.keywords if k.arg == "name"), None)
            known = isinstance(name, ast.Constant)
            yield (f"{space}:{name.value}" if known else "", node.lineno)  # type: ignore[union-attr]


def _is_include(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") == "include"


def nameless_routes(root: Path) -> list[str]:
    """Routes without a name can be neither linked to nor listed."""
    return [
        f"{where(root, path, line)}: a route without a name"
        for path in [*_urls(root), *filter(Path.is_file, [root / DESK_PATHS])]
        for name, line in _names(syntax(path))
        if not name
    ] + [f"{at}: a route without a name" for name, at in _of_the_api(root) if not name]


def undocumented_routes(root: Path) -> list[str]:
    """Routes without a row, which is to say without a permission test."""
    rows = {row.name for row in documented(root)}
    return [
        f"{at}: {name} is not in {PAGE}" for name, at in routes(root).items() if name not in rows
    ]


def rows_without_route(root: Path) -> list[str]:
    """Rows for routes that are gone, rows twice, and answers that mean nothing."""
    known, rows = routes(root), documented(root)
    names = [row.name for row in rows]
    problems = [f"{PAGE}: {name} does not exist" for name in names if name not in known]
    problems += [f"{PAGE}: {name} stands twice" for name in set(names) if names.count(name) > 1]
    return problems + [
        f"{PAGE}: {row.name}: {answer!r} for {role} is not an answer"
        for row in rows
        for role, answer in row.answers.items()
        if answer not in ANSWERS
    ]


def doors_wide_open(root: Path) -> list[str]:
    """Pages outside the public portal that somebody may open without signing in."""
    return [
        f"{PAGE}: {row.name}: open to {role}"
        for row in documented(root)
        for role in ("visitor", "stranger")
        if row.name.split(":")[0] in {"enterprise", "regulator", "mediator", "provider", "operator"}
        and row.answers[role] in {"open", "post"}
    ]
