"""What a platform pays an order for occupational injury protection; the worker pays nothing."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from gongyue.kernel.dates import month_of
from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.platform_injury_fee.pilot import FIRST_NOTICE, WIDENED, notice_on, pilot_runs
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LABEL = "平台当月应缴的职业伤害保障费"
Trade = Literal["travel", "takeaway", "delivery", "freight"]
Level = Literal["base", "raised"]
Orders = Annotated[int, Between(0, 10_000_000_000)]
LEVELS = (
    "即时配送有每单0.07元、0.25元两档：新纳入试点的平台按0.07元，"
    "先行试点的平台由当地按以往的支缴率确定，请核对适用哪一档。"
)
MERGED = "2025年7月1日起外卖并入即时配送，按即时配送的标准。"
NOT_JOINED = "没有纳入试点的平台，可以另外买商业保险；出了事故仍要看有没有劳动关系。"


@dataclass(frozen=True, kw_only=True)
class PlatformInjuryFeeFacts(Facts):
    place: Place
    month: Day
    trade: Trade
    orders: Orders
    has_joined: bool = True
    level: Level = "base"


def platform_injury_fee(
    facts: PlatformInjuryFeeFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Orders times the rate of the trade; part `worker_pays` is always nothing."""
    month = month_of(facts.month)
    w = begin(book, on=month.first, place=facts.place, trace=trace, under=FIRST_NOTICE)
    notice = notice_on(month.first)
    w.step("劳动者个人缴费", Decimal("0.00"), notice, key="worker_pays", unit="yuan")
    if not pilot_runs(w) or not facts.has_joined:
        w.step("当地已经实行、平台已经纳入", False, notice)
        w.doubt(NOT_JOINED)
        return w.outcome(LABEL, Decimal("0.00"), verdict="not_applicable")
    rate = _rate(w, facts)
    w.given("当月完成的订单数", facts.orders)
    fee = to_fen(rate * facts.orders)
    w.step("订单数 × 每单缴费额，平台全额缴纳", fee, notice, key="fee", unit="yuan")
    return w.outcome(LABEL, fee, verdict="due")


def _rate(w: Work, facts: PlatformInjuryFeeFacts) -> Decimal:
    """Takeaway is instant delivery since the pilot was widened."""
    widened = w.on >= WIDENED
    if facts.trade == "takeaway" and not widened:
        return w.use("platform_injury.fee_takeaway")
    if facts.trade in ("travel", "freight"):
        return w.use(f"platform_injury.fee_{facts.trade}")
    if facts.trade == "takeaway":
        w.doubt(MERGED)
    if widened:
        w.doubt(LEVELS)
    raised = widened and facts.level == "raised"
    return w.use(
        "platform_injury.fee_delivery_raised" if raised else "platform_injury.fee_delivery"
    )
