"""The yearly grade for keeping labour law, A, B or C: 人社部规〔2016〕1号."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from gongyue.law.facts import Facts, Place, Year
from gongyue.law.facts.kinds import Between
from gongyue.law.rulebook import Outcome, Rulebook, begin

LAW, BASIS = "cn/credit-grade-measures", "cn/inspection-regulation#22"
LABEL = "劳动保障守法诚信等级"
Times = Annotated[int, Between(0, 1000)]
MANY = 3
SERIOUS = {
    "caused_incident": "引发群体性事件、极端事件，或者社会影响严重",
    "used_child_labour": "使用童工、强迫劳动等严重侵害劳动者权益",
    "refused_to_correct": "拒不履行责令改正、处理或者处罚决定",
    "obstructed": "无理抗拒、阻挠监察",
    "was_handed_over": "涉嫌犯罪被移送",
}
EFFECTS = {
    "A": "减少日常巡视检查的次数",
    "B": "增加日常巡视检查的次数",
    "C": "列为重点对象，约谈负责人，通报其他部门",
}
VERDICTS = {"A": "grade_a", "B": "grade_b", "C": "grade_c"}
LOCAL = "等级由人力资源社会保障行政部门每年评定；各省可以有更细的标准，湖南的尚未核对。"


@dataclass(frozen=True, kw_only=True)
class CreditGradeFacts(Facts):
    place: Place
    year: Year
    times: Times = 0
    caused_incident: bool = False
    used_child_labour: bool = False
    refused_to_correct: bool = False
    obstructed: bool = False
    was_handed_over: bool = False


def credit_grade(
    facts: CreditGradeFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """The grade by what inspection dealt with in that calendar year; part `effect` what follows."""
    w = begin(book, on=date(facts.year, 12, 31), place=facts.place, trace=trace, under=LAW)
    serious = [words for name, words in SERIOUS.items() if getattr(facts, name)]
    for words in serious:
        w.step(words, True, LAW)
    times = w.step("一年里因违法被查处的次数", facts.times, LAW)
    often = w.step("被查处三次以上", times >= MANY, LAW)
    grade = "C" if serious or often else "B" if times else "A"
    w.step("守法诚信等级", grade, LAW, BASIS, key="grade")
    w.step("以后的做法", EFFECTS[grade], LAW, key="effect")
    w.doubt(LOCAL)
    return w.outcome(LABEL, grade, None, VERDICTS[grade])
