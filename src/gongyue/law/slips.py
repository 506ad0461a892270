"""A slip in a table of the law: where it is, what is wrong, what to write instead.

Loading raises the first one; `gongyue law check` gathers them all. One list of checks serves both.
"""

from collections.abc import Hashable
from difflib import get_close_matches
from typing import Any, NamedTuple

Path = tuple[Hashable, ...]
_FRAME = ("parameters", "values")


class Slip(NamedTuple):
    """`path`: the keys that lead to it, in the content of its file."""

    path: Path
    what: str
    instead: str

    def entry(self) -> str:
        """minimum_wage.monthly 2025-09-01: the path without what every entry has."""
        return " ".join(str(key) for key in self.path if key not in _FRAME)

    def words(self, file: str) -> str:
        entry = f" {self.entry()}:" if self.path else ""
        return f"{file}:{entry} {self.what}。{self.instead}。"


def unknown_key(path: Path, key: Any, known: set[str]) -> Slip:
    """A key nobody reads, with the one that was probably meant."""
    near = get_close_matches(str(key), sorted(known), n=1)
    instead = f"是不是想写 {near[0]}" if near else f"这里可以写 {'、'.join(sorted(known))}"
    return Slip((*path, key), f"不认识的项 {key}", instead)
