"""What the Clock component draws: a deadline, the days left, what happens then, by which rule."""

from dataclasses import dataclass
from datetime import date

NEAR = 7


@dataclass(frozen=True, kw_only=True)
class Clock:
    what: str
    due_on: date
    today: date
    then: str = ""
    citation: str = ""
    done_on: date | None = None

    @property
    def days(self) -> int:
        """Days left; 0 on the last day, negative once it has passed."""
        return (self.due_on - self.today).days

    @property
    def state(self) -> str:
        if self.done_on:
            return "done"
        if self.days < 0:
            return "late"
        return "near" if self.days <= NEAR else "ahead"

    @property
    def days_shown(self) -> int:
        return abs(self.days)

    @property
    def words(self) -> str:
        """What the number counts."""
        if self.done_on:
            return "已办"
        if self.days < 0:
            return "天，已逾期"
        return "天后到期" if self.days else "今天到期"
