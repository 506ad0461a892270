"""What the check found, and how it is told."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from gongyue.law.checking.located import Located
from gongyue.law.slips import Slip


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Mistake:
    """`file` within the folder; `grave` False is a thing to look at, which does not fail."""

    file: str
    line: int
    entry: str
    what: str
    instead: str
    grave: bool = True

    def words(self) -> str:
        kind = "错误" if self.grave else "留意"
        entry = f"  {self.entry}" if self.entry else ""
        return (
            f"{self.file}:{self.line}{entry}\n    {kind}：{self.what}。\n    改法：{self.instead}。"
        )

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(slots=True)
class Report:
    """`read` counts what was read, by kind."""

    mistakes: list[Mistake] = field(default_factory=list)
    read: Counter[str] = field(default_factory=Counter)

    @property
    def grave(self) -> list[Mistake]:
        return [mistake for mistake in self.mistakes if mistake.grave]

    def to_json(self) -> dict[str, Any]:
        return {
            "ok": not self.grave,
            "read": dict(self.read),
            "mistakes": [mistake.to_json() for mistake in sorted(self.mistakes)],
        }


def placed(file: Located, slips: Iterable[Slip], *, grave: bool = True) -> Iterator[Mistake]:
    """Slips with the line they stand in."""
    for slip in slips:
        yield Mistake(
            file=file.name,
            line=file.line(slip.path),
            entry=slip.entry(),
            what=slip.what,
            instead=slip.instead,
            grave=grave,
        )
