"""Union officers: their term runs on (Trade Union Law 19; Interpretation on the Union Law 2)."""

from datetime import date
from typing import Literal, Protocol

from gongyue.kernel.dates import ONE_DAY, add_months, months_between
from gongyue.law.rulebook import NotInForce, Work

ART_19 = "cn/trade-union-law#19"
FROM_THE_END = "cn/trade-union-interpretation#2.1"
UnionPost = Literal["none", "full_time", "part_time"]


class UnionFacts(Protocol):
    """The office and its term."""

    @property
    def on(self) -> date: ...

    @property
    def union_post(self) -> UnionPost: ...

    @property
    def union_from(self) -> date | None: ...

    @property
    def union_until(self) -> date | None: ...


def extended_to(w: Work, facts: UnionFacts) -> date | None:
    """The day to which the contract runs on; None for who holds no office.

    Full time: as long again as the office lasted, from its end. Others: to the end of the term.
    """
    if facts.union_post == "none" or facts.union_from is None or facts.union_until is None:
        return None
    if facts.on < w.book.sources.by_id["cn/trade-union-law"].in_force_from:
        raise NotInForce("现行《工会法》2022年1月1日起施行，此前的条文没有收录。")
    w.given("工会任职开始", facts.union_from)
    w.given("工会任职届满", facts.union_until)
    w.doubt("任职期间有严重过失，或者到了法定退休年龄的，不延长。")
    if facts.union_post == "part_time":
        return w.step("非专职：合同延长到任期届满", facts.union_until, ART_19)
    until = _as_long_again(facts.union_from, facts.union_until)
    return w.step("专职：任职期满后，再延长一个任职期间", until, ART_19, FROM_THE_END)


def _as_long_again(first: date, last: date) -> date:
    served = months_between(first, last)
    months = add_months(last + ONE_DAY, 12 * served.years + served.months)
    return date.fromordinal(months.toordinal() + served.days - 1)
