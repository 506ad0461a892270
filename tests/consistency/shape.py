"""The shape of the code: lengths, drawers, the closed kernel, no floats near money."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.consistency.tree import code, files, lines, syntax, where

LIMIT, TEST_LIMIT, TEMPLATE_LIMIT, PATH_LIMIT = 500, 1_000, 150, 120
KERNEL = {"__init__.py", "areas.py", "dates.py", "ids.py", "jsonform.py", "money.py", "numerals.py"}
DRAWERS = {"utils", "util", "common", "helpers", "helper", "misc"}
NO_FLOATS = ("src/gongyue/kernel", "src/gongyue/law", "src/gongyue/apps")
# Inches of paper are neither money nor law.
PAPER = {"set_margins"}


def too_long(root: Path) -> list[str]:
    """Python files, tests and templates above the length at which they must be split."""
    limits = (
        (code(root, "src", "dev"), LIMIT),
        (code(root, "tests"), TEST_LIMIT),
        (files(root, "src", suffixes=(".html",)), TEMPLATE_LIMIT),
    )
    return [
        f"{where(root, path)}: {lines(path)} lines, at most {limit}"
        for paths, limit in limits
        for path in paths
        if lines(path) > limit
    ]


def path_too_long(root: Path) -> list[str]:
    every = files(root, "src", "tests", "docs", suffixes=(".py", ".html", ".yaml", ".md"))
    names = [where(root, path) for path in every]
    return [f"{name}: path longer than {PATH_LIMIT}" for name in names if len(name) > PATH_LIMIT]


def drawers(root: Path) -> list[str]:
    """Packages and modules named after nothing."""
    return [
        f"{where(root, path)}: a drawer, not a name"
        for path in files(root, "src/gongyue")
        if ({*path.relative_to(root).parts, path.stem} & DRAWERS) or path.parent.name == "base"
    ]


def kernel_is_closed(root: Path) -> list[str]:
    """A new kernel module needs a decision record, and then a line in KERNEL above."""
    found = files(root, "src/gongyue/kernel")
    return [
        f"{where(root, path)}: not in the closed list" for path in found if path.name not in KERNEL
    ]


def floats(root: Path) -> list[str]:
    """Binary fractions where money or law is computed."""
    return [
        f"{where(root, path, line)}: {what}"
        for path in code(root, *NO_FLOATS)
        for line, what in _floats(syntax(path))
    ]


def _floats(tree: ast.Module) -> Iterator[tuple[int, str]]:
    on_paper = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _name(node.func) in PAPER
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in on_paper:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield node.lineno, f"float {node.value!r}"
        elif isinstance(node, ast.Call) and _name(node.func) in {"float", "FloatField"}:
            yield node.lineno, f"{_name(node.func)}(…)"


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def decimal_columns(root: Path) -> list[str]:
    """Money columns are integer fen: Django's decimals are binary fractions on SQLite."""
    return [
        f"{where(root, path, node.lineno)}: DecimalField; money is an integer of fen"
        for path in code(root, "src/gongyue/apps")
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.Call) and _is_model_decimal(node.func)
    ]


def _is_model_decimal(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Attribute)
        and node.attr == "DecimalField"
        and _name(node.value) == "models"
    )
