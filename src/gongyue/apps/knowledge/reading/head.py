"""The head of a text: who made it, when, under which number, since when it is in force."""

import re
from datetime import date

from gongyue.apps.knowledge.reading.documents import Statute
from gongyue.kernel.numerals import chinese_number

_DAY = re.compile(
    r"([\d〇零○一二三四五六七八九]{4})\s*年\s*([\d一二三四五六七八九十]{1,3})\s*月\s*"
    r"([\d一二三四五六七八九十]{1,3})\s*日"
)
_NUMBER = re.compile(
    r"(?:主席令|国务院令|部令|局令|院令)\s*(?:第\s*[\d一二三四五六七八九十百〇零]+\s*号)"
    r"|第[\d一二三四五六七八九十百〇零]+号(?=令)"
    r"|[\u4e00-\u9fff]{1,8}[〔\[【(（]\d{4}[〕\]】)）]\s*\d+\s*号"
)
ISSUERS = (
    "最高人民法院", "最高人民检察院", "全国人民代表大会常务委员会", "全国人民代表大会",
    "中共中央、国务院", "国务院",
)  # fmt: skip
_MINISTRY = re.compile(
    r"(?:^|\s)经?([\u4e00-\u9fff]{2,14}(?:部|委员会|总局|统计局|人民政府))(?!发)"
)
_FORCE = re.compile(r"施行|起执行|执行$|生效")
_MADE = re.compile(r"通过|公布|发布|修正|修订|修改|批准|印发")
_AMENDED = re.compile(r"修正|修订|修改")
_AT_ONCE = re.compile(r"自(?:公布|发布|颁布|印发|通过)之日起(?:施行|实施|执行|生效)")
_PUBLISHED = re.compile(r"公布|发布|颁布|印发")
_FROM = re.compile(r"自(.{6,14}?日)起(?:施行|实施|执行|生效)")
_KINDS = (
    ("典型案例", r"案例$"), ("司法解释", r"^最高人民(?:法院|检察院).*(?:解释|规定|批复|意见|答复)"),
    ("决定", r"决定$"), ("法律", r"(?<!办)(?:法|法典)$"), ("行政法规", r"条例$"),
    ("规定", r"(?:规定|办法|细则|规则|通知|意见|批复|标准|规程|准则|方案|复函|函)(?:（.{1,6}）)?$"),
)  # fmt: skip


def days_in(text: str) -> list[date]:
    """Every full date of a line, also 一九九四年十二月六日; impossible ones are left out."""
    days = []
    for year, month, day in _DAY.findall(text):
        try:
            days.append(date(_number(year), _number(month), _number(day)))
        except ValueError:
            continue
    return days


def _number(text: str) -> int:
    return int(text) if text.isdigit() else chinese_number(text.replace("○", "〇")) or 0


def kind_of(title: str) -> str:
    """What a title says it is; empty when it does not sound like an instrument."""
    return next((kind for kind, pattern in _KINDS if re.search(pattern, title)), "")


def read_head(statute: Statute, *, named: date | None = None) -> None:
    """Fill what the head says, and what only the last articles say; `named`: from the file name."""
    made: list[date] = [named] if named else []
    for line in statute.head:
        days = days_in(line)
        if days and _FORCE.search(line) and not re.search(r"施行.{0,2}条例|自发布之日", line):
            statute.in_force_from = days[-1]
            made += days[:-1]
        elif days and (_MADE.search(line) or len(line) < 20):
            made += days
    statute.promulgated = max(made, default=None)
    amended = any(_AMENDED.search(line) for line in statute.head if days_in(line))
    if (
        amended
        and statute.promulgated
        and (statute.in_force_from or date.max) < statute.promulgated
    ):
        statute.in_force_from = None  # said of an earlier version
    whole = "\n".join(statute.head)
    numbers = _NUMBER.findall(whole)
    statute.number = numbers[-1].replace(" ", "") if numbers else ""
    statute.issuer = _issuer(statute)
    statute.kind = kind_of(statute.title)
    _from_the_end(statute, first_version=not amended and len(set(made)) <= 2)


def _issuer(statute: Statute) -> str:
    """Whoever a line with a date names, or a line that is nothing but a ministry's name."""
    said = [line for line in statute.head if days_in(line) or len(line) <= 14]
    for line in [statute.title, *reversed(said)]:
        for name in ISSUERS:
            if name in re.sub(r"《[^》]*》", "", line):
                return name
        if line != statute.title and (found := _MINISTRY.search(line)):
            return found[1]
    return ""


def _from_the_end(statute: Statute, *, first_version: bool) -> None:
    """自…起施行 dates the act; a later version may be in force later, so it is not dated by it."""
    for article in statute.articles[-4:]:
        text = article.plain()
        if first_version and statute.in_force_from is None:
            statute.in_force_from = _stated(text, statute)
        statute.repeals += repeals_in(text)


def _stated(text: str, statute: Statute) -> date | None:
    """The first day a last article states: a date not before the act was made, or the day on which
    it was published, where the head tells that one and not only the day of the vote."""
    found = _FROM.search(text)
    days = days_in(found[1]) if found else []
    if not days and _AT_ONCE.search(text):
        days = [day for row in statute.head if _PUBLISHED.search(row) for day in days_in(row)]
    first = max(days, default=None)
    return first if first and first >= (statute.promulgated or first) else None


def repeals_in(text: str) -> list[str]:
    """Titles a sentence says are repealed: 《…》同时废止."""
    found = []
    for sentence in re.split(r"[。；]", text):
        if "废止" in sentence and not re.search(r"未废止|不得|不予废止", sentence):
            found += re.findall(r"《([^《》]{2,60})》", sentence)
    return list(dict.fromkeys(found))
