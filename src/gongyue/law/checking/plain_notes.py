"""What can be wrong with a file of plain-word notes."""

import re
from collections.abc import Iterator
from typing import Any

from gongyue.law.notes import JURISDICTION, LONGEST
from gongyue.law.slips import Slip
from gongyue.law.sources import Sources, UnknownCitation

_KEY = re.compile(r"act|\d+(\.\d+){0,2}")


def note_slips(stem: str, content: Any, sources: Sources) -> Iterator[Slip]:
    """Every slip of the notes on one act."""
    if not isinstance(content, dict):
        yield Slip((), "文件是空的，或者不是一条一行", '写成 "47": 大意。 的样子')
        return
    act = f"{JURISDICTION}/{stem}"
    if act not in sources.by_id:
        yield Slip((), f"引用表里没有 {act}", f"文件名用文件编号；{sources.nearest(act)}")
        return
    for key, note in content.items():
        if not _KEY.fullmatch(str(key)):
            yield Slip((key,), f"“{key}”不是条号", '写 "47"、"47.2" 或 act，加英文引号')
        elif problem := _citation(sources, act, str(key)):
            yield Slip((key,), problem, "核对条款号")
        yield from _words(key, note)


def _citation(sources: Sources, act: str, key: str) -> str:
    try:
        sources.resolve(act if key == "act" else f"{act}#{key}")
    except UnknownCitation as error:
        return str(error)
    return ""


def _words(key: Any, note: Any) -> Iterator[Slip]:
    if not isinstance(note, str) or not note.strip():
        yield Slip((key,), "没有写大意", "用自己的话写一两句，不抄原文")
        return
    if len(note) > LONGEST:
        yield Slip((key,), f"有 {len(note)} 个字，最多 {LONGEST} 个", "写短一些，只说大意")
    if not note.endswith("。"):
        yield Slip((key,), "结尾没有句号", "以“。”结束")
