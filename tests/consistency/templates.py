"""Templates: each one used, each load needed, each block in its parent's order."""

from __future__ import annotations

import ast
import re
from functools import lru_cache
from pathlib import Path

from tests.consistency.tree import code, files, syntax, text, where

# Django asks for these by name.
BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
REFERENCE = re.compile(r"""\{%\s*(?:extends|include)\s+["']([^"']+)["']""")
LOAD = re.compile(r"\{%\s*load\s+([^%]+?)\s*%\}")
BLOCK = re.compile(r"\{%\s*block\s+(\w+)\s*%\}")
EXTENDS = re.compile(r"""\{%\s*extends\s+["']([^"']+)["']""")
NAME = re.compile(r"[\w/.-]+\.(?:html|txt|svg)")
COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment\b.*?\{%\s*endcomment\s*%\}", re.DOTALL)


def templates(root: Path) -> dict[str, Path]:
    """Template name → file, as Django's app loader finds them."""
    found = {}
    for path in files(root, "src/gongyue", suffixes=(".html", ".txt", ".svg")):
        parts = path.parts
        if "templates" in parts:
            found["/".join(parts[parts.index("templates") + 1 :])] = path
    return found


def _source(path: Path) -> str:
    return COMMENT.sub("", text(path))


def unused_templates(root: Path) -> list[str]:
    """Templates that no view renders, no tag includes and no template extends."""
    known = templates(root)
    used = {name for path in known.values() for name in REFERENCE.findall(_source(path))}
    patterns = [pattern for path in code(root, "src") for pattern in _named_in(syntax(path))]
    return [
        f"{where(root, path)}: unused"
        for name, path in known.items()
        if name not in used | BY_DJANGO and not any(pattern.fullmatch(name) for pattern in patterns)
    ]


def _named_in(tree: ast.Module) -> list[re.Pattern[str]]:
    """Template names in a Python file; the holes of an f-string are filled by its own words."""
    words = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"[\w./-]+", node.value)
    }
    patterns = [re.compile(re.escape(word)) for word in words if NAME.fullmatch(word)]
    hole = "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len)) + ")"
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and (pattern := _pattern(node, hole)):
            patterns.append(re.compile(pattern))
    return patterns


def _pattern(node: ast.JoinedStr, hole: str) -> str:
    """A pattern for f"worker/{name}.html"; empty when it names no folder and could be anything."""
    parts = [
        re.escape(part.value)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
        else hole
        for part in node.values
    ]
    return "".join(parts) if parts[0] != hole and "/" in parts[0] else ""


def missing_templates(root: Path) -> list[str]:
    """Templates named in a template or a view that do not exist here."""
    known = templates(root)
    problems = [
        f"{where(root, path)}: {name} does not exist"
        for path in known.values()
        for name in REFERENCE.findall(_source(path))
        if name not in known and not name.startswith("django/")
    ]
    for path in code(root, "src/gongyue/portals"):
        problems += [
            f"{where(root, path)}: {name} does not exist"
            for name in _rendered(syntax(path))
            if name not in known
        ]
    return problems


def _rendered(tree: ast.Module) -> list[str]:
    """Names given to render(request, "…") as they stand."""
    return [
        argument.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "render"
        for argument in node.args[1:2]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]


def unused_loads(root: Path) -> list[str]:
    """`{% load %}` of a library of which the template uses no tag and no filter."""
    problems = []
    for path in templates(root).values():
        source = _source(path)
        for names in LOAD.findall(source):
            if " from " in f" {names} ":
                continue
            problems += [
                f"{where(root, path)}: {name} is loaded and not used"
                for name in names.split()
                if not _uses(source, name)
            ]
    return problems


def _uses(source: str, library: str) -> bool:
    tags, filters = _library(library)
    return any(re.search(rf"\{{%\s*{re.escape(tag)}\b", source) for tag in tags) or any(
        re.search(rf"\|\s*{re.escape(name)}\b", source) for name in filters
    )


@lru_cache(maxsize=64)
def _library(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    from django.template import engines
    from django.template.library import import_library

    module = engines["django"].engine.libraries[name]  # type: ignore[attr-defined]
    library = import_library(module)
    return tuple(library.tags), tuple(library.filters)


def unordered_loads(root: Path) -> list[str]:
    """Libraries in one `{% load %}` stand in the order of the alphabet."""
    return [
        f"{where(root, path)}: load {names} is not sorted"
        for path in templates(root).values()
        for names in LOAD.findall(_source(path))
        if " from " not in f" {names} " and names.split() != sorted(names.split())
    ]


def misplaced_blocks(root: Path) -> list[str]:
    """Blocks that the parent does not have (their content is lost), or in another order."""
    known = templates(root)
    problems = []
    for path in known.values():
        source = _source(path)
        parent = EXTENDS.search(source)
        if parent is None or parent[1] not in known:
            continue
        order = _blocks(known, parent[1])
        mine = _outer_blocks(source)
        problems += [f"{where(root, path)}: no block {n} above" for n in mine if n not in order]
        places = [order.index(name) for name in mine if name in order]
        if places != sorted(places):
            problems.append(f"{where(root, path)}: blocks stand in another order than above")
    return problems


def _blocks(known: dict[str, Path], name: str) -> list[str]:
    """Every block of a template and its ancestors, the ancestors' order first."""
    source = _source(known[name])
    parent = EXTENDS.search(source)
    own = BLOCK.findall(source)
    if parent is None or parent[1] not in known:
        return own
    order = _blocks(known, parent[1])
    for block in own:
        if block not in order:
            order.append(block)
    return order


def _outer_blocks(source: str) -> list[str]:
    """Blocks that are not inside another block of the same template."""
    depth, names = 0, []
    for match in re.finditer(r"\{%\s*(block\s+(\w+)|endblock\b[^%]*)\s*%\}", source):
        if match[2]:
            if depth == 0:
                names.append(match[2])
            depth += 1
        else:
            depth -= 1
    return names
