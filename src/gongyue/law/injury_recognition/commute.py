"""On the way to or from work (14.1.6): the way, the kind of accident, whose fault."""

from datetime import date
from typing import Literal, Protocol

from gongyue.law.injury_recognition.found import (
    OPINIONS,
    REGULATION,
    Found,
    open_question,
    recognised,
    refused,
)
from gongyue.law.rulebook import Work

Liability = Literal["none", "minor", "equal", "major", "full", "unknown"]
Accident = Literal["traffic", "rail_or_ferry", "other"]
Trip = Literal["home", "family", "errand", "private"]
ITEM = f"{REGULATION}#14.1.6"
WAYS = {
    "home": ("住处与单位之间", "cn/injury-interpretation#6.1.1"),
    "family": ("配偶、父母、子女住处与单位之间", "cn/injury-interpretation#6.1.2"),
    "errand": ("顺路办日常生活所需的事", "cn/injury-interpretation#6.1.3"),
}
FAULT = {"none": "本人无责任", "minor": "本人次要责任", "equal": "本人同等责任",
         "major": "本人主要责任", "full": "本人全部责任"}  # fmt: skip
NOT_MAINLY = ("none", "minor", "equal")
BY_DOCUMENT = "cn/injury-interpretation#1"
NO_DOCUMENT = (
    "“非本人主要责任”要有交警等部门的事故责任认定书或者生效裁判；只有私下协议、口头说法的，"
    "很难认定，先去申请事故认定。"
)
UNKNOWN = (
    "还不知道事故责任：同等责任以下可以认定，主要责任、全部责任不能。"
    "请先拿到事故责任认定书再申请，申请期限照样在走。"
)


class CommuteFacts(Protocol):
    @property
    def on(self) -> date: ...

    @property
    def accident(self) -> Accident: ...

    @property
    def trip(self) -> Trip: ...

    @property
    def was_reasonable(self) -> bool: ...

    @property
    def liability(self) -> Liability: ...

    @property
    def has_document(self) -> bool: ...


def commute(w: Work, facts: CommuteFacts) -> Found:
    if facts.trip == "private":
        return refused("不是以上下班为目的的行程", ITEM)
    way, article = WAYS[facts.trip]
    w.step(f"行程：{way}", facts.was_reasonable, article, *_opinions(w))
    if not facts.was_reasonable:
        return refused("不在合理时间、合理路线上", ITEM, article)
    if facts.accident == "other":
        return refused("不是交通事故，也不是轨道交通、客运轮渡、火车事故", ITEM)
    if facts.liability == "unknown":
        return open_question(UNKNOWN)
    if not facts.has_document:
        w.doubt(NO_DOCUMENT)
    fault = FAULT[facts.liability]
    w.step("事故责任", fault, ITEM, BY_DOCUMENT, key="fault")
    if facts.liability in NOT_MAINLY:
        return recognised(f"上下班途中，{fault}", ITEM)
    return refused(f"上下班途中，但{fault}", ITEM)


def _opinions(w: Work) -> tuple[str, ...]:
    """The ministry's opinions say the same as the court since they are out."""
    began = w.book.sources.by_id[OPINIONS].in_force_from
    return (OPINIONS,) if w.on >= began else ()
