"""What can be wrong with the table of a place: every slip, not the first only."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from gongyue.kernel.dates import ONE_DAY
from gongyue.law.rulebook.units import UNITS, value_slip
from gongyue.law.slips import Path, Slip, unknown_key
from gongyue.law.sources import Sources, UnknownCitation

MARKS = ("S", "V", "G", "?")
ROW_KEYS = {"value", "source", "mark", "checked_until", "note", "doubt", "gap"}
TABLE_KEYS = {"label": "名称", "unit": "单位", "values": "数值"}
FILE_KEYS = {"place", "inside", "parameters"}
_DATED = "写成 2025-09-01 的样子，不加引号"


def table_slips(content: Any, sources: Sources) -> Iterator[Slip]:
    """Every slip in the file of one place."""
    if not isinstance(content, dict):
        yield Slip((), "文件是空的，或者不是表", "第一行写 place: 地名")
        return
    yield from _file(content)
    tables = content.get("parameters")
    for name, table in (tables if isinstance(tables, dict) else {}).items():
        yield from _parameter(("parameters", name), table, sources)


def _file(content: dict[str, Any]) -> Iterator[Slip]:
    for key in content:
        if key not in FILE_KEYS:
            yield unknown_key((), key, FILE_KEYS)
    if not content.get("place"):
        yield Slip(("place",), "缺少 place（这个地方叫什么）", "写上 place: 湖南省长沙市")
    for name in ("inside", "parameters"):
        if content.get(name) and not isinstance(content[name], dict):
            words = "写成 名字: 内容 的样子，下级多缩进两格"
            yield Slip((name,), f"{name} 下面不是一项一行", words)
    inside = content.get("inside")
    for code in inside if isinstance(inside, dict) else ():
        if not (isinstance(code, str) and len(code) == 6):
            words = '六位数字加引号，如 "430102": 芙蓉区'
            yield Slip(("inside", code), "下属地区的代码写法不对", words)


def _parameter(at: Path, table: Any, sources: Sources) -> Iterator[Slip]:
    if not isinstance(table, dict):
        yield Slip(at, "下面没有内容", "写 label、unit 和 values")
        return
    yield from _frame(at, table)
    values = table.get("values")
    if values and not isinstance(values, dict):
        yield Slip((*at, "values"), "values 下面不是一行一个日期", "写 2025-09-01: {value: …}")
    elif values:
        yield from _rows((*at, "values"), values, str(table.get("unit")), sources)


def _frame(at: Path, table: dict[str, Any]) -> Iterator[Slip]:
    for key in table:
        if key not in TABLE_KEYS:
            yield unknown_key(at, key, set(TABLE_KEYS))
    for key, words in TABLE_KEYS.items():
        if not table.get(key):
            yield Slip((*at, key), f"缺少 {key}（{words}）", f"补上 {key}")
    unit = table.get("unit")
    if unit and unit not in UNITS:
        yield Slip((*at, "unit"), f"没有 {unit} 这个单位", f"写 {'、'.join(UNITS)} 之一")


def _rows(at: Path, values: dict[Any, Any], unit: str, sources: Sources) -> Iterator[Slip]:
    days = [day for day in values if type(day) is date]
    for day in values:
        if type(day) is not date:
            yield Slip((*at, day), f"“{day}”不是日期，不知道从哪天起适用", _DATED)
    for before, day in pairwise(days):
        if day <= before:
            yield Slip((*at, day), f"日期没有从早到晚：{day} 写在 {before} 后面", "按日期先后重排")
    for day, after in zip(days, [*days[1:], None], strict=True):
        row = values[day]
        if isinstance(row, dict):
            yield from _row((*at, day), row, unit, sources)
            yield from _checked((*at, day), row, day, after)
        else:
            words = "写成 {value: 2200, source: …, mark: V, checked_until: …}"
            yield Slip((*at, day), "这一行没有内容", words)


def _row(at: Path, row: dict[str, Any], unit: str, sources: Sources) -> Iterator[Slip]:
    for key in row:
        if key not in ROW_KEYS:
            yield unknown_key(at, key, ROW_KEYS)
    mark, value = row.get("mark"), row.get("value")
    if mark not in MARKS:
        what = f"没有 {mark} 这个标记" if mark else "缺少 mark（核对标记）"
        words = '写 S（读过正式文本）、V（见过转载）、G（一般知识）或 "?"（没有核实，停用）'
        yield Slip((*at, "mark"), what, words)
    if mark != "?" and value is None:
        words = '写上数值；还没有核实的，mark 写 "?"，不写 value'
        yield Slip((*at, "value"), "缺少 value（数值）", words)
    elif value is not None and (wrong := value_slip(value, unit)):
        yield Slip((*at, "value"), *wrong)
    yield from _source(at, row.get("source"), sources)


def _source(at: Path, citation: Any, sources: Sources) -> Iterator[Slip]:
    if not citation:
        words = "写 sources.yaml 里的编号，如 430000/minimum-wage-2025"
        yield Slip((*at, "source"), "缺少 source（依据）", words)
        return
    try:
        found = sources.resolve(str(citation)).source
    except UnknownCitation as error:
        yield Slip((*at, "source"), f"依据不存在：{error}", sources.nearest(str(citation)))
        return
    first = at[-1]
    ended = found.in_force_until
    if ended and isinstance(first, date) and ended < first:
        what = f"依据的文件到 {ended} 就失效了，不能作 {first} 起的依据"
        yield Slip((*at, "source"), what, "改成新文件的编号；新文件先写进 sources.yaml")


def _checked(at: Path, row: dict[str, Any], first: date, after: date | None) -> Iterator[Slip]:
    at, stated = (*at, "checked_until"), row.get("checked_until")
    if "checked_until" in row and not isinstance(stated, date):
        yield Slip(at, f"checked_until 不是日期：{stated}", _DATED)
    elif stated is None:
        if after is None:
            words = "补上数值自己写明的终止日；没有的，写最后一次确认它仍然适用的那一天"
            yield Slip(at, "最后一行缺少 checked_until（核对到哪天）", words)
    elif stated < first:
        yield Slip(at, f"checked_until（{stated}）早于这一行的第一天（{first}）", "核对两个日期")
    elif after and stated >= after:
        what = f"与下一行重叠：这一行写到 {stated}，下一行从 {after} 开始"
        yield Slip(at, what, "删掉 checked_until；它自动止于下一行的前一天")
    elif after and stated < after - ONE_DAY and not row.get("gap"):
        what = f"{stated} 到 {after} 之间有空档"
        yield Slip(at, what, "删掉 checked_until；确实没有数值的，用 gap 写明原因")
