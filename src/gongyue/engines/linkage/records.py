"""What goes in and what comes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord:
    """One description of somebody, as written; blank means not said. `key` is the caller's."""

    key: str
    name: str
    former_name: str = ""
    id_number: str = ""
    phone: str = ""
    birth_on: date | None = None
    sex: str = ""  # "M", "F" or blank
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmRecord:
    """One description of an organisation, as written; blank means not said."""

    key: str
    name: str
    credit_code: str = ""
    phone: str = ""
    address: str = ""
    representative: str = ""


class Verdict(StrEnum):
    """What may be done with a pair. Nothing is merged by a verdict: people merge."""

    SURE = "sure"
    REVIEW = "review"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Reason:
    """How one field speaks. `bits` > 0 for the same, < 0 against; no personal value in it."""

    field: str
    field_zh: str
    words_zh: str
    bits: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records, the lower key first. `probability` holds under the model's assumptions."""

    left: str
    right: str
    probability: float
    verdict: Verdict
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From `sure` on a pair is called sure, from `review` on it is shown to somebody.

    How they were chosen and what they give: docs/explain/linkage.md.
    """

    sure: float = 0.95
    review: float = 0.6


@dataclass(frozen=True, slots=True)
class Weights:
    """m and u by field and level name, and how likely two records of the data are the same.

    `m`: how often the level occurs between records of the same; `u`: between others.
    """

    m: Mapping[str, Mapping[str, float]]
    u: Mapping[str, Mapping[str, float]]
    prior: float
    trained_on: int = 0  # records; 0: as assumed


@dataclass(frozen=True, slots=True)
class Found:
    """`pairs`: sure and to review, most probable first. `groups`: keys that are one by sure pairs.

    `split`: pairs called sure that would have joined records with two valid different numbers.
    """

    pairs: tuple[Pair, ...]
    groups: tuple[tuple[str, ...], ...]
    split: tuple[tuple[str, str], ...] = ()
    compared: int = 0
    weights: Weights = field(default_factory=lambda: Weights({}, {}, 0.0))
