"""What can be wrong with an entry of sources.yaml."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from gongyue.law.slips import Slip, unknown_key

KINDS = {
    "law": "法律",
    "decision": "全国人大常委会决定",
    "regulation": "行政法规",
    "interpretation": "司法解释",
    "rule": "部门规章",
    "notice": "规范性文件",
    "statistics": "统计数据",
    "example": "虚构示例",
}
MARKS = ("S", "V", "G")
NEEDED = {"title_zh": "文件全名", "title_en": "英文名", "kind": "种类", "mark": "核对标记",
          "in_force": "施行日期"}  # fmt: skip
KEYS = {*NEEDED, "short_zh", "number", "promulgated", "checked_until", "articles", "paragraphs",
        "link", "kept"}  # fmt: skip
_ID = re.compile(r"[a-z0-9]+/[a-z0-9-]+")
_DATED = "写成 2025-09-01 的样子，不加引号"


def source_slips(key: Any, entry: Any) -> Iterator[Slip]:
    """Every slip of one instrument."""
    at = (key,)
    if not isinstance(key, str) or not _ID.fullmatch(key):
        yield Slip(at, "编号写法不对", "写成 cn/labour-law 的样子：地区/小写英文名，用连字符")
    if not isinstance(entry, dict):
        yield Slip(at, "下面没有内容", "照 docs/how-to/update-a-parameter.md 写全各项")
        return
    for name in entry:
        if name not in KEYS:
            yield unknown_key(at, name, KEYS)
    for name, words in NEEDED.items():
        if not entry.get(name):
            yield Slip((*at, name), f"缺少 {name}（{words}）", f"补上 {name}")
    yield from _words(at, entry)
    yield from _days(at, entry)
    yield from _counts(at, entry)


def _words(at: tuple[Any, ...], entry: dict[str, Any]) -> Iterator[Slip]:
    kind, mark = entry.get("kind"), entry.get("mark")
    if kind and kind not in KINDS:
        yield Slip((*at, "kind"), f"没有 {kind} 这个种类", f"写 {'、'.join(KINDS)} 之一")
    if mark and mark not in MARKS:
        words = "写 S（读过正式文本）、V（见过转载）或 G（一般知识）"
        yield Slip((*at, "mark"), f"没有 {mark} 这个标记", words)


def _days(at: tuple[Any, ...], entry: dict[str, Any]) -> Iterator[Slip]:
    period = entry.get("in_force")
    if period and not isinstance(period, dict):
        yield Slip((*at, "in_force"), "施行日期的写法不对", "写成 {from: 2025-09-01}")
        return
    first, until = (period or {}).get("from"), (period or {}).get("until")
    if period and not isinstance(first, date):
        yield Slip((*at, "in_force", "from"), "没有施行的第一天，或者不是日期", _DATED)
    elif until is not None and not (isinstance(until, date) and isinstance(first, date)):
        yield Slip((*at, "in_force", "until"), "失效日期不是日期", _DATED)
    elif until and first and until < first:
        yield Slip((*at, "in_force", "until"), f"失效日期 {until} 早于施行日期 {first}", "核对两天")
    if entry.get("promulgated") is not None and not isinstance(entry["promulgated"], date):
        yield Slip((*at, "promulgated"), "公布日期不是日期", _DATED)
    checked = entry.get("checked_until")
    if checked is not None and not isinstance(checked, date):
        yield Slip((*at, "checked_until"), f"checked_until 不是日期：{checked}", _DATED)
    elif checked is None and until is None and str(at[0]).startswith("cn/"):
        words = "补上最后一次确认它没有修改的那一天"
        yield Slip((*at, "checked_until"), "全国性文件缺少 checked_until", words)


def _counts(at: tuple[Any, ...], entry: dict[str, Any]) -> Iterator[Slip]:
    told = str(entry.get("paragraphs", "")).split()
    if not all(number.isdecimal() and int(number) for number in told):
        words = "每一条有几款，按条的顺序写，用空格隔开"
        yield Slip((*at, "paragraphs"), "paragraphs 里有不是款数的内容", words)
    articles = str(entry.get("articles", "0"))
    if not articles.isdecimal():
        yield Slip((*at, "articles"), f"条数不是整数：{articles}", "写总条数，如 articles: 98")
    elif told and int(articles) not in (0, len(told)):
        what = f"articles 写了 {articles} 条，paragraphs 数出 {len(told)} 条"
        yield Slip((*at, "paragraphs"), what, "改成一致")
