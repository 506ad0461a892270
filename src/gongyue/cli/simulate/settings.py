"""What a simulated city is made from: the knobs, their defaults, and a file that turns them.

A file (YAML or JSON) names only what differs: `collapse: {rate: 0.06}`. An unknown name or an
impossible value is refused, naming it. docs/explain/simulated-city.md says what each knob does.
"""

import json
from dataclasses import asdict, dataclass, field, fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml


class BadSettings(Exception):
    """The file cannot be used; the text says which entry and why."""


@dataclass(frozen=True, kw_only=True)
class Size:
    """Firm sizes: logarithms are normal, cut off at both ends (people)."""

    median: float = 11.0
    sigma: float = 1.05
    smallest: int = 3
    largest: int = 900


@dataclass(frozen=True, kw_only=True)
class Economy:
    """What happens to all firms, or to a whole trade, whatever they do themselves."""

    seasons: float = 1.0  # strength of the seasons; 0 is a city without any
    shocks_a_year: float = 1.5  # shocks that hit one trade
    shock_depth: float = 0.35  # fall of the trade's demand, as a fraction
    shock_months: int = 6
    noise: float = 0.05  # monthly, of a trade's demand


@dataclass(frozen=True, kw_only=True)
class Health:
    """A firm's means: an autoregression pulled by its management and its trade's demand."""

    persistence: float = 0.88
    demand: float = 1.2
    noise: float = 0.22
    dose: float = 0.9  # what a full dose of help adds
    dose_exits: float = 0.3  # by how much it lowers the logarithm of the rate of exits


@dataclass(frozen=True, kw_only=True)
class Collapse:
    """Firms that end in a collective exit."""

    rate: float = 0.012  # a firm and year, at average health
    slope: float = 1.3  # how much worse health raises it
    lead_months: float = 4.0  # from the first late wage to the exit
    lead_sd: float = 1.5
    without_precursor: float = 0.25  # share of exits nothing announces
    averted: float = 0.25  # chance a month that a full dose averts it while arrears build up


@dataclass(frozen=True, kw_only=True)
class Troubles:
    """How many firms (or people, where said) meet with each, a year."""

    insurance_gap: float = 0.05
    overtime_creep: float = 0.06
    underpaid_overtime: float = 0.12
    below_minimum: float = 0.03
    under_base: float = 0.15
    unlawful_probation: float = 0.10  # firms that do it to newcomers
    no_contract: float = 0.06  # people hired, in an average firm
    late_contract: float = 0.08  # people hired, in an average firm
    contract_lapse: float = 0.10  # contracts that run out, in an average firm


@dataclass(frozen=True, kw_only=True)
class Harmless:
    """Firms that look bad and are not."""

    year_end_pay: float = 0.35  # of construction firms: wages late in autumn, settled by the feast
    bank_change: float = 0.06  # of all: one or two months paid late for a technical reason
    batch_contributions: float = 0.08  # of all: contributions paid months later, but paid
    relocation: float = 0.006  # a firm and year: many leave at once, lawfully and paid


@dataclass(frozen=True, kw_only=True)
class Reporting:
    """How the truth reaches the tables."""

    delay_days: float = 9.0  # median
    delay_spread: float = 0.6  # of its logarithm
    missing_months: float = 0.03  # firm-months not reported at all, at average health and quality
    missing_when_bad: float = 1.2  # how much trouble raises the logarithm of that rate
    missing_rows: float = 0.004  # single rows, at random
    wrong_reason: float = 0.25  # exits declared under another reason
    wrong_topic: float = 0.12  # complaints filed under another topic


@dataclass(frozen=True, kw_only=True)
class Voices:
    """Complaints and disputes."""

    propensity: float = 0.035  # a month and person in full trouble
    false_complaints: float = 0.0012  # a month and person without any
    anonymous: float = 0.3
    to_dispute: float = 0.22  # of true complaints


