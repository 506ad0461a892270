"""A file of streets: nine-digit codes and names, as CSV; what is wrong is told by line."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from gongyue.apps.accounts.errors import Refused
from gongyue.apps.registry.places import (
    DISTRICT,
    STREET,
    division_name,
    inside,
    is_offered,
    is_place,
)

LARGEST = 4 * 1024 * 1024
MOST_ROWS = 60_000  # the whole country has some 40,000
LONGEST_NAME, LONGEST_LINE = 40, 1_000
HEADINGS = ("代码", "编码", "区划", "code")
NUL = "\0"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a line; counted from 1, as an editor shows it."""

    line: int
    words: str


@dataclass(frozen=True, slots=True)
class StreetFile:
    """`names` by code, in the order of the file."""

    names: dict[str, str]
    problems: tuple[Problem, ...]


def read_streets(content: bytes) -> StreetFile:
    """Read a file. Raises Refused when it is too long, no text, or has no rows at all."""
    names: dict[str, str] = {}
    lines: dict[str, int] = {}
    problems: list[Problem] = []
    for line, cells in _rows(_text(content)):
        code, name = _cell(cells, 0), _cell(cells, 1)
        wrong = _wrong(code, name) or _doubled(names.get(_nine(code)), name, lines, _nine(code))
        if wrong:
            problems.append(Problem(line, wrong))
            continue
        names[_nine(code)] = name
        lines.setdefault(_nine(code), line)
    if not names and not problems:
        raise Refused("文件里没有一行街道。每行写九位代码和名称，用逗号隔开。", "file")
    return StreetFile(names, tuple(problems))


def _text(content: bytes) -> str:
    if len(content) > LARGEST:
        raise Refused(f"文件超过 {LARGEST // 1024 // 1024} MB，请分成几份。", "file")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("看不懂文件的编码，请存成 UTF-8 或 GBK 的 CSV。", "file")


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Lines that say something; the first is left out when it is a heading."""
    lines = re.split(r"\r\n|\r|\n", text)
    if len(lines) > MOST_ROWS:
        raise Refused(f"文件超过 {MOST_ROWS} 行，请分成几份。", "file")
    for number, line in enumerate(lines, 1):
        cells = _cells(line[:LONGEST_LINE])
        heading = number == 1 and any(word in line.lower() for word in HEADINGS)
        if any(cells) and not (heading and not re.search(r"\d{9}", line)):
            yield number, cells


def _cells(line: str) -> list[str]:
    split = "\t" if "\t" in line and "," not in line else ","
    try:
        found = next(csv.reader(io.StringIO(line.replace("，", ",")), delimiter=split), [])
    except csv.Error:
        return [line]
    return [unicodedata.normalize("NFKC", cell).strip().strip("'") for cell in found]


def _cell(cells: list[str], at: int) -> str:
    return cells[at] if at < len(cells) else ""


def _nine(code: str) -> str:
    """Twelve digits, as the statistics office writes them, end in 000 for a street."""
    return code[:STREET] if len(code) == 12 and code.endswith("000") else code


def _wrong(code: str, name: str) -> str:
    return _wrong_code(code) or _wrong_district(_nine(code)[:DISTRICT]) or _wrong_name(name)


def _wrong_code(code: str) -> str:
    if re.fullmatch(r"\d(\.\d+)?[eE]\+?\d+", code):
        return "代码被表格软件改成了科学计数法，请把这一列设成文本再存。"
    if not re.fullmatch(r"[0-9]{9}", _nine(code)):
        return f"代码应是九位数字，这里是“{code[:20].replace(NUL, '')}”。"
    if code[DISTRICT:STREET] == "000":
        return f"“{code}”是区县本身，不是街道。"
    return ""


def _wrong_district(district: str) -> str:
    if inside(district):
        return f"“{district}”{division_name(district)}下面还有区县，街道要用区县的代码开头。"
    if is_offered(district):
        return ""
    if is_place(district):
        return f"“{district}”{division_name(district)}已经撤销或不单独使用，请换成现行的区县代码。"
    return f"没有“{district}”这个区县。"


def _wrong_name(name: str) -> str:
    if not name:
        return "没有写名称。"
    if len(name) > LONGEST_NAME:
        return f"名称超过 {LONGEST_NAME} 个字。"
    return "" if name.isprintable() else "名称里有看不见的字符。"


def _doubled(known: str | None, name: str, lines: dict[str, int], code: str) -> str:
    if known is None or known == name:
        return ""
    return f"代码和第 {lines[code]} 行一样，名称却是“{name}”，不是“{known}”。"
