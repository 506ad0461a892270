"""`gongyue law policies`: every policy for one set of facts, condition by condition."""

import argparse
import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from gongyue.cli.law.asking import ANSWERED, REFUSED, read_argument, say
from gongyue.law.policies import Standing, standings
from gongyue.law.policies.kinds import Fact
from gongyue.law.policies.reading import vocabulary
from gongyue.law.rulebook import BadFacts, Refusal
from gongyue.law.sources import cite_text
from gongyue.law.words import verdict_word

SHANGHAI = ZoneInfo("Asia/Shanghai")
OWN_WORDS = {"refused": "不能回答"}
SIGNS = {True: "符合　", False: "不符合", None: "不知道"}


def policies(args: argparse.Namespace) -> int:
    """Exit code 0 with the policies, 2 where a fact cannot be."""
    try:
        if args.facts is None:
            return _vocabulary(args.json)
        found = _asked(_facts(args.facts))
    except Refusal as refusal:
        if args.json:
            print(json.dumps({"error": refusal.to_json()}, ensure_ascii=False, indent=2))
            return REFUSED
        return say(refusal)
    if args.json:
        told = {"policies": [standing.to_json() for standing in found]}
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        print("\n\n".join("\n".join(_lines(standing)) for standing in found))
    return ANSWERED


def _facts(text: str) -> dict[str, Any]:
    """JSON, @FILE, or the name of a file."""
    is_file = not text.startswith("@") and "{" not in text and Path(text).is_file()
    return read_argument(f"@{text}" if is_file else text)


def _asked(facts: dict[str, Any]) -> tuple[Standing, ...]:
    """`on` (today if not given) and `place` stand beside the facts."""
    rest = {name: value for name, value in facts.items() if name not in ("on", "place")}
    if "place" not in facts:
        raise BadFacts("缺少“用工地”：place 写六位行政区划代码。", field="place")
    return standings(rest, on=_day(facts.get("on")), place=facts["place"])


def _day(value: Any) -> date:
    if value is None:
        return datetime.now(SHANGHAI).date()
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        words = f"“申请的日子”无法识别：{str(value)[:40]}，日期请写成2025-03-01的样子。"
        raise BadFacts(words, field="on") from None


def _vocabulary(as_json: bool) -> int:
    """What may be written into the facts."""
    facts = vocabulary().values()
    if as_json:
        print(json.dumps([_in_json(fact) for fact in facts], ensure_ascii=False, indent=2))
    else:
        print("place  用工地\non  申请的日子")
        print("\n".join(f"{fact.name}  {fact.ask}{_choices(fact)}" for fact in facts))
    return ANSWERED


def _in_json(fact: Fact) -> dict[str, Any]:
    return {"fact": fact.name, "kind": fact.kind, "label": fact.label, "ask": fact.ask,
            "choices": dict(fact.choices)}  # fmt: skip


def _choices(fact: Fact) -> str:
    words = "、".join(f"{key}={word}" for key, word in fact.choices.items())
    return f"（{words}）" if words else ""


def _lines(standing: Standing) -> Iterator[str]:
    policy, verdict = standing.policy, standing.verdict
    word = OWN_WORDS.get(verdict) or verdict_word(verdict)
    yield f"{policy.name}：{word}  〔{cite_text(policy.basis)}〕"
    for condition, met in zip(policy.conditions, standing.met, strict=False):
        yield f"  {SIGNS[met]}  {condition.words}"
    if standing.missing:
        first, *rest = standing.missing
        more = f"（另外还有：{'、'.join(fact.label for fact in rest)}）" if rest else ""
        yield f"  还缺：{first.label}。{first.ask}{more}"
    yield from (f"  存疑：{doubt}" for doubt in standing.doubts)
    if standing.reason:
        yield f"  {standing.reason}"
