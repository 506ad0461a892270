"""Events and signals: each type declared once, written somewhere, and never written undeclared."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

from tests.consistency.tree import code, syntax, where

NAME = re.compile(r"[a-z_]+\.[a-z_]+")


def _calls(root: Path, function: str) -> list[tuple[Path, ast.Call]]:
    return [
        (path, node)
        for path in code(root, "src/gongyue/apps")
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == function
    ]


def declared(root: Path) -> list[tuple[str, str]]:
    """(type, where) of each declaration."""
    found = []
    for function in ("EventType", "_row"):
        for path, call in _calls(root, function):
            name = _constant(call, "name", 0)
            if name and NAME.fullmatch(name):
                found.append((name, where(root, path, call.lineno)))
    return found


def written(root: Path) -> dict[str, str]:
    """Type → where an event of it is written with the type spelt out."""
    return {
        name: where(root, path, call.lineno)
        for path, call in _calls(root, "Entry")
        if (name := _constant(call, "type", 0)) and NAME.fullmatch(name)
    }


def _constant(call: ast.Call, keyword: str, position: int) -> str:
    given = [k.value for k in call.keywords if k.arg == keyword] or call.args[
        position : position + 1
    ]
    node = given[0] if given else None
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def events_declared_twice(root: Path) -> list[str]:
    """A type has one meaning."""
    counts = Counter(name for name, _ in declared(root))
    return [f"{at}: {name} is declared twice" for name, at in declared(root) if counts[name] > 1]


def undeclared_events(root: Path) -> list[str]:
    """Events written under a type nobody published."""
    known = {name for name, _ in declared(root)}
    return [
        f"{at}: {name} is not declared" for name, at in written(root).items() if name not in known
    ]


def events_nobody_writes(root: Path) -> list[str]:
    """Types published and found nowhere else in the code, not even as f"task.{state}"."""
    sources = "\n".join(_sources(root))
    return [
        f"{at}: nothing writes {name}"
        for name, at in declared(root)
        if sources.count(f'"{name}"') < 2 and f'f"{name.split(".")[0]}.{{' not in sources
    ]


def _sources(root: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in code(root, "src/gongyue")]


def tasks_nobody_calls(root: Path) -> list[str]:
    """Background tasks that no timer hands out and no code enqueues: they never run."""
    sources = "\n".join(_sources(root))
    return [
        f"{where(root, path, node.lineno)}: nothing enqueues {node.name}"
        for path in code(root, "src/gongyue/apps")
        for node in syntax(path).body
        if isinstance(node, ast.FunctionDef)
        and any(_is_task(decorator) for decorator in node.decorator_list)
        and f"{node.name}.enqueue" not in sources
        and f':{node.name}"' not in sources
    ]


def _is_task(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return getattr(called, "id", "") == "task"
