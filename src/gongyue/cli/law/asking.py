"""`gongyue law list` and `gongyue law eval`: the rules from the command line."""

import argparse
import json
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from gongyue.law.answer import answer, as_bytes, is_refusal, read_object, refused
from gongyue.law.answer_lines import answer_lines
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
    """Exit code 0 with an answer, 2 with a refusal; of many lines, 2 when any was refused."""
    try:
        if args.lines:
            return _ask_lines(args)
        rule, facts = _asked(args)
        if args.json:
            return _print(answer(rule, facts))
        print("\n".join(lines_of(rule_named(rule), evaluate(rule, facts))))
    except Refusal as refusal:
        return _print(refused(refusal)) if args.json else say(refusal)
    return ANSWERED


def _asked(args: argparse.Namespace) -> tuple[str, dict[str, Any]]:
    if not args.rule or args.facts is None:
        raise BadFacts("请写规则和--facts，或者用--lines读文件。", field="facts")
    return args.rule, read_argument(args.facts)


def _print(given: dict[str, Any]) -> int:
    """The bytes of the answer as they are: a terminal's encoding must not change them."""
    _out(as_bytes(given))
    return REFUSED if is_refusal(given) else ANSWERED


def _ask_lines(args: argparse.Namespace) -> int:
    """Line by line, each answered before the next is read."""
    if args.rule or args.facts is not None:
        raise BadFacts("用--lines时，规则和事实写在每一行里。", field="lines")
    code = ANSWERED
    with _opened(args.lines) as stream:
        for given in answer_lines(stream):
            code = max(code, _print(given))
    return code


def _opened(name: str) -> Any:
    """A file, or what comes in for `-`. Raises BadFacts when it cannot be read."""
    try:
        return nullcontext(sys.stdin.buffer) if name == "-" else Path(name).open("rb")
    except OSError as error:
        raise BadFacts(f"读不到文件“{name}”：{error.strerror}。", field="lines") from error


def _out(written: bytes) -> None:
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        sys.stdout.write(written.decode())
    else:
        stream.write(written)
    sys.stdout.flush()


def read_argument(text: str) -> dict[str, Any]:
    """JSON, or the file named after @. Raises BadFacts when it cannot be read."""
    try:
        raw = Path(text[1:]).read_bytes() if text.startswith("@") else text
    except OSError as error:
        raise BadFacts(f"读不到文件“{text[1:]}”：{error.strerror}。", field="facts") from error
    return read_object(raw)


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


def say(refusal: Refusal) -> int:
    where = f"[{refusal.field}] " if refusal.field else ""
    print(f"无法给出结果：{where}{refusal.message_zh}", file=sys.stderr)
    return REFUSED
