"""Labour dispatch and its limits: Labour Contract Law, Articles 57–67 and 92."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from gongyue.law.facts import Count, Day, Facts, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW = "cn/labour-contract-law"
ART_66_2 = f"{LAW}#66.2"
ART_92_2 = f"{LAW}#92.2"
Post = Literal["temporary", "auxiliary", "substitute", "main"]
People = Annotated[int, Between(0, 1_000_000)]


@dataclass(frozen=True, kw_only=True)
class DispatchFacts(Facts):
    place: Place
    on: Day
    post: Post
    post_months: Count = Decimal(0)
    contract_months: Count
    is_charged: bool = False
    own_agency: bool = False
    own_workers: People
    dispatched: People

    def check(self) -> None:
        if self.dispatched < 1:
            self.refuse("dispatched", "至少为1")


def dispatch_limits(
    facts: DispatchFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Whether the dispatch keeps to the limits; parts `fine_low`, `fine_high` where it does not."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    tests = (_post(w, facts), _term(w, facts), _fair(w, facts), _share(w, facts))
    lawful = all(tests)
    if not lawful:
        people = w.given("被派遣劳动者人数", Decimal(facts.dispatched), unit="person")
        low, high = w.use("dispatch.fine_low"), w.use("dispatch.fine_high")
        w.step("逾期不改正的罚款最少", low * people, ART_92_2, key="fine_low", unit="yuan")
        w.step("逾期不改正的罚款最多", high * people, ART_92_2, key="fine_high", unit="yuan")
    return w.outcome("劳务派遣没有超出限度", lawful, None, "lawful" if lawful else "unlawful")


def _post(w: Work, facts: DispatchFacts) -> bool:
    if facts.post == "temporary":
        most = w.use("dispatch.temporary_months")
        return w.step("临时性岗位存续时间不超过规定", facts.post_months <= most, ART_66_2)
    return w.step("岗位是辅助性或者替代性的", facts.post != "main", ART_66_2)


def _term(w: Work, facts: DispatchFacts) -> bool:
    least = w.use("dispatch.contract_months")
    return w.step("与派遣单位的固定期限够长", facts.contract_months >= least, f"{LAW}#58.2")


def _fair(w: Work, facts: DispatchFacts) -> bool:
    free = w.step("没有向劳动者收费", not facts.is_charged, f"{LAW}#60.3")
    return w.step("不是本单位自己设立的派遣单位", not facts.own_agency, f"{LAW}#67") and free


def _share(w: Work, facts: DispatchFacts) -> bool:
    """The share of all who work there; the Act leaves the number to provisions."""
    most = w.use("dispatch.share")
    total = Decimal(facts.own_workers + facts.dispatched)
    share = w.step("派遣人数占用工总量", facts.dispatched / total, f"{LAW}#66.3", unit="rate")
    return w.step("没有超过规定的比例", share <= most, f"{LAW}#66.3", key="within_share")
