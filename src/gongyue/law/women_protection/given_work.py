"""Whether the work a woman was given is forbidden to her now."""

from decimal import Decimal
from typing import Protocol

from gongyue.law.rulebook import NotCovered
from gongyue.law.rulebook import Work as Working
from gongyue.law.women_protection.forbidden import (
    ABOVE_STANDARD,
    ARTICLES,
    UNGRADED_BY_LAW,
    Ban,
    Stage,
    Work,
    ban_for,
)

ANNEX = "cn/women-employees-provisions#4.2"


class WorkFacts(Protocol):
    """What is known of the work."""

    @property
    def work(self) -> Work: ...

    @property
    def grade(self) -> int | None: ...

    @property
    def above_standard(self) -> bool | None: ...


def fine_for_work(w: Working, facts: WorkFacts, stage: Stage) -> str | None:
    """The kind of fine that forbidden work costs; None where it is not forbidden."""
    ban = None if facts.work == "none" else ban_for(facts.work, stage)
    if ban is None:
        return None
    forbidden = _reaches(w, facts, ban)
    words = f"属于附录{ban.item}禁忌的劳动"
    w.step(words, forbidden, ANNEX, ARTICLES[ban.stage], key="forbidden")
    if not forbidden:
        if stage == "period" and facts.work in UNGRADED_BY_LAW:
            w.doubt("《劳动法》第60条没有写级别，附录按级别列举；低于附录级别的，理解不一。")
        return None
    return "hazard_fine" if ban.stage in ("pregnant", "nursing") else "fine"


def _reaches(w: Working, facts: WorkFacts, ban: Ban) -> bool:
    """Raises NotCovered where grade or measurement decides and nobody knows it."""
    if facts.work in ABOVE_STANDARD:
        if facts.above_standard is None:
            raise NotCovered(
                "要知道有毒物质浓度是否超标；请单位出示检测报告。", field="above_standard"
            )
        return facts.above_standard
    if ban.grade <= 1:
        return True
    if facts.grade is None:
        raise NotCovered("要知道作业的分级；请单位出示分级或者检测结果。", field="grade")
    w.given("作业分级", Decimal(facts.grade))
    return facts.grade >= ban.grade
