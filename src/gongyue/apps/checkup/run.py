"""用工体检 from a file to a result: read, turn into facts, ask the law. No database, no server."""

import gc
import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from gongyue.apps.checkup.facts_from_workbook import Gathering
from gongyue.engines.workbook import Limits, Problem, Sheet, UnreadableWorkbook, Workbook, read
from gongyue.law.checkup import CODES, Failure, Result, check
from gongyue.law.rulebook import Refusal, Rulebook, default_book

# The Labour Contract Law began on the first; nobody checks up the next century.
EARLIEST, LATEST = date(2008, 1, 1), date(2099, 12, 31)
INTERNAL = "internal"
FORMAT = "gongyue.checkup/1"


class CannotCheckUp(Exception):
    """The check-up did not run; `message_zh` says why and what to do."""

    def __init__(self, code: str, message_zh: str) -> None:
        super().__init__(f"{code}: {message_zh}")
        self.code, self.message_zh = code, message_zh


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkup:
    """What one check-up read and found. `number` names file, place and day: same input, same
    number."""

    name: str
    number: str
    place: str
    place_name: str
    on: date
    sheets: tuple[Sheet, ...]
    problems: tuple[Problem, ...]
    result: Result
    sample: bool = False  # of invented people, for learning

    @property
    def noted(self) -> tuple[Problem, ...]:
        """What could not be read, and what broke off for a reason of ours."""
        return (*self.problems, *map(_broken_off, self.result.failures))

    def to_json(self) -> dict[str, Any]:
        """JSON types only; amounts are text with two decimals."""
        result = self.result
        return {
            "format": FORMAT,
            "number": self.number,
            "file": self.name,
            "place": self.place,
            "place_name": self.place_name,
            "on": self.on.isoformat(),
            "people": result.people,
            "sheets": [_sheet(sheet) for sheet in self.sheets],
            "problems": [_problem(problem) for problem in self.noted],
            "findings": [finding.to_json() for finding in result.findings],
            "undecided": [item.to_json() for item in result.undecided],
            "totals": result.totals(),
        }


def run(  # noqa: PLR0913 - the options of one command
    source: bytes | Path,
    *,
    name: str,
    place: str,
    on: date,
    include_hidden: bool = False,
    overrides: dict[str, dict[str, str]] | None = None,
    severance_detail: bool = False,
    book: Rulebook | None = None,
    limits: Limits | None = None,
) -> Checkup:
    """Check up a workbook on a day at a place. Raises CannotCheckUp with a Chinese message."""
    rules = book or default_book()
    if not EARLIEST <= on <= LATEST:
        raise CannotCheckUp("date.out_of_range", f"体检日应在{EARLIEST}至{LATEST}之间，现为{on}。")
    try:
        place_name = rules.place_name(place)
    except Refusal as refusal:
        raise CannotCheckUp("place.unknown", refusal.message_zh) from refusal
    wish = {"include_hidden": include_hidden, "overrides": overrides, "limits": limits}
    workbook = _read(source, name=name, on=on, **wish)
    return Checkup(
        name=name,
        number=_number(source, place, on),
        place=place,
        place_name=place_name,
        on=on,
        sheets=workbook.sheets,
        problems=workbook.problems,
        result=check_workbook(workbook, place=place, on=on, book=rules, detail=severance_detail),
    )


def check_workbook(
    workbook: Workbook, *, place: str, on: date, book: Rulebook, detail: bool = False
) -> Result:
    """The findings on a workbook that has been read already."""
    gathering = Gathering(workbook, on=on)
    gc.freeze()  # the collector need not walk the whole workbook again and again
    try:
        return check(
            gathering.people(),
            place=place,
            on=on,
            book=book,
            known=gathering.known,
            shared=gathering.shared_numbers(),
            severance_detail=detail,
        )
    finally:
        gc.unfreeze()


def _read(
    source: bytes | Path,
    *,
    name: str,
    on: date,
    **wish: Any,
) -> Workbook:
    try:
        return read(source, name=name, on=on, **wish)
    except UnreadableWorkbook as refusal:
        raise CannotCheckUp(refusal.code, refusal.message_zh) from refusal
    except OSError as error:
        raise CannotCheckUp("file.missing", f"打不开文件“{name}”：{_why(error)}") from error


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "没有这个文件，请检查路径。"
    if isinstance(error, IsADirectoryError):
        return "这是一个文件夹，请给出其中的表格文件。"
    if isinstance(error, PermissionError):
        return "没有读取权限，或文件正被别的程序占用。"
    return "读取失败。"


def _broken_off(failure: Failure) -> Problem:
    title = CODES[failure.code].title
    where = failure.origin
    text = f"系统内部错误（{failure.error}），“{title}”等项没有判断，其余不受影响。"
    return Problem(where.sheet or "", where.row or 0, None, INTERNAL, text)


def _number(source: bytes | Path, place: str, on: date) -> str:
    content = source if isinstance(source, bytes) else source.read_bytes()
    digest = hashlib.sha256(content + f"|{place}|{on}".encode()).hexdigest()
    return f"TJ-{on:%Y%m%d}-{place}-{digest[:8].upper()}"


def _sheet(sheet: Sheet) -> dict[str, Any]:
    return {
        "name": sheet.name,
        "role": sheet.role,
        "header_row": sheet.header_row,
        "mapping": dict(sheet.mapping),
        "headers": dict(sheet.headers),
        "hidden": sheet.hidden,
        "month": f"{sheet.month:%Y-%m}" if sheet.month else None,
        "rows": len(sheet.rows),
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "sheet": problem.sheet,
        "row": problem.row or None,
        "column": problem.column,
        "code": problem.code,
        "message": problem.message_zh,
    }
