"""Groups of records that are one, without chains: two valid different numbers never meet."""

from collections.abc import Iterable, Mapping

from gongyue.engines.linkage.records import Pair, Verdict

Groups = tuple[tuple[str, ...], ...]


def grouped(
    pairs: Iterable[Pair], numbers: Mapping[str, str]
) -> tuple[Groups, tuple[tuple[str, str], ...]]:
    """Join along sure pairs, the most probable first; a pair that would bring two valid different
    numbers into one group is left out, and named in the second answer."""
    joined = _Joined(numbers)
    split = []
    sure = [pair for pair in pairs if pair.verdict == Verdict.SURE]
    for pair in sorted(sure, key=lambda one: (-one.probability, one.left, one.right)):
        if not joined.join(pair.left, pair.right):
            split.append((pair.left, pair.right))
    return joined.groups(), tuple(split)


class _Joined:
    """Union and find, with the valid number of each group."""

    def __init__(self, numbers: Mapping[str, str]) -> None:
        self.numbers = numbers
        self.parent: dict[str, str] = {}
        self.number: dict[str, str] = {}

    def join(self, left: str, right: str) -> bool:
        """False where two valid different numbers stand against it."""
        one, other = self._root(left), self._root(right)
        if one == other:
            return True
        held = {self.number[one], self.number[other]} - {""}
        if len(held) > 1:
            return False
        low, high = sorted((one, other))
        self.parent[high] = low
        self.number[low] = next(iter(held), "")
        return True

    def _root(self, key: str) -> str:
        if key not in self.parent:
            self.parent[key] = key
            self.number[key] = self.numbers.get(key, "")
        while self.parent[key] != key:
            self.parent[key] = self.parent[self.parent[key]]
            key = self.parent[key]
        return key

    def groups(self) -> Groups:
        """Of two and more, in the order of their first key."""
        members: dict[str, list[str]] = {}
        for key in sorted(self.parent):
            members.setdefault(self._root(key), []).append(key)
        return tuple(tuple(keys) for keys in members.values() if len(keys) > 1)
