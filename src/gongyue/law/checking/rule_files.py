"""What can be wrong with the two files of a rule that are not code: its questions and its cases."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from gongyue.law.groups import GROUPS
from gongyue.law.slips import Slip, unknown_key

QUESTIONS = {"title", "summary", "group", "order", "everyday", "not_modelled", "questions"}
MAY = {"verdicts", "claim_from"}
QUESTION, QUESTION_MAY = (
    {"field", "label", "ask", "why"},
    {"help", "example", "choices", "only_if_unknown", "fixed"},
)
CASE = {"name", "facts", "value", "verdict", "parts", "cites", "working", "stale", "doubts",
        "refuses", "field"}  # fmt: skip
REFUSALS = ("BadFacts", "NotCovered", "NotInForce", "Undetermined")


def question_slips(content: Any) -> Iterator[Slip]:
    """Every slip of a questions.yaml."""
    if not isinstance(content, dict):
        yield Slip((), "文件是空的，或者不是一项一行", "照别的规则的 questions.yaml 写")
        return
    yield from _keys((), content, QUESTIONS, QUESTIONS | MAY)
    group, order = content.get("group"), content.get("order")
    if group and group not in GROUPS:
        yield Slip(("group",), f"没有“{group}”这一组", f"写 {'、'.join(GROUPS)} 之一")
    if order is not None and not isinstance(order, Decimal):
        yield Slip(("order",), f"order 不是数字：{order}", "写这条规则在组里的次序，如 3")
    for key in ("everyday", "not_modelled", "questions"):
        if content.get(key) and not isinstance(content[key], list):
            yield Slip((key,), f"{key} 不是一列", "每项一行，前面写减号")
            return
    yield from _items(content.get("questions") or [])
    for name, entry in (content.get("verdicts") or {}).items():
        if not (isinstance(entry, dict) and entry.get("words")):
            yield Slip(("verdicts", name), "结论没有中文句子", "写 {words: 一句话。}")


def _items(items: list[Any]) -> Iterator[Slip]:
    fields: set[str] = set()
    for at, item in enumerate(items):
        path = ("questions", at)
        if not isinstance(item, dict):
            yield Slip(path, "这一问没有内容", "写 field、label、ask 和 why")
            continue
        yield from _keys(path, item, QUESTION, QUESTION | QUESTION_MAY)
        if item.get("field") in fields:
            yield Slip((*path, "field"), f"{item['field']} 问了两次", "留一个")
        fields.add(str(item.get("field")))


def case_slips(content: Any) -> Iterator[Slip]:
    """Every slip of a cases.yaml."""
    if not isinstance(content, list):
        yield Slip((), "文件是空的，或者不是一列算例", "每个算例以 - name: 开头")
        return
    names: set[str] = set()
    for at, case in enumerate(content):
        if not isinstance(case, dict):
            yield Slip((at,), "这个算例没有内容", "写 name、facts 和 value")
            continue
        yield from _keys((at,), case, {"name", "facts"}, CASE)
        yield from _answer((at,), case)
        if case.get("name") in names:
            yield Slip((at, "name"), f"算例“{case['name']}”写了两次", "换一个名字")
        names.add(str(case.get("name")))


def _answer(at: tuple[Any, ...], case: dict[str, Any]) -> Iterator[Slip]:
    if "value" not in case and "refuses" not in case:
        yield Slip(at, "算例既没有结果 value，也没有拒绝 refuses", "写上一个")
    if "value" in case and "refuses" in case:
        yield Slip((*at, "refuses"), "算例又有结果又拒绝", "留一个")
    if "refuses" in case and case["refuses"] not in REFUSALS:
        what = f"没有 {case['refuses']} 这种拒绝"
        yield Slip((*at, "refuses"), what, f"写 {'、'.join(REFUSALS)} 之一")
    if "facts" in case and not isinstance(case["facts"], dict):
        yield Slip((*at, "facts"), "facts 不是一项一值", "写 {place: …, …}")


def _keys(at: tuple[Any, ...], entry: dict[str, Any], needed: set[str],
          known: set[str]) -> Iterator[Slip]:  # fmt: skip
    for key in entry:
        if key not in known:
            yield unknown_key(at, key, known)
    for key in sorted(needed):
        if entry.get(key) in (None, "", []):
            yield Slip((*at, key), f"缺少 {key}", f"补上 {key}")
