"""Walking a working copy: only files that belong to the product, never what tools leave behind."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

LEFT_BEHIND = {"node_modules", "__pycache__", "build", "dist", "var"}


def files(root: Path, *folders: str, suffixes: tuple[str, ...] = (".py",)) -> list[Path]:
    """Files below the folders, hidden and generated ones left out."""
    return sorted(path for folder in folders for path in _walk(root / folder, suffixes))


def _walk(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    if folder.is_file():
        yield folder
        return
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name in LEFT_BEHIND or path.name.startswith("."):
            continue
        if path.is_dir():
            yield from _walk(path, suffixes)
        elif path.suffix in suffixes:
            yield path


def code(root: Path, *folders: str) -> list[Path]:
    """Python files without migrations, which Django writes."""
    return [path for path in files(root, *folders) if "migrations" not in path.parts]


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def lines(path: Path) -> int:
    return len(text(path).splitlines())


def syntax(path: Path) -> ast.Module:
    return _parsed(text(path))


@lru_cache(maxsize=4096)
def _parsed(source: str) -> ast.Module:
    return ast.parse(source)


def strings(path: Path) -> Iterator[str]:
    """Every string constant of a Python file, docstrings included."""
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def matches(pattern: str, path: Path) -> Iterator[tuple[int, str]]:
    """(line number, what matched) for each match in the file."""
    for number, line in enumerate(text(path).splitlines(), start=1):
        for match in re.finditer(pattern, line):
            yield number, match[0]


def where(root: Path, path: Path, line: int | None = None) -> str:
    name = path.relative_to(root).as_posix()
    return f"{name}:{line}" if line else name
