"""YAML read with the line of every key; a mistake in one entry does not hide the others."""

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from pathlib import Path as File
from typing import Any

import yaml

from gongyue.law.slips import Path
from gongyue.law.yamlfile import ExactLoader

MOST_RETRIES = 40
# What the parser says, and what that means to somebody who writes tables.
SAYINGS = (
    (r"mapping values are not allowed", "冒号放错了位置，或者缩进不对"),
    (r"'\\t'|\\t|tab", "用了制表符缩进；缩进只用空格"),
    (r"could not find expected ':'", "缺少冒号；冒号要用英文的，后面空一格"),
    (r"expected ',' or '[}\]]'", "花括号或方括号没有收住，或者两项之间缺英文逗号"),
    (r"did not find expected key|<block end>", "缩进与上面的行不齐，或者引号、括号没有成对"),
    (r"unexpected end of stream", "引号或括号没有收住"),
    (r"unknown escape|found unknown", "双引号里有反斜杠；改用单引号"),
    (r"alias|anchor", "& 和 * 有特殊含义；加上引号"),
    (r"cannot start any token", "这一行的开头有不能用的符号；加上引号"),
)
_FULL_WIDTH = re.compile(r"[：，｛｝“”‘’　]")


@dataclass(slots=True)
class Located:
    """The content of a file, the line of each path, and what could not be read as YAML."""

    name: str
    content: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    slips: list[tuple[int, str, str]] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """The line of the path, or of the nearest entry around it that is there."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_located(path: File, name: str) -> Located:
    """Raises nothing: what is wrong stands in `slips`."""
    try:
        return located(path.read_bytes(), name)
    except OSError:
        return _unreadable(name)


def located(content: bytes, name: str) -> Located:
    """The same of what somebody sent."""
    found = Located(name)
    try:
        rows = content.decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    except UnicodeDecodeError:
        return _unreadable(name)
    for _ in range(MOST_RETRIES):
        error = _take(found, "\n".join(rows))
        if error is None:
            break
        at = _line_of(error)
        found.slips.append((at + 1, *_words(error, rows, at)))
        if not _blank(rows, at):
            break
    return found


def _unreadable(name: str) -> Located:
    return Located(name, slips=[(1, "文件打不开，或者不是 UTF-8 编码", "另存为 UTF-8")])


def _take(found: Located, text: str) -> yaml.YAMLError | None:
    """Read the text into `found`; the error where it is no YAML."""
    loader = ExactLoader(text)
    try:
        node = loader.get_single_node()
    except yaml.YAMLError as error:
        return error
    if node is not None:
        try:
            found.content = _Walk(loader, found).value(node, ())
        except RecursionError:
            found.slips.append((1, "层次太深，或者自己引用自己", "去掉 & 和 *"))
    return None


@dataclass(slots=True)
class _Walk:
    loader: Any
    found: Located

    def value(self, node: Any, path: Path) -> Any:
        self.found.lines.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return dict(self.pairs(node, path))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, at)) for at, item in enumerate(node.value)]
        return self.scalar(node)

    def pairs(self, node: Any, path: Path) -> Iterator[tuple[Hashable, Any]]:
        """The first of two equal keys counts; the second is a slip."""
        seen: dict[Hashable, int] = {}
        for key_node, value_node in node.value:
            key, line = self.scalar(key_node), key_node.start_mark.line + 1
            if key in seen:
                what = f"{' '.join(map(str, path))} 里 {key} 写了两次，前一次在第 {seen[key]} 行"
                self.found.slips.append((line, what.strip(), "留一个，删掉另一个"))
                continue
            seen[key] = self.found.lines[(*path, key)] = line
            yield key, self.value(value_node, (*path, key))

    def scalar(self, node: Any) -> Any:
        try:
            value = self.loader.construct_object(node, deep=True)
            hash(value)
        except (ValueError, ArithmeticError, TypeError, yaml.YAMLError):
            words = "日期写成 2025-09-01 的样子，数字只写数字"
            shown = str(node.value)[:40]
            line = node.start_mark.line + 1
            self.found.slips.append((line, f"“{shown}”不是存在的日期或数字", words))
            return str(node.value)
        return value


def _line_of(error: yaml.YAMLError) -> int:
    """Where it began: an open bracket or quote is noticed only later."""
    problem, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    opened = re.search(r"flow|quoted", str(getattr(error, "context", "")))
    mark = context if opened and context is not None else problem or context
    return int(mark.line) if mark is not None else 0


def _words(error: yaml.YAMLError, rows: list[str], at: int) -> tuple[str, str]:
    told = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')}"
    words = next((words for sign, words in SAYINGS if re.search(sign, told)), "读不懂这一行")
    signs = "".join(dict.fromkeys(_FULL_WIDTH.findall(rows[at] if at < len(rows) else "")))
    instead = f"这一行有中文标点 {signs}；结构用的冒号、逗号、括号、引号要用英文的" if signs else ""
    return f"格式不对：{words}", instead or "对照上下两行的写法改，特别是缩进、冒号和括号"


def _blank(rows: list[str], at: int) -> bool:
    """Leave out the entry around a line, so that the rest can be read; False when nothing is."""
    at = min(at, len(rows) - 1)
    depth = 2 if rows[at].startswith("  ") else 0
    first = at
    while first > 0 and not _opens(rows[first], depth):
        first -= 1
    last = first + 1
    while last < len(rows) and not _opens(rows[last], depth):
        last += 1
    gone = any(row.strip() for row in rows[first:last])
    rows[first:last] = [""] * (last - first)
    return gone


def _opens(row: str, depth: int) -> bool:
    """Whether an entry of that depth, or of a wider one, begins in the row."""
    indent = len(row) - len(row.lstrip(" "))
    return bool(row.strip()) and not row.lstrip().startswith("#") and indent <= depth
