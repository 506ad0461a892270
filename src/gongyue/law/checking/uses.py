"""Who cites what and reads what, in the folder of the law and in the programme around it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from os import sep
from pathlib import Path as Folder
from typing import Any

from gongyue.law.checking.mistakes import Mistake
from gongyue.law.checking.tables import parameters_in
from gongyue.law.notes import JURISDICTION
from gongyue.law.slips import Slip
from gongyue.law.sources import Sources, UnknownCitation

CITATION = re.compile(r"(?<![\w/.-])(?:cn|\d{6})/[a-z][a-z0-9-]+(?:#\d+(?:\.\d+){0,2})?(?![\w/])")
_QUOTED = re.compile(r"""(f?)(["'])([a-z_{}.\w]+?)\2""")
_FIGURE = re.compile(r": ([a-z_]+\.[a-z_0-9]+)(?=[,}\s])")  # in the figures of a policy
_HOLE = re.compile(r"\\{[^{}]*\\}")
_WRITTEN = re.compile(r"\{[^{}]*\}|\W")
LEAST_WRITTEN = 4  # letters outside of the holes: {a}.{b} would read everything
APART = {"sources.yaml"}
OURS = Folder(__file__).parents[1]


@dataclass(slots=True)
class Uses:
    """`citations` are (file, line, citation) within the folder; `around` those outside of it."""

    citations: list[tuple[str, int, str]]
    around: set[str]
    noted: set[str]
    names: set[str]
    patterns: list[re.Pattern[str]]

    @classmethod
    def of(cls, folder: Folder) -> "Uses":
        """Of a folder, and of the programme around it; a folder that stands alone is read with
        this programme around it."""
        found = cls([], set(), _noted(folder), set(), [])
        for path in sorted([*folder.rglob("*.py"), *folder.rglob("*.yaml")]):
            if path.name not in APART:
                found.take(path, path.relative_to(folder).as_posix())
        package = folder.parent if (folder.parent / "__init__.py").is_file() else OURS.parent
        inside = tuple(f"{one}{sep}" for one in (folder, OURS))
        for path in package.rglob("*.py"):
            if not str(path).startswith(inside):
                found.take(path, "")
        return found

    def take(self, path: Folder, name: str) -> None:
        text = path.read_text(encoding="utf-8", errors="replace")
        for line, citation in cited_in(text):
            if name:
                self.citations.append((name, line, citation))
            else:
                self.around.add(citation)
        if path.parent.name == "policies" and path.suffix == ".yaml":
            self.names |= set(_FIGURE.findall(text))
        if path.suffix == ".py":
            names, patterns = read_in(text)
            self.names |= names
            self.patterns += patterns

    def unread(self, content: Any) -> Iterator[Slip]:
        """Parameters of a file that no code names."""
        for name, _ in parameters_in(content):
            if name not in self.names and not any(p.fullmatch(name) for p in self.patterns):
                words = "核对名字；不再用的删掉，新的先让规则读它"
                yield Slip(("parameters", name), "没有规则读这一项", words)


def cited_in(text: str) -> list[tuple[int, str]]:
    """Each citation and its line."""
    found = CITATION.finditer(text)
    return [(text.count("\n", 0, match.start()) + 1, match[0]) for match in found]


def read_in(code: str) -> tuple[set[str], list[re.Pattern[str]]]:
    """What the code names. `f"{insurance}.{side}_rate"` reads each parameter of that shape."""
    names, patterns = set(), []
    for marked, _, words in _QUOTED.findall(code):
        if not (marked and "{" in words):
            names.add(words)
        elif "." in words and len(_WRITTEN.sub("", words)) >= LEAST_WRITTEN:
            patterns.append(re.compile(_HOLE.sub(r"\\w*", re.escape(words))))
    return names, patterns


def _noted(folder: Folder) -> set[str]:
    return {f"{JURISDICTION}/{path.stem}" for path in (folder / "notes").glob("*.yaml")}


def unknown_citations(uses: Uses, sources: Sources, written: set[Any]) -> Iterator[Mistake]:
    """Citations of nothing. Tables and notes are told by their own checks; `written` are entries
    that stand in sources.yaml, whatever is wrong with them."""
    for name, line, citation in uses.citations:
        if name.startswith(("parameters/", "notes/")):
            continue
        act = citation.partition("#")[0]
        try:
            sources.resolve(citation)
        except UnknownCitation as error:
            if act in sources.by_id or act not in written:
                yield Mistake(file=name, line=line, entry=citation, what=f"引用不存在：{error}",
                              instead=sources.nearest(citation))  # fmt: skip


def unused(uses: Uses, entries: dict[Any, Any]) -> Iterator[Slip]:
    """Instruments nobody cites and no note explains; `kept` says why one is there all the same."""
    cited = {c.partition("#")[0] for _, _, c in uses.citations}
    cited |= {c.partition("#")[0] for c in uses.around}
    for key, entry in entries.items():
        kept = isinstance(entry, dict) and entry.get("kept")
        if key not in cited | uses.noted and not kept:
            words = "删掉，或者用 kept 写明留着给谁看"
            yield Slip((key,), "没有规则、数值或说明引用这份文件", words)
