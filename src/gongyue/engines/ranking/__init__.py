"""Ranking texts by everyday words: pairs of signs, weighed by how rare they are (BM25). Pure."""

import math
import re
from array import array
from collections import Counter
from collections.abc import Iterable
from heapq import nlargest

_RUN = re.compile(r"[\u4e00-\u9fff]+|[a-zA-Z0-9]+")
K1, B = 1.2, 0.6
LONGEST_QUERY = 200
MOST_VISITED = 200_000  # what bounds the time of one question


def terms(text: str) -> list[str]:
    """Pairs of neighbouring Chinese signs; a single sign alone; words of letters and digits."""
    found: list[str] = []
    for run in _RUN.findall(text):
        if run.isascii() or len(run) == 1:
            found.append(run.lower())
        else:
            found += [run[n : n + 2] for n in range(len(run) - 1)]
    return found


class Index:
    """Texts by number, in the order they were given."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.docs: dict[str, array[int]] = {}
        self.counts: dict[str, array[int]] = {}
        self.lengths = array("I")
        for number, text in enumerate(texts):
            told = Counter(terms(text))
            self.lengths.append(sum(told.values()))
            for term, count in told.items():
                self.docs.setdefault(term, array("I")).append(number)
                self.counts.setdefault(term, array("H")).append(min(count, 65_535))
        self.average = sum(self.lengths) / len(self.lengths) if self.lengths else 1.0

    def _asked(self, query: str) -> "list[tuple[array[int], array[int]]]":
        """The texts of each term of a query and how often each has it; the rarest term first."""
        asked = dict.fromkeys(terms(query[:LONGEST_QUERY]))
        found = [(self.docs[term], self.counts[term]) for term in asked if term in self.docs]
        return sorted(found, key=lambda pair: len(pair[0]))

    def best(self, query: str, *, limit: int) -> list[tuple[int, float]]:
        """(number, score) of the best texts, best first; none where no pair is shared.

        Terms so common that they would be looked up in more than MOST_VISITED texts are left out.
        """
        scores: dict[int, float] = {}
        total = len(self.lengths)
        visited = 0
        for docs, counts in self._asked(query):
            visited += len(docs)
            if scores and visited > MOST_VISITED:
                break
            weight = math.log(1 + (total - len(docs) + 0.5) / (len(docs) + 0.5))
            for number, count in zip(docs, counts, strict=True):
                norm = K1 * (1 - B + B * self.lengths[number] / self.average)
                scores[number] = scores.get(number, 0.0) + weight * count * (K1 + 1) / (
                    count + norm
                )
        best = nlargest(limit, scores.items(), key=lambda pair: (pair[1], -pair[0]))
        return [(number, score) for number, score in best]