@dataclass(frozen=True, kw_only=True)
class Drift:
    """From `month` on the city behaves otherwise; learned on the time before, models go stale."""

    month: int = 16
    complaints: float = 1.4  # people complain more
    arrears_shown: float = 0.7  # arrears are hidden better: delays shrink to this fraction
    overtime: float = 1.05


@dataclass(frozen=True, kw_only=True)
class Intervention:
    """Help given to some firms from a month on. `by_signal` goes where complaints were."""

    share: float = 0.0
    assignment: str = "random"  # or "by_signal"
    month: int = 12
    dose: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Settings:
    """One city; `firms`, `months` and `seed` come from the command line."""

    first_month: str = "2024-01"
    industries: dict[str, float] = field(default_factory=dict)  # weights; empty: as built in
    places: dict[str, float] = field(default_factory=dict)
    size: Size = Size()
    economy: Economy = Economy()
    health: Health = Health()
    collapse: Collapse = Collapse()
    troubles: Troubles = Troubles()
    harmless: Harmless = Harmless()
    reporting: Reporting = Reporting()
    voices: Voices = Voices()
    drift: Drift = Drift()
    intervention: Intervention = Intervention()

    @property
    def begins_on(self) -> date:
        """The first day of the first month."""
        return date.fromisoformat(f"{self.first_month}-01")

    def to_json(self) -> dict[str, Any]:
        """Every knob, as the manifest keeps it."""
        return asdict(self)


SHARES = {
    "averted", "without_precursor", "wrong_reason", "wrong_topic", "anonymous", "to_dispute",
    "share", "dose", "missing_rows", "missing_months", "shock_depth", "persistence",
}  # fmt: skip


def load(path: Path | None) -> Settings:
    """The defaults with a file's entries in their place. Raises BadSettings."""
    if path is None:
        return Settings()
    try:
        text = path.read_text(encoding="utf-8")
        told = json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise BadSettings(f"{path}: {error}") from None
    return of_mapping(told or {})


def of_mapping(told: Any) -> Settings:
    """As load, of what a file holds."""
    settings = _merged(Settings(), told, "")
    _check(settings, "")
    if settings.intervention.assignment not in {"random", "by_signal"}:
        raise BadSettings("intervention.assignment: random or by_signal")
    try:
        settings.begins_on  # noqa: B018 - asked for its refusal
    except ValueError:
        raise BadSettings("first_month: a month such as 2024-01") from None
    if not 1900 <= settings.begins_on.year <= 2200:
        raise BadSettings("first_month: from 1900 to 2200")
    if settings.size.smallest > settings.size.largest or settings.size.smallest < 1:
        raise BadSettings("size: 1 <= smallest <= largest")
    return settings


def _merged(default: Any, told: Any, where: str) -> Any:
    if not isinstance(told, dict):
        raise BadSettings(f"{where or 'settings'}: a mapping is wanted")
    known = {one.name for one in fields(default)}
    changed = {}
    for name, value in told.items():
        if name not in known:
            raise BadSettings(f"{where}{name}: no such setting")
        before = getattr(default, name)
        changed[name] = (
            _merged(before, value, f"{where}{name}.")
            if is_dataclass(before)
            else _typed(before, value, f"{where}{name}")
        )
    return replace(default, **changed)


def _typed(before: Any, value: Any, where: str) -> Any:
    if isinstance(before, dict):
        if not isinstance(value, dict) or not all(_is_number(v) and v >= 0 for v in value.values()):
            raise BadSettings(f"{where}: weights by name, none below zero")
        return {str(name): float(weight) for name, weight in value.items()}
    if isinstance(before, str):
        return str(value)
    if not _is_number(value) or (isinstance(before, int) and value != int(value)):
        raise BadSettings(f"{where}: a number is wanted, not {value!r}")
    return type(before)(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value == value


def _check(settings: Any, where: str) -> None:
    for one in fields(settings):
        value, name = getattr(settings, one.name), f"{where}{one.name}"
        if is_dataclass(value):
            _check(value, f"{name}.")
        elif _is_number(value) and (value < 0 or (one.name in SHARES and value > 1)):
            raise BadSettings(f"{name}: {value} is out of range")
