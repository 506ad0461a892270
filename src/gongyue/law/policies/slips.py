"""What can be wrong with the vocabulary and with a policy: every slip, not the first only."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from gongyue.law.policies.kinds import CHOICE, COUNT, KINDS, OF_UNIT, WHOLE, Fact
from gongyue.law.policies.language import Misread, Names, names_in
from gongyue.law.slips import Path, Slip, unknown_key
from gongyue.law.sources import Sources, UnknownCitation

POLICY = {"name": "名称", "rule": "算数额的规则", "basis": "依据", "valid": "有效期",
          "conditions": "条件"}  # fmt: skip
CONDITION = {"words": "中文", "cel": "表达式", "basis": "依据", "mark": "核对标记"}
FACT = {"label": "名称", "kind": "种类", "ask": "问法"}
MARKS = ("S", "V", "G")


def fact_slips(content: Any) -> Iterator[Slip]:
    """Every slip of facts.yaml."""
    for name, entry in (content if isinstance(content, dict) else {}).items():
        if not isinstance(entry, dict):
            yield Slip((name,), "这个事实没有内容", "写 {label: …, kind: yes_no, ask: …}")
            continue
        yield from _keys((name,), entry, FACT, {"choices"})
        if entry.get("kind") not in KINDS:
            what = f"没有 {entry.get('kind')} 这个种类"
            yield Slip((name, "kind"), what, f"写 {'、'.join(KINDS)} 之一")
        if (entry.get("kind") == CHOICE) != isinstance(entry.get("choices"), dict):
            yield Slip((name, "choices"), "选择要写 choices，别的种类不写", "写 {英文: 中文}")
        if name == WHOLE:
            yield Slip((name,), f"{WHOLE} 已经是“全部”的意思", "换一个名字")


def fact_of(name: str, entry: Mapping[str, Any]) -> Fact:
    """The fact of an entry without slips."""
    choices = entry.get("choices") or {}
    words = {key: entry[key] for key in FACT}
    return Fact(name=name, choices=choices, **words)


def names_of(
    known: Mapping[str, Fact], figures: Mapping[str, str], units: Mapping[str, str]
) -> Names:
    """What the expressions of a policy may name."""
    kinds = {name: fact.kind_in_cel for name, fact in known.items()}
    kinds |= {name: OF_UNIT.get(units[table], COUNT) for name, table in figures.items()}
    choices = {name: tuple(fact.choices) for name, fact in known.items() if fact.choices}
    return Names(kinds, choices, frozenset(known))


def policy_slips(
    content: Any, known: Mapping[str, Fact], units: Mapping[str, str], sources: Sources
) -> Iterator[Slip]:
    """Every slip of one policy. `units` of the national parameters, by name."""
    if not isinstance(content, dict):
        yield Slip((), "文件是空的，或者不是表", "照别的政策写 name、basis、valid、conditions")
        return
    yield from _keys((), content, POLICY, {"figures"})
    yield from _cited(("basis",), content.get("basis"), sources)
    yield from _valid(content, sources)
    figures = content.get("figures") or {}
    if not isinstance(figures, dict):
        yield Slip(("figures",), "figures 不是一项一值", "写 {least: hiring_subsidy.months}")
        return
    yield from _figures(figures, known, units)
    sound = {name: str(table) for name, table in figures.items() if str(table) in units}
    yield from _conditions(content.get("conditions"), names_of(known, sound, units), sources)


def _valid(content: Mapping[str, Any], sources: Sources) -> Iterator[Slip]:
    """Within the time of the notice the policy rests on."""
    valid, act = content.get("valid"), sources.by_id.get(str(content.get("basis")))
    first, until = (
        (valid.get("from"), valid.get("until")) if isinstance(valid, dict) else (None, None)
    )
    if not isinstance(first, date) or not isinstance(until, (date, type(None))):
        yield Slip(("valid",), "有效期不是日期", "写 {from: 2025-04-14, until: 2025-12-31}")
    elif until and until < first:
        yield Slip(("valid", "until"), f"{until} 早于 {first}", "核对两天")
    elif act and (first < act.in_force_from or (act.in_force_until and not until)):
        words = "不能早于依据的施行日；依据有终止日的，写上 until"
        yield Slip(("valid",), "有效期和依据的施行日期不合", words)


def _figures(
    figures: Mapping[str, str], known: Mapping[str, Fact], units: Mapping[str, str]
) -> Iterator[Slip]:
    if not figures:
        yield Slip(("figures",), "没有数值", "至少写一项数值：到期以后它就是待核对的那一项")
    for name, table in figures.items():
        if str(table) not in units:
            words = "先写进 parameters/cn.policies.yaml"
            yield Slip(("figures", name), f"没有“{table}”这一项数值", words)
        if name in known or name == WHOLE:
            yield Slip(("figures", name), f"“{name}”已经是一个事实的名字", "换一个名字")


def _conditions(conditions: Any, names: Names, sources: Sources) -> Iterator[Slip]:
    if not isinstance(conditions, list):
        yield Slip(("conditions",), "conditions 不是一列条件", "每个条件以 - words: 开头")
        return
    seen: set[str] = set()
    for at, entry in enumerate(conditions):
        path: Path = ("conditions", at)
        if not isinstance(entry, dict):
            yield Slip(path, "这个条件没有内容", "写 words、cel、basis 和 mark")
            continue
        yield from _keys(path, entry, CONDITION, set())
        if entry.get("mark") not in (*MARKS, None):
            words = "写 S、V 或 G；还没有核实的（?）不写成条件，写进规则的 not_modelled"
            yield Slip((*path, "mark"), f"没有 {entry['mark']} 这个标记", words)
        yield from _cited((*path, "basis"), entry.get("basis"), sources)
        yield from _expression((*path, "cel"), str(entry.get("cel") or "true"), names, seen)


def _expression(at: Path, cel: str, names: Names, seen: set[str]) -> Iterator[Slip]:
    """Where one fact stood in two conditions, it could decide both though each alone is unknown."""
    try:
        read = set(names_in(cel, names)) & names.facts
    except Misread as wrong:
        yield Slip(at, wrong.what, wrong.instead)
        return
    for name in sorted(read & seen):
        yield Slip(at, f"“{name}”已经在前面的条件里", "一个事实只放在一个条件里：合成一个条件")
    seen |= read


def _cited(at: Path, citation: Any, sources: Sources) -> Iterator[Slip]:
    try:
        if citation:
            sources.resolve(str(citation))
    except UnknownCitation as error:
        yield Slip(at, f"依据不存在：{error}", sources.nearest(str(citation)))


def _keys(
    at: Path, entry: Mapping[str, Any], needed: Mapping[str, str], also: set[str]
) -> Iterator[Slip]:
    for key in entry:
        if key not in needed and key not in also:
            yield unknown_key(at, key, {*needed, *also})
    for key, words in needed.items():
        if not entry.get(key):
            yield Slip((*at, key), f"缺少 {key}（{words}）", f"补上 {key}")
