"""A question and the answers it offers: `… A: 1个月 B: 2个月`, one a line or all in one."""

import re
from dataclasses import dataclass

LETTERS = "ABCDEFGH"
_MARK = r"[(（]{0}[)）]|(?:(?<=\n)|(?<=[\s。？）)；;，,])|^)[(（]?{0}[)）]?\s*[:：.．、)）]"


@dataclass(frozen=True, slots=True)
class Choices:
    """What stands before the first answer, and each answer by its letter."""

    stem: str
    answers: dict[str, str]


def choices(text: str) -> Choices:
    """The last row of letters from A on; none where there are fewer than two."""
    for begin in reversed([m.start() for m in re.finditer(_MARK.format("A"), text)]):
        marks = _marks(text, begin)
        if len(marks) > 1:
            ends = [start for start, _ in marks[1:]] + [len(text)]
            answers = {
                letter: text[after:end].strip()
                for letter, (_, after), end in zip(LETTERS, marks, ends, strict=False)
            }
            return Choices(text[:begin].strip(), answers)
    return Choices(text.strip(), {})


def _marks(text: str, begin: int) -> list[tuple[int, int]]:
    """Start of each letter's mark and of what follows it."""
    marks, at = [], begin
    for letter in LETTERS:
        found = re.compile(_MARK.format(letter)).search(text, at)
        if found is None:
            break
        marks.append((found.start(), found.end()))
        at = found.end()
    return marks
