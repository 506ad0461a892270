"""Which parameters and acts a rule could ever name: read from its code and the conditions of its
policies, never too few.

A rule's answer depends on the law only through names it writes: in quotes, in f-strings, put
together with +, %, join or format. What is only the name of a part or a formatted figure is none.
All files a rule can reach within the law are read; a name
that fits none of what is written there cannot be asked for, whatever the facts.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from gongyue.law.policies import policies_of
from gongyue.law.registry import FOLDER, RULES

OURS = "gongyue.law"
# What every rule stands on and no rule's name is written in; `facts` holds the kinds of value.
# `policies` writes none either: what conditions name stands in their files.
GROUND = frozenset({"rulebook", "facts", "sources", "answer", "yamlfile", "impact", "checking",
                    "policies"})  # fmt: skip
ANYTHING = r"[a-z0-9_./#-]*"
_FORMAT = re.compile(r"\{[^{}]*\}|%(?:\([^)]*\))?[a-z]")


@dataclass(frozen=True, slots=True)
class Bound:
    """`words`: all text written in the code; `shapes`: text with holes."""

    words: frozenset[str]
    shapes: tuple[re.Pattern[str], ...]

    def may_read(self, parameter: str) -> bool:
        return parameter in self.words or any(shape.fullmatch(parameter) for shape in self.shapes)

    def may_cite(self, act: str) -> bool:
        if any(word == act or word.startswith(f"{act}#") for word in self.words):
            return True
        begun = (shape.pattern.partition(ANYTHING)[0].replace("\\", "") for shape in self.shapes)
        return any(act.startswith(begin) or begin.startswith(act) for begin in begun)


@lru_cache(maxsize=512)
def bound_of(rule: str) -> Bound:
    """What the code of a rule, and the conditions of its policies, can name."""
    reached = _reached(RULES[rule].folder)
    shapes: set[str] = set()
    words: set[str] = set()
    for policy in policies_of({path.parent.name for path in reached}):
        words |= policy.named_in_law
    for path in reached:
        found = _written(path)
        words |= found[0]
        shapes |= found[1]
    return Bound(frozenset(words), tuple(re.compile(shape) for shape in sorted(shapes)))


def _reached(folder: Path) -> set[Path]:
    """The files of the rule's folder and of all it imports from the law, over any distance."""
    seen: set[Path] = set()
    waiting = set(folder.glob("*.py"))
    while waiting:
        path = waiting.pop()
        seen.add(path)
        waiting |= _imports(path) - seen
    return seen


@lru_cache(maxsize=2048)
def _imports(path: Path) -> frozenset[Path]:
    found: set[Path] = set()
    for node in ast.walk(_tree(path)):
        for module in _modules(node, path):
            found.update(_files(module))
    return frozenset(found)


def _modules(node: ast.AST, path: Path) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        inside = path.relative_to(FOLDER).parts[:-1]
        base = ".".join((OURS, *inside)) if node.level else ""
        module = ".".join(part for part in (base, node.module or "") if part)
        yield module
        yield from (f"{module}.{alias.name}" for alias in node.names)


def _files(module: str) -> Iterable[Path]:
    """All files of the folder a module of the law stands in; its own where it is a file."""
    parts = module.split(".")[2:] if module.startswith(f"{OURS}.") else []
    if not parts or parts[0] in GROUND:
        return ()
    folder = FOLDER / parts[0]
    alone = FOLDER / f"{parts[0]}.py"
    return [*folder.glob("*.py")] if folder.is_dir() else [alone] * alone.is_file()


@lru_cache(maxsize=2048)
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=2048)
def _written(path: Path) -> tuple[frozenset[str], frozenset[str]]:
    words, shapes = set(), set()
    tree = _tree(path)
    parts = {id(node) for node in ast.walk(tree) for node in _part_names(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            words.add(node.value)
        elif id(node) not in parts and (shape := _shape(node)):
            shapes.add(shape)
    return frozenset(words), frozenset(shapes)


def _part_names(node: ast.AST) -> Iterator[ast.AST]:
    """The `key=` of a step, the first argument of a part: they name what is found, not read."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if node.func.attr == "step":
            yield from (given.value for given in node.keywords if given.arg == "key")
        elif node.func.attr == "part":
            yield from node.args


def _shape(node: ast.AST) -> str:
    """The pattern of a text put together; empty where none is, or where it is no name."""
    if isinstance(node, ast.JoinedStr):
        if any(isinstance(one, ast.FormattedValue) and one.format_spec for one in node.values):
            return ""  # a figure or a day as it is printed
        return _pattern("".join(map(_part, node.values)))
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _pattern(_part(node.left) + _part(node.right)) if _has_text(node) else ""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        return _pattern(_FORMAT.sub("\0", _part(node.left))) if _has_text(node) else ""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        text = _part(node.func.value)
        if node.func.attr == "join" and text != "\0":
            return _pattern(f"\0{text}\0")
        if node.func.attr == "format" and text != "\0":
            return _pattern(_FORMAT.sub("\0", text))
    return ""


def _has_text(node: ast.BinOp) -> bool:
    return any(_part(side) != "\0" for side in (node.left, node.right))


def _part(node: ast.AST) -> str:
    """Text as it stands, anything else a hole."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return "\0"


def _pattern(text: str) -> str:
    """A name has small letters only: text with anything else can be none."""
    if not re.fullmatch(r"[a-z0-9_./#\x00-]*", text):
        return ""
    return "".join(ANYTHING if part == "\0" else re.escape(part) for part in re.split("(\0)", text))
