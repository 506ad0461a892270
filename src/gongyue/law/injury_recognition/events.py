"""The events of Articles 14 and 15 except the commute."""

from datetime import date
from decimal import Decimal
from typing import Literal, Protocol

from gongyue.law.injury_recognition.found import (
    OPINIONS,
    REGULATION,
    Found,
    deemed,
    open_question,
    recognised,
    refused,
)
from gongyue.law.rulebook import Work

Event = Literal[
    "at_work",
    "before_or_after",
    "violence",
    "occupational_disease",
    "business_trip",
    "commute",
    "illness",
    "rescue",
    "veteran",
    "at_home",
    "elsewhere",
]
HOURS = Decimal(48)
POST = f"{REGULATION}#15.1.1"
CAUSE = {
    "at_work": ("工作时间、工作场所内，因工作原因", f"{REGULATION}#14.1.1"),
    "before_or_after": ("工作前后在工作场所做准备、收尾", f"{REGULATION}#14.1.2"),
    "business_trip": ("因工外出期间，由于工作原因", f"{REGULATION}#14.1.5"),
}
PLAIN = {
    "violence": recognised("因履行职责受到暴力等意外伤害", f"{REGULATION}#14.1.3"),
    "occupational_disease": recognised("患职业病", f"{REGULATION}#14.1.4"),
    "rescue": deemed("抢险救灾等维护国家、公共利益", f"{REGULATION}#15.1.2"),
    "veteran": deemed("因战因公致残的军人旧伤复发", f"{REGULATION}#15.1.3"),
    "elsewhere": refused("工作以外的时间、地点，也不属于其他法定情形", f"{REGULATION}#14"),
}
PROOF = "cn/injury-insurance-regulation#19.2"
NO_CAUSE = (
    "单位不能证明与工作无关的，应当认定：单位否认工伤时由单位举证。"
    "工作时间、场所内受伤而没有相反证据的，视为因工作原因。"
)
STARTED = "48小时从医疗机构初次诊断时起算；抢救时间、病历时间以医院记录为准。"
ALIVE = "突发疾病没有死亡的，不能视同工伤，按病假和医疗保险办理。"
HOME_EARLIER = "意见（三）2025年11月20日才发布；此前居家工作受伤，各地掌握不一。"
HOME_ILL = "在家突发疾病的，看是不是按单位要求工作、强度与平时基本一致并明显占用休息时间。"
NO_HOURS = "不知道从初次诊断到死亡有几个小时；48小时以内视同工伤，超过的不能。"


class EventFacts(Protocol):
    @property
    def on(self) -> date: ...

    @property
    def event(self) -> Event: ...

    @property
    def caused_by_work(self) -> bool | None: ...

    @property
    def at_post(self) -> bool: ...

    @property
    def died(self) -> bool: ...

    @property
    def hours_to_death(self) -> Decimal | None: ...

    @property
    def was_arranged(self) -> bool: ...

    @property
    def has_evidence(self) -> bool: ...


def at_work(w: Work, facts: EventFacts) -> Found:
    """The cause is presumed where nobody shows another one (Interpretation 4.1.1)."""
    words, article = CAUSE[facts.event]
    if facts.caused_by_work is None:
        w.doubt(NO_CAUSE)
        w.step("没有证据证明与工作无关", True, "cn/injury-interpretation#4.1.1", PROOF)
        return recognised(words, article)
    if facts.caused_by_work:
        return recognised(words, article)
    return refused("有证据证明与工作无关", article, PROOF)


def illness(w: Work, facts: EventFacts) -> Found:
    """Sudden illness: dead at the post, or within 48 hours in spite of treatment."""
    if not facts.at_post:
        return refused("不是在工作时间和工作岗位上发病", POST)
    if not facts.died:
        return refused(ALIVE, POST)
    if facts.hours_to_death is None:
        return open_question(NO_HOURS)
    w.given("初次诊断到死亡（当场死亡为0）", facts.hours_to_death, unit="hour")
    w.doubt(STARTED)
    within = facts.hours_to_death <= HOURS
    w.step("48小时以内", within, POST, "cn/injury-48-hours-reply", key="within_48_hours")
    if within:
        return deemed("工作岗位上突发疾病死亡，或者48小时以内抢救无效", POST)
    return refused("抢救超过48小时才死亡", POST)


def home_work(w: Work, facts: EventFacts) -> Found:
    """Arranged by the employer, sufficient evidence, injured through the work."""
    item = CAUSE["at_work"][1]
    if w.on < w.book.sources.by_id[OPINIONS].in_force_from:
        w.doubt(HOME_EARLIER)
    w.step("按单位安排居家工作", facts.was_arranged, OPINIONS)
    if not facts.was_arranged:
        return refused("只是临时、偶尔用微信电话沟通，不算工作原因", item, OPINIONS)
    w.step("有充分证据证明因工作原因受伤", facts.has_evidence, OPINIONS)
    if not facts.has_evidence or facts.caused_by_work is False:
        return refused("没有充分证据证明因工作原因受伤", item, OPINIONS)
    w.doubt(HOME_ILL)
    return recognised("按单位安排居家工作，因工作原因受伤", item, OPINIONS)
