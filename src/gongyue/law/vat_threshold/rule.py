"""Whether small sales are free of value-added tax: VAT Law 23 and Announcement 10 of 2026; before
2026 Announcement 19 of 2023 and the rules of then."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.rulebook import NotCovered, Outcome, Rulebook, Work, begin

LAW_23 = "cn/vat-law#23.1"
LAW_9 = "cn/vat-law#9.1"
SMALL_2023 = "cn/vat-small-2023"
OLD_RULES = "cn/vat-old-rules"
PERSONS = "cn/vat-threshold-persons-2026"
PLATFORM = "cn/tax-withholding-platforms"
NEW_LAW, FILED_FROM = date(2026, 1, 1), date(2025, 10, 1)
BOUNDARY = (
    "正好等于起征点：增值税法写“达到起征点的全额计算缴纳”，据此不免；"
    "2026年公告的原文没有核对到，是否含本数请向税务机关核实。"
)
ONLY_ONE_CASE = "自然人可以按月适用起征点的另外几种情形没有逐一核对；这里只按次判断。"
BETWEEN = "2025年以前按次纳税的起征点由各省在300元至500元之间定，当地定的数没有核对到。"
NOT_SMALL = "一般纳税人没有起征点，不在这条规则里。"
NOT_YET = "平台为从业人员代办增值税申报的办法自2025年10月1日起施行，此前请选“自然人按次”。"


@dataclass(frozen=True, kw_only=True)
class VatThresholdFacts(Facts):
    place: Place
    on: Day
    sales: Money
    who: Literal["registered", "platform_filed", "person"]
    period: Literal["month", "quarter"] = "month"
    small_scale: bool = True


def vat_threshold(
    facts: VatThresholdFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Below the threshold nothing is due; who reaches it pays on the whole."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace)
    w.given("不含税销售额", facts.sales, unit="yuan")
    if facts.who == "person":
        return _answer(w, _each(w, facts))
    if not facts.small_scale:
        raise NotCovered(NOT_SMALL, field="small_scale")
    if facts.who == "platform_filed":
        _filed(w, facts.on)
        limit = w.use("vat.month")
    else:
        limit = w.use("vat.quarter") if facts.period == "quarter" else w.use("vat.month")
    return _answer(w, _below(w, facts, limit))


def _answer(w: Work, exempt: bool) -> Outcome:
    w.part("exempt", exempt)
    return w.outcome("免征增值税", exempt, None, "vat_free" if exempt else "vat_due")


def _filed(w: Work, on: date) -> None:
    """The month counts for whoever the platform files for."""
    if on < FILED_FROM:
        raise NotCovered(NOT_YET, field="who")
    articles = (PLATFORM, PERSONS) if on >= NEW_LAW else (PLATFORM,)
    w.step("由平台代办申报，按月计算", True, *articles)


def _below(w: Work, facts: VatThresholdFacts, limit: Decimal) -> bool:
    """Until 2025 the limit itself was free; the law of 2026 taxes who reaches it."""
    w.part("limit", limit)
    if facts.on < NEW_LAW:
        return w.step("不超过界限（含本数）", facts.sales <= limit, SMALL_2023)
    if facts.sales == limit:
        w.doubt(BOUNDARY)
    return w.step("没有达到起征点", facts.sales < limit, LAW_23, LAW_9)


def _each(w: Work, facts: VatThresholdFacts) -> bool:
    """A natural person, each time or day. Raises Undetermined between the bounds of old."""
    if facts.on >= NEW_LAW:
        w.doubt(ONLY_ONE_CASE)
        return _below(w, facts, w.use("vat.each"))
    low, high = w.use("vat.each_low"), w.use("vat.each_high")
    if low <= facts.sales < high:
        raise w.undetermined("免征增值税", BETWEEN)
    w.part("limit", low if facts.sales < low else high)
    return w.step("没有达到起征点", facts.sales < low, OLD_RULES)
