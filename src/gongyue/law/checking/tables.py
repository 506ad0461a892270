"""What loading cannot know of a table: jumps that look like a slip, words that differ by place."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from gongyue.kernel.areas import area_exists
from gongyue.law.checking.located import Located
from gongyue.law.checking.mistakes import Mistake, placed
from gongyue.law.rulebook.parameters import code_of
from gongyue.law.slips import Slip
from gongyue.law.words import CHOICES

JUMP = 3  # more than so many times the row before, or less than a third of it
INVENTED = "9999"
_FILE = re.compile(r"(?:^|/)(?:(\d{6})|cn)(?:\.[a-z_]+)?\.yaml$")


def parameters_in(content: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """The parameters of a file, whatever else is wrong with it."""
    tables = content.get("parameters") if isinstance(content, dict) else None
    for name, table in (tables if isinstance(tables, dict) else {}).items():
        if isinstance(table, dict):
            yield str(name), table


def rows_of(table: dict[str, Any]) -> list[tuple[date, dict[str, Any]]]:
    values = table.get("values")
    rows = values.items() if isinstance(values, dict) else ()
    return [(day, row) for day, row in rows if type(day) is date and isinstance(row, dict)]


def name_slips(file: Located) -> Iterator[Slip]:
    """The file is named by its place; choices have a Chinese word."""
    found = _FILE.search(file.name)
    code = found[1] if found else None
    if not found or (code and not code.startswith(INVENTED) and not area_exists(code)):
        yield Slip(
            (), "文件名不是行政区划代码", "用六位代码命名，如 430100.yaml、430100.insurance.yaml"
        )
    for name, table in parameters_in(file.content):
        for day, row in rows_of(table) if table.get("unit") == "choice" else ():
            value = row.get("value")
            if isinstance(value, str) and value not in CHOICES:
                words = f"写 {'、'.join(list(CHOICES)[:2])} 之一，或先在 words.py 里给它中文词"
                yield Slip(("parameters", name, "values", day, "value"),
                           f"没有 {value} 这个选项", words)  # fmt: skip


def jumps(content: Any) -> Iterator[Slip]:
    """A row that is more than three times, or less than a third of, the one before."""
    for name, table in parameters_in(content):
        for (_, before), (day, after) in pairwise(rows_of(table)):
            old, new = before.get("value"), after.get("value")
            if not (isinstance(old, Decimal) and isinstance(new, Decimal) and old > 0 and new > 0):
                continue
            if max(old, new) > JUMP * min(old, new):
                what = f"{old} 变成 {new}，相差超过 {JUMP} 倍"
                words = "核对小数点和单位；确实这样变的，不用改"
                yield Slip(("parameters", name, "values", day, "value"), what, words)


def twice(files: list[Located]) -> Iterator[Mistake]:
    """A place may have several files; each of its parameters stands in one, under one name."""
    first: dict[tuple[str, str], str] = {}
    for file in files:
        code = code_of(file.name.rpartition("/")[2])
        named = file.content.get("place") if isinstance(file.content, dict) else None
        if named and first.setdefault((code, "place"), str(named)) != named:
            words = f"同一个地方的文件都写 place: {first[code, 'place']}"
            yield from placed(file, [Slip(("place",), f"地名是“{named}”", words)])
        for name, _ in parameters_in(file.content):
            if (where := first.setdefault((code, name), file.name)) != file.name:
                slip = Slip(("parameters", name), f"{where} 里已有这一项", "只留一处")
                yield from placed(file, [slip])


def between_places(files: list[Located]) -> Iterator[Mistake]:
    """One parameter has one label and one unit everywhere; most places decide which."""
    for key in ("label", "unit"):
        said: dict[str, list[tuple[Located, Any]]] = {}
        for file in files:
            for name, table in parameters_in(file.content):
                if isinstance(word := table.get(key), str):
                    said.setdefault(name, []).append((file, word))
        for name, words in said.items():
            usual = Counter(word for _, word in words).most_common(1)[0][0]
            for file, word in words:
                if word != usual:
                    what = f"{key} 是“{word}”，别的地方是“{usual}”"
                    slip = Slip(("parameters", name, key), what, "同一项在各地要写得一样")
                    yield from placed(file, [slip])
