"""One size of the measurement, in a process of its own: a peak of memory never goes down."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

import numpy as np

from gongyue.cli.bench._firm import peak_megabytes
from gongyue.cli.bench._linkage_people import SLIPS, Written, written
from gongyue.engines.linkage import people
from gongyue.engines.linkage.names import plain_name
from gongyue.engines.linkage.numbers import identity, phone
from gongyue.engines.linkage.records import Found, Thresholds, Verdict

CHOSEN_ON, MEASURED_ON = 1, 2  # seeds
CHOSEN_WITH = 25_000
SURE_PRECISION, REVIEW_SHARE = 0.998, 0.667
FLOOR = 0.02
DRAWS = 200
PairOfKeys = tuple[str, str]


def measured(records: int) -> dict[str, Any]:
    """The shipped thresholds; beside them those chosen on another seed, measured on the same."""
    shipped, limits = Thresholds(), chosen(min(records, CHOSEN_WITH))
    told = written(records, MEASURED_ON)
    began, busy = time.perf_counter(), time.process_time()
    given = [one.record for one in told]
    weights = people.train(given)
    trained = time.perf_counter()
    found = people.find(given, weights=weights, thresholds=shipped)
    done, worked = time.perf_counter(), time.process_time()
    truth = _Truth(told)
    sure, shown = _sets(found)
    other = people.find(given, weights=weights, thresholds=limits)
    return {
        "records": records,
        "people": len(truth.of_person),
        "true_pairs": len(truth.pairs),
        "true_pairs_with_only_a_name_in_common": len(truth.pairs) - len(truth.comparable),
        "thresholds": {"sure": shipped.sure, "review": shipped.review},
        "sure": truth.figures(sure),
        "sure_and_review": truth.figures(shown),
        "review_alone": truth.figures(shown - sure),
        "chosen_on_another_seed": {
            "thresholds": {"sure": limits.sure, "review": limits.review, "seed": CHOSEN_ON},
            "sure": truth.figures(_sets(other)[0]),
            "sure_and_review": truth.figures(_sets(other)[1]),
        },
        "baseline_exact": truth.figures(_exact(told)),
        "recall_by_slip": truth.by_slip(shown),
        "groups": truth.groups(found),
        "seconds_train": round(trained - began, 1),
        "seconds_find": round(done - trained, 1),
        "cpu_seconds": round(worked - busy, 1),
        "peak_megabytes": peak_megabytes(),
    }


def _sets(found: Found) -> tuple[set[PairOfKeys], set[PairOfKeys]]:
    """The pairs said to be sure, and all that are shown to somebody."""
    told = [((p.left, p.right), p.verdict) for p in found.pairs]
    sure = {pair for pair, verdict in told if verdict == Verdict.SURE}
    return sure, sure | {pair for pair, verdict in told if verdict == Verdict.REVIEW}


def chosen(records: int) -> Thresholds:
    """The lowest limits, on another seed, from which on sure pairs are nearly always right, and of
    those that are only shown for review two in three: a look at a wrong one costs a minute, one
    that is never shown is never found."""
    told = written(records, CHOSEN_ON)
    found = people.find([one.record for one in told], thresholds=Thresholds(FLOOR, FLOOR))
    truth = _Truth(told)
    may = [p for p in found.pairs if p.verdict == Verdict.SURE]
    sure = _limit([(p.probability, (p.left, p.right) in truth.pairs) for p in may], SURE_PRECISION)
    taken = {(p.left, p.right) for p in may if p.probability >= sure}
    rest = [
        (p.probability, (p.left, p.right) in truth.pairs)
        for p in found.pairs
        if (p.left, p.right) not in taken
    ]
    return Thresholds(sure=sure, review=_limit(rest, REVIEW_SHARE))


def _limit(judged: Iterable[tuple[float, bool]], wanted: float) -> float:
    right, limit = 0, 1.0
    for number, (probability, is_right) in enumerate(sorted(judged, reverse=True), start=1):
        right += is_right
        if right / number >= wanted:
            limit = probability
    return round(limit - 5e-5, 4)


class _Truth:
    """Who is who, and how well a set of pairs agrees with it."""

    def __init__(self, told: list[Written]) -> None:
        self.told = {one.record.key: one for one in told}
        self.of_person: dict[int, list[str]] = defaultdict(list)
        for one in told:
            self.of_person[one.person].append(one.record.key)
        self.pairs = {
            (left, right)
            for keys in self.of_person.values()
            for left in keys for right in keys if left < right
        }  # fmt: skip
        self.comparable = {pair for pair in self.pairs if self._comparable(pair)}

    def _comparable(self, pair: PairOfKeys) -> bool:
        """Whether anything besides the name stands in both records."""
        left, right = (self.told[key].record for key in pair)
        born = [bool(one.birth_on or one.id_number) for one in (left, right)]
        return all(born) or any(
            getattr(left, name) and getattr(right, name) for name in ("phone", "address")
        )

    def figures(self, said: set[PairOfKeys]) -> dict[str, Any]:
        """Precision, recall, and recall among comparable pairs, with 95 % intervals by person."""
        right = said & self.pairs
        return {
            "pairs": len(said),
            "precision": _share(self._by_person(said), self._by_person(right)),
            "recall": _share(self._by_person(self.pairs), self._by_person(right)),
            "recall_comparable": _share(
                self._by_person(self.comparable), self._by_person(right & self.comparable)
            ),
        }

    def _by_person(self, pairs: set[PairOfKeys]) -> Counter[int]:
        return Counter(self.told[left].person for left, _ in pairs)

    def by_slip(self, said: set[PairOfKeys]) -> dict[str, Any]:
        """Recall among comparable pairs with this slip in a record; `none`: neither has any."""
        every: Counter[str] = Counter()
        seen: Counter[str] = Counter()
        for pair in self.comparable:
            slips = {slip for key in pair for slip in self.told[key].slips} or {"none"}
            every.update(slips)
            if pair in said:
                seen.update(slips)
        return {
            slip: {"pairs": every[slip], "recall": round(seen[slip] / every[slip], 4)}
            for slip in ("none", *SLIPS)
            if every[slip]
        }

    def groups(self, found: Found) -> dict[str, Any]:
        """How many groups are of one person only, and how many people were found whole."""
        mixed = sum(len({self.told[key].person for key in group}) > 1 for group in found.groups)
        whole = {tuple(sorted(group)) for group in found.groups}
        several = [tuple(sorted(keys)) for keys in self.of_person.values() if len(keys) > 1]
        return {
            "groups": len(found.groups),
            "of_several_people": mixed,
            "largest": max((len(group) for group in found.groups), default=0),
            "split_by_two_valid_numbers": len(found.split),
            "people_with_several_records": len(several),
            "found_whole": round(sum(keys in whole for keys in several) / len(several), 4),
        }


def _share(of: Counter[int], right: Counter[int]) -> dict[str, float]:
    """A share with its interval: people are drawn again, their pairs belong together."""
    persons = list(of)
    whole = np.array([of[person] for person in persons], dtype=float)
    part = np.array([right[person] for person in persons], dtype=float)
    if not whole.sum():
        return {"share": 0.0, "low": 0.0, "high": 0.0}
    rng = np.random.default_rng(7)
    drawn = []
    for _ in range(DRAWS):
        at = rng.integers(0, len(persons), len(persons))
        drawn.append(part[at].sum() / whole[at].sum())
    low, high = np.quantile(drawn, (0.025, 0.975))
    share = part.sum() / whole.sum()
    return {"share": round(float(share), 4), "low": round(float(low), 4),
            "high": round(float(high), 4)}  # fmt: skip


def _exact(told: list[Written]) -> set[PairOfKeys]:
    """What an exact comparison finds: the same number, or the same name, birth and telephone."""
    shared: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for one in told:
        record = one.record
        number, _ = identity(record.id_number)
        if number:
            shared["id", number].append(record.key)
        if record.birth_on and record.phone:
            born = record.birth_on.isoformat()
            shared["all", plain_name(record.name), born, phone(record.phone)].append(record.key)
    return {
        (left, right)
        for keys in shared.values()
        if len(keys) < 50
        for left in keys for right in keys if left < right
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1])), ensure_ascii=False))
