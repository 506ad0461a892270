"""How findings are worded and grouped; the same on every kind of report."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from gongyue.apps.checkup.run import Checkup
from gongyue.kernel.money import yuan_text
from gongyue.law.checkup.codes import CODES, SEVERITIES, Code
from gongyue.law.checkup.finding import BREACH, Finding, Undecided
from gongyue.law.checkup.labels import label
from gongyue.law.rulebook import UNITS, Step
from gongyue.law.sources import GIVEN, cite_text

SEVERITY = {"high": "高", "medium": "中", "low": "低", "info": "提示"}
STATUS = {BREACH: "违法", "to_check": "待核实"}
ROLE = {
    "roster": "花名册",
    "contracts": "合同",
    "attendance": "考勤",
    "payroll": "工资",
    "insurance": "社保",
    "leave": "年休假",
    "unknown": "未识别",
}
CHOICES = {"includes_own_insurance": "包含", "excludes_own_insurance": "不包含"}
TITLE = "用工体检报告"
NOBODY = "没有读到任何人：请检查表头里有没有“姓名”或“身份证号”，以及有没有隐藏的表。"
NOTHING = "没有发现问题。表中没有的列无从判断，见“无法判断”。"
NOTES = (
    "“违法”指按表中所写的事实，与核对过的法条和标准相比，确实不符；“待核实”指事实有疑、"
    "标准的核对期已过，或者事情本身不违法但需要留意。",
    "金额是到体检日为止可能承担的上限，不是结论；每一笔都可以展开看算法、标准和条文，"
    "已经支付的应当扣除。",
    "没有列出的事项，不等于合法：表里没有的列无从判断，见“无法判断”。本报告不代替律师意见。",
)


class Group(NamedTuple):
    """All findings of one code."""

    code: Code
    severity: str
    findings: list[Finding]

    @property
    def amount(self) -> Decimal | None:
        known = [item.amount for item in self.findings if item.amount is not None]
        return sum(known, Decimal(0)) if known else None


class Gap(NamedTuple):
    """All people whom one judgement could not be made for, for the same reason."""

    code: Code
    missing: str
    reason: str
    people: list[str]


def groups(findings: Iterable[Finding]) -> list[Group]:
    """By code, the gravest first; inside, the gravest and dearest first."""
    by_code: dict[str, list[Finding]] = {}
    for finding in findings:
        by_code.setdefault(finding.code, []).append(finding)
    made = [_group(name, items) for name, items in by_code.items()]
    order = list(CODES)
    return sorted(made, key=lambda g: (SEVERITIES.index(g.severity), order.index(g.code.name)))


def _group(name: str, items: list[Finding]) -> Group:
    items.sort(key=lambda f: (SEVERITIES.index(f.severity), -(f.amount or Decimal(0))))
    return Group(CODES[name], items[0].severity, items)


def gaps(undecided: Iterable[Undecided]) -> list[Gap]:
    found: dict[tuple[str, str, str], Gap] = {}
    for item in undecided:
        key = (item.code, item.missing, item.reason)
        if key not in found:
            found[key] = Gap(CODES[item.code], label(item.missing), item.reason, [])
        found[key].people.append(item.person)
    return sorted(found.values(), key=lambda gap: -len(gap.people))


def soonest(checkup: Checkup, days: int = 60) -> list[Finding]:
    """What gets worse within so many days, soonest first."""
    coming = [f for f in checkup.result.findings if _within(f.worsens_on, checkup.on, days)]
    return sorted(coming, key=lambda f: f.worsens_on or date.max)


def _within(day: date | None, on: date, days: int) -> bool:
    return day is not None and 0 <= (day - on).days <= days


def money(amount: Decimal | None) -> str:
    return "—" if amount is None else f"{yuan_text(amount)}"


def thousands(text: str | None) -> str:
    """The JSON's two decimals with thousands marks."""
    if text is None:
        return "—"
    whole, _dot, cents = text.partition(".")
    return f"{int(whole):,}.{cents}"


def day(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"


def where(finding: Finding) -> str:
    if finding.origin.sheet is None:
        return ""
    row = f" 第{finding.origin.row}行" if finding.origin.row else ""
    return f"{finding.origin.sheet}{row}"


def value_of(step: Step) -> str:
    """The value of a line of working as a reader expects it."""
    value, unit = step.value, step.unit
    if value is None:
        return "—"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, (Decimal, int)):
        return _number(Decimal(value), unit)
    return CHOICES.get(str(value), str(value))


def _number(value: Decimal, unit: str | None) -> str:
    if unit == "rate":
        return f"{plain(value * 100)}%"
    if unit and unit.startswith("yuan"):
        return f"{yuan_text(value)} {UNITS[unit]}"
    return f"{plain(value)} {UNITS.get(unit or '', '')}".strip()


def plain(value: Decimal) -> str:
    """At most four decimals, no trailing zeros."""
    text = format(round(value, 4), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def sources_of(step: Step) -> str:
    texts = ["表中所写" if source == GIVEN else cite_text(source) for source in step.sources]
    if step.stale and step.checked_until:
        texts.append(f"只核对到{day(step.checked_until)}")
    return "；".join(texts)


def stale_note(finding: Finding) -> str | None:
    if not finding.stale:
        return None
    return "所用标准的核对期已过，请先核对最新标准，再下结论。"


def calm(checkup: Checkup) -> str:
    """What to say when there is no finding."""
    return NOTHING if checkup.result.people else NOBODY


def overview(checkup: Checkup) -> list[tuple[str, str]]:
    """Label and value pairs of the cover."""
    result = checkup.result
    return [
        ("文件", checkup.name),
        ("用工所在地", f"{checkup.place_name}（{checkup.place}）"),
        ("体检日", day(checkup.on)),
        ("编号", checkup.number),
        ("人数", f"{result.people} 人（在职 {result.employed}，离职 {result.left}）"),
    ]
