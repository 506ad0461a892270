"""Asking every worked example again with the tables as they now are.

Only of the folder this programme itself runs from, and only when its files can be read.
"""

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path as Folder
from typing import Any

from gongyue.kernel.jsonform import plain
from gongyue.law.checking.located import read_located
from gongyue.law.checking.mistakes import Mistake
from gongyue.law.rulebook.outcome import Outcome

OURS = Folder(__file__).parents[1]
BY_HAND = "先照法条手算一遍：变得对，就改算例的结果；变得不对，就改数值"


def is_ours(folder: Folder) -> bool:
    return folder.resolve() == OURS.resolve()


def moved_cases(folder: Folder) -> Iterator[Mistake]:
    """Examples that no longer come out as written, and questions about facts that do not exist."""
    from gongyue.law.registry import RULES  # reads every questions.yaml: only after the check

    for rule in RULES.values():
        asked = {item.field for item in rule.questions.items}
        known = {field.name for field in fields(rule.facts_class)}
        for name in sorted(asked ^ known):
            what = f"没有问 {name}" if name in known else f"规则没有 {name} 这个事实"
            yield _told(f"{rule.name}/questions.yaml", 1, name, what, "问题和规则的事实要一一对应")
        path = rule.folder / "cases.yaml"
        file = read_located(path, path.relative_to(folder).as_posix())
        for at, case in enumerate(file.content):
            if what := _difference(rule.name, case):
                yield _told(file.name, file.line((at,)), case["name"], what, BY_HAND)


def _difference(rule: str, case: dict[str, Any]) -> str:
    """What comes out otherwise than written; empty when all is as written."""
    from gongyue.law.registry import evaluate
    from gongyue.law.rulebook import Refusal

    try:
        outcome = evaluate(rule, case["facts"])
    except Refusal as refusal:
        name = type(refusal).__name__
        if case.get("refuses") == name:
            return ""
        return f"现在拒绝回答（{name}）：{refusal.message_zh.rstrip('。')}"
    if "refuses" in case:
        return f"现在算得 {plain(outcome.value)}，算例写的是拒绝回答（{case['refuses']}）"
    if outcome.value != case["value"]:
        return f"现在算得 {plain(outcome.value)}，算例写的是 {plain(case['value'])}"
    verdict, stale = case.get("verdict"), case.get("stale")
    if verdict is not None and outcome.verdict != verdict:
        return f"现在的结论是 {outcome.verdict}，算例写的是 {verdict}"
    if stale is not None and set(stale) != set(outcome.stale):
        now = "、".join(outcome.stale) or "没有"
        return f"现在过了核对期的是：{now}；算例写的是：{'、'.join(stale) or '没有'}"
    return _parts(outcome, case)


def _parts(outcome: Outcome, case: dict[str, Any]) -> str:
    for key, value in case.get("parts", {}).items():
        if outcome.parts.get(key) != value:
            return f"{key} 现在是 {plain(outcome.parts.get(key))}，算例写的是 {plain(value)}"
    missing = [cited for cited in case.get("cites", ()) if cited not in outcome.citations]
    return f"结果没有引用 {'、'.join(missing)}" if missing else ""


def _told(file: str, line: int, entry: str, what: str, instead: str) -> Mistake:
    return Mistake(file=file, line=line, entry=entry, what=what, instead=instead)
