"""A patch as a file: the form of parameters/*.yaml and sources.yaml, only what changes.

What is wrong is told as `gongyue law check` tells it: file, line, entry, what to write instead.
The form stands in docs/reference/law-patch.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from gongyue.kernel.areas import area_exists
from gongyue.law.checking.located import Located, located
from gongyue.law.checking.mistakes import Mistake, placed
from gongyue.law.checking.tables import jumps, name_slips
from gongyue.law.impact.laying import acts_laid, content_of, laid, usual
from gongyue.law.impact.patch import Patch
from gongyue.law.rulebook import Rulebook
from gongyue.law.rulebook.parameters import place_table
from gongyue.law.rulebook.table_slips import table_slips
from gongyue.law.slips import Path, Slip, unknown_key
from gongyue.law.source_slips import source_slips
from gongyue.law.sources import Source, Sources, source_of

KEYS = {"place", "parameters", "places", "sources"}
LARGEST = 512 * 1024  # bytes
NATION = "cn"
FORM = "照 docs/reference/law-patch.md 写"


@dataclass(slots=True)
class ReadPatch:
    """`patch` is to be used only where nothing is grave."""

    patch: Patch = field(default_factory=Patch)
    mistakes: list[Mistake] = field(default_factory=list)

    @property
    def grave(self) -> list[Mistake]:
        return [mistake for mistake in self.mistakes if mistake.grave]


def read_patch(content: bytes, name: str, book: Rulebook) -> ReadPatch:
    """Everything wrong at once; raises nothing."""
    if len(content) > LARGEST:
        words = f"只写要改的几行，不超过 {LARGEST // 1024} KB"
        return ReadPatch(mistakes=[_mistake(name, "文件太大", words)])
    return _Reader(located(content, name), book).read()


def _mistake(file: str, what: str, instead: str, line: int = 1) -> Mistake:
    return Mistake(file=file, line=line, entry="", what=what, instead=instead)


@dataclass(slots=True)
class _Reader:
    file: Located
    book: Rulebook
    found: ReadPatch = field(default_factory=ReadPatch)
    sources: Sources = field(default_factory=lambda: Sources({}))

    def read(self) -> ReadPatch:
        for line, what, instead in self.file.slips:
            self.found.mistakes.append(_mistake(self.file.name, what, instead, line))
        content = self.file.content
        if not isinstance(content, dict):
            self.say([Slip((), "文件是空的，或者不是表", FORM)])
            return self.found
        self.say(unknown_key((), key, KEYS) for key in content if key not in KEYS)
        acts = self._acts(content.get("sources"))
        self.sources = Sources({**self.book.sources.by_id, **{act.id: act for act in acts}})
        tables = [table for at, code, part in self._places(content)
                  for table in self._place(at, code, part)]  # fmt: skip
        self.found.patch = Patch(tuple(tables), tuple(acts))
        self._whole(content)
        self.found.mistakes.sort()
        return self.found

    def say(self, slips: Any, at: Path = (), *, grave: bool = True) -> None:
        moved = (Slip((*at, *slip.path), slip.what, slip.instead) for slip in slips)
        self.found.mistakes += [_shown(mistake) for mistake in
                                placed(self.file, moved, grave=grave)]  # fmt: skip

    def _whole(self, content: dict[str, Any]) -> None:
        if not self.found.patch.parameters and not self.found.patch.acts and not self.found.grave:
            self.say([Slip((), "没有写要改什么", f"写上 parameters 或 sources；{FORM}")])

    def _acts(self, entries: Any) -> list[Source]:
        if entries is not None and not isinstance(entries, dict):
            self.say(
                [Slip(("sources",), "sources 下面不是一项一行", "写 编号: 内容，下级多缩进两格")]
            )
            return []
        acts = []
        for key, entry in acts_laid(self.book.sources, entries or {}).items():
            slips = list(source_slips(key, entry))
            self.say(slips, ("sources",))
            if not slips:
                acts.append(source_of(key, entry))
        return acts

    def _places(self, content: dict[str, Any]) -> Iterator[tuple[Path, str, dict[str, Any]]]:
        """Where it stands in the file, the code, and what it says."""
        if "parameters" in content or "place" in content:
            code = self._code((), content.get("place"))
            if code:
                yield (), code, content
        several = content.get("places")
        if several is not None and not isinstance(several, dict):
            words = '写成 "430100": 再下一级写 parameters'
            self.say([Slip(("places",), "places 下面不是一个地方一项", words)])
            return
        for key, part in (several or {}).items():
            code = self._code(("places", key), key)
            if code and isinstance(part, dict):
                yield ("places", key), code, part
            elif code:
                self.say([Slip(("places", key), "下面没有内容", "写 parameters")])

    def _code(self, at: Path, told: Any) -> str | None:
        """The code of a place, given as such or by the name its table bears."""
        names = {table.name: code for code, table in self.book.tables.items()}
        code = names.get(str(told), str(told) if told is not None else "")
        if code == NATION or code in self.book.tables or area_exists(code):
            return code
        what = f"不认识的地方“{str(told)[:20]}”" if told else "没有写是哪个地方"
        self.say([Slip((*at, "place"), what, '写六位代码加引号，如 place: "430100"；全国写 cn')])
        return None

    def _place(self, at: Path, code: str, part: dict[str, Any]) -> Iterator[Any]:
        tables = part.get("parameters")
        if not isinstance(tables, dict):
            self.say([Slip((*at, "parameters"), "parameters 下面没有内容", FORM)])
            return
        if at:
            self.say(unknown_key((), key, {"parameters"}) for key in part if key != "parameters")
        for name, table in tables.items():
            slips = list(_frame(self.book, str(name), table))
            self.say(slips, (*at, "parameters", name))
            if usual(self.book, str(name)) and _has_rows(table):
                yield from self._parameter(at, code, str(name), table)

    def _parameter(self, at: Path, code: str, name: str, table: dict[str, Any]) -> Iterator[Any]:
        """The whole parameter as it would stand, checked as a table is."""
        entry = laid(self.book, code, name, table["values"])
        content = {"place": code, "parameters": {name: entry}}
        slips = list(table_slips(content, self.sources))
        slips += name_slips(Located(f"{code}.yaml", content=content))
        self.say(slips, at)
        if slips:
            return
        self.say(_new_jumps(content, table["values"]), at, grave=False)
        parameter = place_table(code, content).parameters[name]
        known = self.book.tables.get(code)
        if known and content_of(known.parameters.get(name)) == content_of(parameter):
            same = Slip(
                (*at, "parameters", name), "与现行的数值相同，没有改变", "核对要改的数值和日期"
            )
            self.say([same], grave=False)
        yield parameter


def _new_jumps(content: dict[str, Any], values: dict[Any, Any]) -> Iterator[Slip]:
    """Only the jumps the patch makes."""
    return (slip for slip in jumps(content) if slip.path[3] in values)


def _frame(book: Rulebook, name: str, table: Any) -> Iterator[Slip]:
    """A patch need not repeat label and unit; where it does, they are those of the tables."""
    known = usual(book, name)
    if known is None:
        yield _unknown(book, name)
        return
    if not _has_rows(table):
        yield Slip(("values",), "没有写数值", "写 values，下面一行一个日期：2026-09-01: {value: …}")
        return
    for key in table:
        if key not in {"label", "unit", "values"}:
            yield unknown_key((), key, {"label", "unit", "values"})
    for key in ("label", "unit"):
        if key in table and table[key] != known[key]:
            what = f"{key} 是“{table[key]}”，数值表里是“{known[key]}”"
            yield Slip((key,), what, "同一项在各地要写得一样；补丁里可以不写")


def _has_rows(table: Any) -> bool:
    return isinstance(table, dict) and isinstance(table.get("values"), dict)


def _unknown(book: Rulebook, name: str) -> Slip:
    names = {known for table in book.tables.values() for known in table.parameters}
    slip = unknown_key((), name, names)
    near = (
        slip.instead
        if slip.instead.startswith("是不是")
        else "用现有的名字；gongyue law due --days 36500 列出全部"
    )
    return Slip((), "没有规则读这一项", near)


def _shown(mistake: Mistake) -> Mistake:
    """The entry without the frame a patch puts around it."""
    words = mistake.entry.split(" ")
    if words[0] in {"places", "sources"} and len(words) > 1:
        words = words[1:]
    return Mistake(file=mistake.file, line=mistake.line, entry=" ".join(words),
                   what=mistake.what, instead=mistake.instead, grave=mistake.grave)  # fmt: skip
