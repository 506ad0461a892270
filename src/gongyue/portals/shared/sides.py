"""What the Two sides component draws: one record, as each side states it, and what is due."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class State(Enum):
    AGREED = "agreed"
    DISPUTED = "disputed"
    WAITING = "waiting"  # one side has spoken; silence is not consent
    MISSING = "missing"  # nobody has

    @property
    def words(self) -> str:
        return {
            "agreed": "双方一致",
            "disputed": "有争议",
            "waiting": "等待确认",
            "missing": "缺记录",
        }[self.value]


@dataclass(frozen=True, kw_only=True)
class Side:
    """What one side says. `proof` is how the speaker's identity was established."""

    value: str
    words: str = ""
    by: str = ""
    at: datetime | None = None
    proof: str = ""


@dataclass(frozen=True, kw_only=True)
class Act:
    """A button: a POST to `url` with these hidden fields, or a link when `link` is set."""

    label: str
    url: str
    fields: tuple[tuple[str, str], ...] = ()
    primary: bool = False
    link: bool = False


@dataclass(frozen=True, kw_only=True)
class TwoSides:
    title: str
    state: State
    worker: Side | None = None
    firm: Side | None = None
    due: str = ""  # who has to do what now
    acts: tuple[Act, ...] = ()
    history_url: str = ""
