"""Whether an injury counts as a work injury: Regulation, Articles 14 to 16."""

from dataclasses import dataclass

from gongyue.law.facts import Day, Facts, Hours, Place
from gongyue.law.injury_benefits import REGULATION
from gongyue.law.injury_recognition.commute import Accident, Liability, Trip, commute
from gongyue.law.injury_recognition.events import (
    CAUSE,
    PLAIN,
    Event,
    at_work,
    home_work,
    illness,
)
from gongyue.law.injury_recognition.exclusions import Exclusion, excluded
from gongyue.law.injury_recognition.found import Found
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LABEL = "属于工伤（或视同工伤）"
NOT_OURS = "这是按填写的情况推断的；是不是工伤，由社会保险行政部门认定。"
WORDS = {"recognised": "应当认定为工伤", "deemed": "视同工伤", "not_recognised": "不在法定情形内"}


@dataclass(frozen=True, kw_only=True)
class InjuryRecognitionFacts(Facts):
    place: Place
    on: Day
    event: Event
    caused_by_work: bool | None = None
    accident: Accident = "traffic"
    trip: Trip = "home"
    was_reasonable: bool = True
    liability: Liability = "unknown"
    has_document: bool = True
    at_post: bool = True
    died: bool = True
    hours_to_death: Hours | None = None
    was_arranged: bool = True
    has_evidence: bool = True
    exclusion: Exclusion = "none"


def injury_recognition(
    facts: InjuryRecognitionFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """True, false with the reason, or undetermined where a fact that decides is not known."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=REGULATION)
    w.doubt(NOT_OURS)
    if excluded(w, facts):
        return w.outcome(LABEL, False, None, "excluded")
    found = _found(w, facts)
    if found.verdict == "to_be_settled":
        raise w.undetermined(LABEL, found.reason, "to_be_settled", unit=None)
    counts = found.verdict in ("recognised", "deemed")
    w.step(f"{WORDS[found.verdict]}：{found.reason}", counts, *found.articles, key="counts")
    w.part("reason", found.reason)
    return w.outcome(LABEL, counts, None, found.verdict)


def _found(w: Work, facts: InjuryRecognitionFacts) -> Found:
    if facts.event == "commute":
        return commute(w, facts)
    if facts.event == "at_home":
        return home_work(w, facts)
    if facts.event == "illness":
        return illness(w, facts)
    return at_work(w, facts) if facts.event in CAUSE else PLAIN[facts.event]
