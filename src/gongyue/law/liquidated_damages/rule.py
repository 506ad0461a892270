"""What a worker may be made to pay: Labour Contract Law, Articles 22–25."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from gongyue.kernel.money import to_fen
from gongyue.law.facts import Count, Day, Facts, Money, Place
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW = "cn/labour-contract-law"
ART_22_2, ART_24_1, ART_25 = f"{LAW}#22.2", f"{LAW}#24.1", f"{LAW}#25"
TOO_WIDE = "cn/dispute-interpretation-2#13"
STILL_BOUND = "cn/dispute-interpretation-1#40"
Promise = Literal["training", "non_compete", "early_leaving", "other"]
WORDS = {"early_leaving": "提前离职", "other": "其他违约"}


@dataclass(frozen=True, kw_only=True)
class PenaltyFacts(Facts):
    place: Place
    on: Day
    promise: Promise
    agreed: Money
    training_cost: Money = Decimal(0)
    months_agreed: Count = Decimal(0)
    months_left: Count = Decimal(0)
    owes_confidence: bool = False
    agreed_compensation: Money = Decimal(0)

    def check(self) -> None:
        if self.promise == "training":
            if not self.months_agreed:
                self.refuse("months_agreed", "应大于0")
            if self.months_left > self.months_agreed:
                self.refuse("months_left", "不能多于约定的服务期")


def liquidated_damages(
    facts: PenaltyFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """The most that may be demanded of the sum agreed."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    agreed = w.given("约定的违约金", facts.agreed, unit="yuan")
    if facts.promise == "training":
        most = _training(w, facts)
    elif facts.promise == "non_compete":
        most = _non_compete(w, facts)
    else:
        w.step(f"{WORDS[facts.promise]}，法律不允许约定违约金", True, ART_25)
        most = Decimal(0)
    payable = w.step("最多可以要求的违约金", to_fen(min(agreed, most)), ART_25, unit="yuan")
    verdict = "none_owed" if not payable else "within" if payable == to_fen(agreed) else "reduced"
    return w.outcome("最多可以要求的违约金", payable, verdict=verdict)


def _training(w: Work, facts: PenaltyFacts) -> Decimal:
    """The cost spread over the service period; only what is not yet served."""
    cost = w.given("专项培训费用", facts.training_cost, unit="yuan")
    w.given("约定的服务期", facts.months_agreed, unit="month")
    w.given("没有履行的服务期", facts.months_left, unit="month")
    share = cost * facts.months_left / facts.months_agreed
    return w.step("未履行部分分摊的培训费用", to_fen(share), ART_22_2, key="share", unit="yuan")


def _non_compete(w: Work, facts: PenaltyFacts) -> Decimal:
    bound = w.step("属于可以约定竞业限制的人", facts.owes_confidence, ART_24_1, key="may_be_bound")
    if not bound:
        w.step("不知悉、不接触商业秘密的，竞业限制条款不生效", True, TOO_WIDE)
        return Decimal(0)
    longest = w.use("noncompete.max_months")
    if facts.months_agreed > longest:
        w.step("超过两年的部分无效", True, f"{LAW}#24.2", TOO_WIDE)
    w.step("付了违约金，单位仍可以要求继续遵守", True, STILL_BOUND)
    if facts.agreed > 5 * facts.agreed_compensation:
        w.doubt("违约金超过约定补偿总额的五倍；合规指引建议不超过，法院可以酌减。")
    return facts.agreed
