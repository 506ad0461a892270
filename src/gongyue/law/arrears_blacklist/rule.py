"""On the list of defaulters? 人社部令第45号, 5; the sums by 法释〔2013〕3号, 3."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW, ENTRY = "cn/arrears-blacklist-measures", "cn/arrears-blacklist-measures#5"
REGULATION = "cn/migrant-wage-regulation#48.1"
CRIME = "cn/unpaid-wages-crime-interpretation"
LABEL = "应当列入失信联合惩戒名单"
LONG_MONTHS, MANY_WORKERS = 3, 10
Workers = Annotated[int, Between(1, 100_000)]
OwedMonths = Annotated[Decimal, Between(Decimal(0), Decimal(600))]
NO_CRIME_YET = "数额达到只是条件之一：还要有能力而不付或者逃避支付，由公安机关、法院认定。"
BETWEEN = "数额在全国规定的幅度以内，当地高级法院定的具体数额没有收录，能不能达到不能确定。"
CAUTIOUS = "作出列入决定以前已经付清并承诺的，可以不列入（一般知识，尚未与办法原文核对）。"


@dataclass(frozen=True, kw_only=True)
class ArrearsBlacklistFacts(Facts):
    place: Place
    workers: Workers
    total: Money
    longest_months: OwedMonths
    longest_amount: Money
    caused_incident: bool = False
    ordered_until: Day | None = None
    paid_on: Day | None = None
    on: Day

    def check(self) -> None:
        self.in_order("paid_on", "on")
        if self.longest_amount > self.total:
            self.refuse("longest_amount", "不能超过拖欠的总额")
        if self.workers == 1 and self.longest_amount != self.total:
            self.refuse("longest_amount", "只有一个人被拖欠，应当等于总额")


def arrears_blacklist(
    facts: ArrearsBlacklistFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Whether the unit is to be listed; None where that hangs on a sum nobody knows. Parts
    `one_worker`, `ten_workers` (True, False, None), `order_unpaid`, `crime_order_unpaid`."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    w.given("拖欠的总额", facts.total, unit="yuan")
    large = _any(_one_worker(w, facts), _ten_workers(w, facts))
    w.step("引发群体性、极端事件，影响严重", facts.caused_incident, ENTRY, key="incident")
    reason = True if facts.caused_incident else large
    unpaid = _order_unpaid(w, facts)
    w.part("crime_order_unpaid", unpaid if large else large)
    if large:
        w.doubt(NO_CRIME_YET)
    if not unpaid and reason is not False:
        w.step("先要责令限期支付，逾期没有付才列入", True, ENTRY)
        return w.outcome(LABEL, False, None, "order_first")
    if reason is None:
        raise w.undetermined(LABEL, BETWEEN, "to_be_settled", unit=None)
    if reason:
        w.step("列入单位和法定代表人、直接责任人员", True, ENTRY, REGULATION)
        w.doubt(CAUTIOUS)
    return w.outcome(LABEL, reason, None, "listed" if reason else "not_listed")


def _any(one: bool | None, ten: bool | None) -> bool | None:
    """Either is enough; open where one is open and the other does not help."""
    return True if one or ten else None if None in (one, ten) else False


def _one_worker(w: Work, facts: ArrearsBlacklistFacts) -> bool | None:
    """3.1.1: one worker's pay of three months and more, and the sum."""
    w.given("欠得最久的一个人被欠的月数", facts.longest_months, unit="month")
    if facts.longest_months < LONG_MONTHS:
        return w.step("一人被欠三个月以上", False, f"{CRIME}#3.1.1", key="one_worker")
    return _reaches(w, "one_worker", "一人被欠三个月以上并达到数额", facts.longest_amount, 1)


def _ten_workers(w: Work, facts: ArrearsBlacklistFacts) -> bool | None:
    """3.1.2: the pay of ten workers and more, and the sum of all."""
    w.given("被欠的人数", facts.workers, unit="person")
    if facts.workers < MANY_WORKERS:
        return w.step("十人以上被欠", False, f"{CRIME}#3.1.2", key="ten_workers")
    return _reaches(w, "ten_workers", "十人以上被欠并达到数额", facts.total, 2)


def _reaches(w: Work, key: str, label: str, amount: Decimal, item: int) -> bool | None:
    """By the province's own sum; where that is not known, only outside the national range."""
    article, own = f"{CRIME}#3.1.{item}", w.find(f"unpaid_crime.{key}_own")
    if own is not None:
        return w.step(label, amount >= own, article, f"{CRIME}#3.2", key=key)
    if amount < w.use(f"unpaid_crime.{key}_least"):
        return w.step(label, False, article, key=key)
    if amount >= w.use(f"unpaid_crime.{key}_most"):
        return w.step(label, True, article, key=key)
    w.step(f"{label}，要看当地定的数额", "不能确定", f"{CRIME}#3.2")
    w.part(key, None)
    w.doubt(BETWEEN)
    return None


def _order_unpaid(w: Work, facts: ArrearsBlacklistFacts) -> bool:
    """The last day of the order has passed without payment by then."""
    last = facts.ordered_until
    unpaid = last is not None and facts.on > last and not (facts.paid_on and facts.paid_on <= last)
    return w.step("责令限期支付，逾期没有付", unpaid, ENTRY, f"{CRIME}#4.1", key="order_unpaid")
