"""`gongyue law list` and `gongyue law eval`: the rules from the command line."""

import argparse
import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

from gongyue.law.facts.questions import Question
from gongyue.law.registry import RULES, Rule, evaluate, rule_named
from gongyue.law.rulebook import BOOK, BadFacts, Outcome, Refusal, Step
from gongyue.law.sources import cite_text
from gongyue.law.words import verdict_word, worded

ANSWERED, REFUSED = 0, 2


def list_rules(args: argparse.Namespace) -> int:
    """Every rule: a table for readers at a terminal; for programs, and with --json, JSON."""
    if args.json or not sys.stdout.isatty():
        print(json.dumps([_in_json(rule) for rule in RULES.values()], ensure_ascii=False, indent=2))
        return ANSWERED
    for rule in RULES.values():
        print(f"{rule.name}  {rule.title}")
        required = rule.schema()["required"]
        for item in rule.questions.items:
            print(f"    {item.field}{'*' if item.field in required else ''}  {_described(item)}")
    print("\n* 必填。完整的JSON Schema：gongyue law list --json")
    return ANSWERED


def _in_json(rule: Rule) -> dict[str, Any]:
    """`schema` is the JSON Schema of the facts."""
    return {
        "name": rule.name,
        "title": rule.title,
        "summary": rule.questions.summary,
        "schema": rule.schema(),
    }


def ask(args: argparse.Namespace) -> int:
    """Exit code 0 with an answer, 2 with a refusal."""
    try:
        outcome = evaluate(args.rule, read_argument(args.facts))
    except Refusal as refusal:
        _show_refusal(refusal, as_json=args.json)
        return REFUSED
    if args.json:
        answer = {"rule": args.rule, **outcome.to_json()}
        print(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        print("\n".join(lines_of(rule_named(args.rule), outcome)))
    return ANSWERED


def read_argument(text: str) -> dict[str, Any]:
    """JSON, or the file named after @. Raises BadFacts when it cannot be read."""
    try:
        raw = Path(text[1:]).read_text(encoding="utf-8") if text.startswith("@") else text
        facts = json.loads(raw, parse_float=Decimal, parse_int=Decimal, parse_constant=Decimal)
    except OSError as error:
        raise BadFacts(f"读不到文件“{text[1:]}”：{error.strerror}。", field="facts") from error
    except (ValueError, RecursionError, ArithmeticError) as error:
        raise BadFacts("事实不是正确的JSON。", field="facts") from error
    if not isinstance(facts, dict):
        raise BadFacts('事实应为一个JSON对象，例如{"place": "430100"}。', field="facts")
    return facts


def lines_of(rule: Rule, outcome: Outcome) -> list[str]:
    """The answer and its working, one line a step."""
    lines = [f"{rule.title}（{BOOK.place_name(outcome.place)}，适用{outcome.on}的规定）", ""]
    lines += [_step_line(step) for step in outcome.working]
    lines += ["", f"结果：{outcome.label} {worded(outcome.value, outcome.unit)}"]
    if outcome.verdict:
        lines[-1] += f"（{verdict_word(outcome.verdict)}）"
    lines += [f"依据：{'、'.join(cite_text(citation) for citation in outcome.citations)}"]
    lines += [f"存疑：{doubt}" for doubt in outcome.doubts]
    return lines


def _step_line(step: Step) -> str:
    articles = "、".join(cite_text(source) for source in step.sources)
    line = f"  {step.label}：{worded(step.value, step.unit)}  〔{articles}〕"
    if step.checked_until and step.stale:
        line += f"  ⚠ 数据核对至{step.checked_until}，已过期"
    return line + (f"  （{step.note}）" if step.note else "")


def _described(item: Question) -> str:
    if not item.choices:
        return item.label
    return f"{item.label}（{'、'.join(f'{key}={word}' for key, word in item.choices.items())}）"


def _show_refusal(refusal: Refusal, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"error": refusal.to_json()}, ensure_ascii=False, indent=2))
        return
    where = f"[{refusal.field}] " if refusal.field else ""
    print(f"无法给出结果：{where}{refusal.message_zh}", file=sys.stderr)
