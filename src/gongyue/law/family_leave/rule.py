"""Leave for the family: Labour Law 51, Women Employees Provisions 9, and what provinces add."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from gongyue.kernel.dates import age_on
from gongyue.law.facts import BirthDay, Day, Facts, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.rulebook import NotCovered, Outcome, Rulebook, Work, begin

LAW = "cn/labour-law"
ART_51 = "cn/labour-law#51"
PAID = "cn/wage-payment-provisions#11"
NURSING = "cn/women-employees-provisions#9.2"
LOCAL = "430000/family-planning-2021"
Event = Literal["marriage", "mourning", "paternity", "parental", "nursing"]
Babies = Annotated[int, Between(1, 9)]
NAMES = {
    "marriage": "婚假",
    "mourning": "丧假",
    "paternity": "护理假（陪产假）",
    "parental": "育儿假",
}


@dataclass(frozen=True, kw_only=True)
class FamilyLeaveFacts(Facts):
    place: Place
    on: Day
    event: Event
    child_born_on: BirthDay | None = None
    babies: Babies = 1

    def check(self) -> None:
        self.in_order("child_born_on", "on")
        if self.event in ("parental", "nursing") and self.child_born_on is None:
            self.refuse("child_born_on", "请填写")


def family_leave(
    facts: FamilyLeaveFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Days of paid leave; for nursing, hours a day."""
    law = NURSING.partition("#")[0] if facts.event == "nursing" else LAW
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=law)
    if facts.event == "nursing":
        return _nursing(w, facts)
    if facts.event == "parental" and not _is_under(w, facts, 3, "子女未满三周岁", LOCAL):
        return w.outcome("育儿假天数", Decimal(0), "day", "none")
    days = w.use(f"family_leave.{facts.event}")
    w.step("休假期间照发工资", True, ART_51, PAID)
    if facts.event == "marriage":
        _what_the_province_adds(w)
    w.doubt("按自然日还是工作日计算，各地口径不同。")
    return w.outcome(f"{NAMES[facts.event]}天数", days, "day", "entitled")


def _is_under(w: Work, facts: FamilyLeaveFacts, years: int, words: str, article: str) -> bool:
    assert facts.child_born_on is not None
    w.given("子女出生日期", facts.child_born_on)
    return w.step(words, age_on(facts.child_born_on, facts.on) < years, article, key="is_under")


def _nursing(w: Work, facts: FamilyLeaveFacts) -> Outcome:
    """An hour a working day until the first birthday, one more for each further baby."""
    if not _is_under(w, facts, 1, "婴儿未满一周岁", NURSING):
        return w.outcome("每天的哺乳时间", Decimal(0), "hour", "none")
    hour = w.use("nursing.hours_a_day")
    hours = w.step("每天的哺乳时间", hour * facts.babies, NURSING, unit="hour")
    w.step("哺乳时间算劳动时间，不得延长劳动时间或者安排夜班", True, f"{NURSING[:-2]}.1")
    return w.outcome("每天的哺乳时间", hours, "hour", "entitled")


def _what_the_province_adds(w: Work) -> None:
    """Not confirmed anywhere yet; the row is there, disabled, so that the gap is seen."""
    try:
        added = w.use("family_leave.marriage_added")
    except NotCovered:
        w.doubt("本省增加的婚假没有核实，只给全国的天数；实际可能更多。")
    else:
        w.part("added", added)
