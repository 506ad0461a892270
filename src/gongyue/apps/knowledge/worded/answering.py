"""From a problem to a letter, or to nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongyue.apps.knowledge.worded.case import Case
from gongyue.apps.knowledge.worded.offered import Offered
from gongyue.apps.knowledge.worded.reading import Answered, Reading
from gongyue.apps.knowledge.worded.scenes import SCENES
from gongyue.engines.reading import choices
from gongyue.law.registry import evaluate
from gongyue.law.rulebook import Refusal

LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class Answer:
    """`letter` None: nothing is answered. `rule` says by what, empty for plain arithmetic."""

    letter: str | None
    rule: str = ""
    found: str = ""


def answer(problem: str) -> Answer:
    """The one answer offered that says what the first fitting rule gives. Raises nothing."""
    read = choices(problem[:LONGEST])
    case = Case.of(read.stem)
    offered = {letter: Offered.of(text) for letter, text in read.answers.items()}
    for reading in _readings(case):
        answered = _ask(reading)
        if answered is None:
            continue
        letters = [name for name, one in offered.items() if one.says(answered, reading.off_by)]
        if len(letters) == 1:
            return Answer(letters[0], reading.rule, str(answered[1]))
    return Answer(None)


def _readings(case: Case) -> Iterator[Reading]:
    for scene in SCENES:
        if not case.asks(scene.asked) or case.asks(scene.but):
            continue
        if re.search(scene.told, case.text):
            yield from scene.read(case)


def _ask(reading: Reading) -> Answered | None:
    try:
        outcomes = [evaluate(reading.rule, _json(facts), trace=False) for facts in reading.every]
    except Refusal:
        return None
    return reading.wanted(outcomes)


def _json(facts: object) -> dict[str, object]:
    """As `evaluate` reads them: what is None is left out, days in ISO form."""
    items = dict(facts) if isinstance(facts, dict) else {}
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in items.items()
        if value is not None
    }
