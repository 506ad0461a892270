"""A published report in Chinese words: one reading for the page, the sheet and the paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from gongyue.apps.registry.industries import Industry
from gongyue.apps.registry.places import division_name
from gongyue.apps.registry.selectors.firms import SIZES
from gongyue.law.impact.records import ASKED, MONTHLY
from gongyue.law.registry import RULES
from gongyue.law.words import verdict_word, worded

FEW = "少于 3"
KINDS = {"place": "地区", "size": "单位人数", "industry": "行业"}
SIDES = {"employer": "单位", "worker": "个人"}
INDUSTRIES = dict(Industry.choices)
# How the records become the facts of each rule: the working of the page.
TAKEN = {
    "minimum_wage": "最近一个整月的应发工资（剔除加班费、津贴），没有工资表的用约定工资",
    "probation_pay": "当天处在试用期内的合同，约定的试用期工资和转正工资",
    "overtime_pay": "最近一个分类记了加班的月份，按约定工资",
    "contributions": "最近十二个月应发工资的平均数作缴费工资，没有的用约定工资",
    "severance": "假设当天协商解除，按入职日期和最近十二个月平均工资（是测算，不是应付的债）",
    "unused_leave_pay": "登记的未休天数，按剔除加班费的月平均工资",
    "retirement": "只算男职工；女职工适用哪个年龄取决于岗位，登记里没有",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """What happens to the answers of one rule. Texts; `few`: too few to tell."""

    name: str
    title: str
    few: bool
    asked: int
    people: str
    firms: str
    up: str
    down: str
    before: str
    after: str
    difference: str
    rises: bool
    notes: tuple[str, ...]
    classes: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    rule: str
    kind: str
    name: str
    people: int
    firms: int
    difference: Decimal
    difference_text: str


def rule_rows(report: dict[str, Any]) -> list[RuleRow]:
    """In the order in which the rules are asked."""
    found = report.get("rules", {})
    return [_rule(name, found[name], report) for name in ASKED if name in found]


def monthly_total(report: dict[str, Any]) -> Decimal | None:
    """What all monthly sums together rise by; None where one of them may not be told."""
    total = Decimal(0)
    for name, found in report.get("rules", {}).items():
        if name in MONTHLY and found.get("too_few"):
            return None
        if name in MONTHLY:
            total += Decimal(found.get("difference", "0"))
    return total


def group_rows(report: dict[str, Any]) -> list[GroupRow]:
    """Who moves most first, within each rule and kind of group."""
    rows = [_group(row, report) for row in report.get("groups", ()) if row["is"]]
    order = {RULES[name].title: at for at, name in enumerate(ASKED)}
    kinds = list(KINDS.values())
    return sorted(
        rows, key=lambda row: (order[row.rule], kinds.index(row.kind), -abs(row.difference))
    )


def doubts_of(report: dict[str, Any]) -> list[str]:
    """What the reader should know of the new figures, each once, the commonest first."""
    rows = [row for found in report.get("rules", {}).values() for row in found.get("doubts", ())]
    rows.sort(key=lambda row: -row["count"])
    return list(dict.fromkeys(str(row["doubt"]) for row in rows))


def changes_of(report: dict[str, Any]) -> list[tuple[str, str, str, str, str]]:
    """Where, what, from when, the values, on what ground; values that change only."""
    return [_change(change) for change in report.get("changes", ()) if change["is_value"]]


def _rule(name: str, found: dict[str, Any], report: dict[str, Any]) -> RuleRow:
    unit, few = found["unit"], bool(found.get("too_few"))
    moved = bool(found.get("moved")) and not few
    rise = Decimal(found.get("difference", "0"))
    return RuleRow(
        name=name,
        title=RULES[name].title,
        few=few,
        asked=report.get("asked_by_rule", {}).get(name, 0),
        people=FEW if few else str(found.get("subjects", 0)),
        firms=FEW if few else str(found.get("firms", 0)),
        up=str(found["up"]) if moved else "",
        down=str(found["down"]) if moved else "",
        before=_amount(found, "before", unit) if moved else "",
        after=_amount(found, "after", unit) if moved else "",
        difference=signed(rise, unit) if moved else "",
        rises=rise >= 0,
        notes=tuple(_notes(found)) if moved else (),
        classes=tuple(_classes(found, unit)) if moved else (),
    )


def _amount(found: dict[str, Any], key: str, unit: str | None) -> str:
    return worded(Decimal(found[key]), unit)


def signed(amount: Decimal, unit: str | None) -> str:
    """An amount with its sign, as a difference is told."""
    sign = "+" if amount > 0 else "−" if amount < 0 else ""
    return sign + worded(abs(amount), unit)


def _notes(found: dict[str, Any]) -> Iterator[str]:
    for row in found["verdicts"]:
        yield f"{verdict_change(row['before'], row['after'])}：{_count(row['count'])} 人"
    for name, words in (("appeared", "变得不能算"), ("gone", "变得能算")):
        if found["refusals"][name] != 0:
            yield f"{words}的：{_count(found['refusals'][name])} 人"
    for name, word in SIDES.items():
        if name in found["parts"]:
            yield f"{word}承担的合计 {signed(Decimal(found['parts'][name]), found['unit'])}"


def verdict_change(before: str, after: str) -> str:
    """One verdict that became another, in words."""
    return f"“{_verdict(before)}”变成“{_verdict(after)}”"


def _verdict(word: str) -> str:
    return verdict_word(word) if word else "没有结论"


def _count(number: int | None) -> str:
    return FEW if number is None else str(number)


def _classes(found: dict[str, Any], unit: str | None) -> Iterator[tuple[str, str, int]]:
    """The class in words, how many, and how long its bar is in hundredths."""
    most = max((row["count"] or 0 for row in found["distribution"]), default=0) or 1
    for row in found["distribution"]:
        count = row["count"]
        yield _between(row, unit), _count(count), round((count or 0) * 100 / most)


def _between(row: dict[str, Any], unit: str | None) -> str:
    low, high = row["from"], row["below"]
    if low is None:
        return f"减少 {worded(-Decimal(high), unit)}以上"
    if high is None:
        return f"增加 {worded(Decimal(low), unit)}以上"
    first, last = sorted((abs(Decimal(low)), abs(Decimal(high))))
    word = "减少" if Decimal(low) < 0 else "增加"
    return f"{word} {first:f} 至 {worded(last, unit)}"


def _group(row: dict[str, Any], report: dict[str, Any]) -> GroupRow:
    difference = Decimal(row["difference"])
    unit = report["rules"][row["rule"]]["unit"]
    return GroupRow(
        rule=RULES[row["rule"]].title,
        kind=KINDS[row["by"]],
        name=_named(row["by"], row["is"]),
        people=row["subjects"],
        firms=row["firms"],
        difference=difference,
        difference_text=signed(difference, unit),
    )


def _named(kind: str, label: str) -> str:
    if label == "others":
        return "其他（合并）"
    if kind == "place":
        return division_name(label)
    return SIZES[label][0] if kind == "size" else INDUSTRIES.get(label, label)


def _change(change: dict[str, Any]) -> tuple[str, str, str, str, str]:
    if change["kind"] == "act":
        return "全国", f"{change['label']}施行", "", _dates(change), change["act"]
    span = (
        f"{change['first']} 起" if not change["last"] else f"{change['first']} 至 {change['last']}"
    )
    values = f"{change['before_text']} → {change['after_text']}"
    return change["place_name"], change["label"], span, values, change["source_text"]


def _dates(change: dict[str, Any]) -> str:
    before, after = change["before"] or {}, change["after"]
    return f"{before.get('from') or '没有'} 起 → {after['from']} 起"
