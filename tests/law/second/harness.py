"""Facts over the whole domain of a rule, and where its answer and the opinion's part."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib import import_module
from types import SimpleNamespace
from typing import Any

from hypothesis import strategies as st

from gongyue.law.holidays import work_calendar
from gongyue.law.registry import RULES, evaluate
from gongyue.law.rulebook import Outcome, Refusal
from tests.law.second.reading import Answer, Figures, Refuse
from tests.law.second.severance import ARTICLE_40

LAW = Figures(works=work_calendar().is_workday)
PLACES = ("430102", "430121", "430000", "999900", "999902", "999901", "440300", "110101")
CENT = Fraction(1, 100)
SHARES = (Fraction(1), Fraction(3), Fraction(4, 5), Fraction(5, 4), Fraction(10, 3), Fraction(36))
# Where something turns: ends of months and years, leap days, first days of figures and acts.
TURNS = sorted(
    {
        *LAW.first_days(),
        *(date(year, month, 1) for year in (2008, 2012, 2024, 2025) for month in range(1, 13)),
        *(date(year, 3, 1) for year in (2000, 2016, 2020, 2026, 2028)),
        *(date(2008, 9, 18), date(2021, 1, 1), date(2025, 9, 1)),
    }
)
LENGTHS = (0, *range(30, 190, 30), 31, 61, 91, 182, 183, 365, 366, 731, 1096, 3653, 4383, 7305)
DAY = timedelta(days=1)
LATELY = date(2025, 1, 1)
STEPS = [timedelta(days=number) for number in range(-2, 3)]
DATES = st.sampled_from([day + step for day in TURNS for step in STEPS]) | st.dates(
    date(1994, 1, 1), date(2032, 12, 31)
)
RECENT = st.dates(date(2015, 1, 1), date(2027, 12, 31))
GAPS = st.sampled_from([timedelta(days=length) + step for length in LENGTHS for step in STEPS]) | (
    st.integers(0, 9000).map(lambda number: timedelta(days=number))
)


SPELLS = st.integers(0, 90).map(lambda number: timedelta(days=number))


def _amounts() -> list[Fraction]:
    """Around every figure and its usual multiples, a fen on either side."""
    turns = {fig * share for fig in LAW.everything() for share in SHARES}
    return sorted({turn // CENT * CENT + step * CENT for turn in turns for step in (-1, 0, 1)})


MOST_YUAN = 10**8  # of what a person earns; the rules refuse more
AMOUNTS = st.sampled_from([amount for amount in _amounts() if 0 <= amount <= MOST_YUAN])
MONEY = AMOUNTS | st.integers(0, 10_000_000).map(lambda fen: fen * CENT)
FEW = st.integers(0, 60).map(Fraction) | st.integers(0, 4000).map(lambda number: number * CENT)
DEGREES = st.sampled_from([Fraction(n, 10) for n in (0, 329, 330, 331, 349, 350, 351, 400)])


def number(schema: Mapping[str, Any]) -> st.SearchStrategy[Fraction]:
    most = schema["maximum"]
    if most >= 10**8:
        return MONEY
    if most == 60:
        return DEGREES
    hours = st.sampled_from([Fraction(n) for n in (40, 165, 500, 744, 745, 1984, 2000, 8784)])
    values = FEW | hours if most > 500 else FEW
    return values.filter(lambda value: value <= most)


def values(schema: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    """Everything one field may hold, by its schema."""
    if "anyOf" in schema:
        return st.none() | values(schema["anyOf"][0])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    kind = schema["type"]
    if kind == "boolean":
        return st.booleans()
    if kind == "string":
        return DATES if schema.get("format") == "date" else st.sampled_from(PLACES)
    if "integer" in kind:
        low, high = schema["minimum"], schema["maximum"]
        return st.integers(2007, 2030) if low == 1995 else st.integers(low, few(high))
    return number(schema)


def few(high: int) -> int:
    """Months of contributions turn at five and at ten years; nothing else past sixty."""
    return 130 if high >= 600 else min(high, 60)


@st.composite
def spells(draw: st.DrawFn, first: date) -> list[list[date]]:
    """Spells of days one after the other, the first mostly on the day given."""
    day, found = first + DAY * draw(st.sampled_from((0, 0, 0, 0, 1))), []
    for _ in range(draw(st.integers(0, 4))):
        last = day + DAY * draw(st.sampled_from((0, 28, 29, 30, 59, 60, 89, 90, 91, 200)))
        found.append([day, last])
        day = last + DAY * draw(st.sampled_from((1, 2, 30, 95)))
    return found


def _listed(facts: Mapping[str, Any], schema: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    """Spells of days, or sums a month: mostly as many as there are months, or one for all."""
    if "prefixItems" in schema["items"]:
        return spells(facts["on"])
    amounts = MONEY | st.sampled_from([Fraction(n) for n in (0, 0, 3000, 6250, 6251, 8000, 20000)])
    count = facts.get("months") or len(facts.get("incomes", ()))
    sizes = st.sampled_from((1, count, count, count, 0, 2)) if count else st.integers(0, 15)
    return sizes.flatmap(lambda size: st.lists(amounts, min_size=size, max_size=size))


def is_date(schema: Mapping[str, Any]) -> bool:
    return (schema.get("anyOf") or [schema])[0].get("format") == "date"


@st.composite
def facts_of(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """All fields of a rule, those with a default left at it every second time. Dates mostly follow
    one another at lengths where something turns."""
    facts: dict[str, Any] = {}
    day = draw(draw(st.sampled_from((RECENT, RECENT, RECENT, DATES))))
    for field, schema in fields_of(name):
        if "default" in schema and draw(st.booleans()):
            facts[field] = default(schema)
        elif schema.get("type") == "array":
            facts[field] = draw(_listed(facts, schema))
        elif is_date(schema) and draw(st.integers(0, 9)):
            facts[field] = day
            day = min(day + draw(GAPS), date(2060, 1, 1))
        else:
            facts[field] = draw(values(schema))
    make_plausible(draw, facts)
    return facts


def make_plausible(draw: st.DrawFn, facts: dict[str, Any]) -> None:
    """What hangs together mostly does; one time in ten nothing is put right."""
    _year(draw, facts)
    if not draw(st.integers(0, 9)):
        return
    if "basic" in facts:
        _one_sum_or_the_items(draw, facts)
    _months_of_the_year(draw, facts)
    if facts.get("sick_first"):
        facts["month"], facts["sick_last"] = facts["sick_first"], facts["sick_first"] + draw(SPELLS)
    if facts.get("stopped_on"):
        facts["month"] = facts["stopped_on"] + draw(SPELLS)
    if "first_month" in facts:
        facts["last_month"] = min(facts["last_month"], facts["first_month"].replace(month=12))
    if "plan_on" in facts:
        age = draw(st.sampled_from((50, 52, 55, 57, 58, 60, 62, 63, 65)))
        facts["birth_on"] = facts["plan_on"] - DAY * (age * 365 + draw(st.integers(0, 400)))
    if facts.get("earlier_started_on"):
        facts["earlier_started_on"] = facts["started_on"] - draw(GAPS)
    _only_with_its_choice(facts)


def _only_with_its_choice(facts: dict[str, Any]) -> None:
    if "last_month_wage" in facts and facts.get("ground", "") not in {"", *ARTICLE_40}:
        facts["last_month_wage"] = None
    if facts.get("contract", "late") != "late":
        facts["signed_on"] = None


def _year(draw: st.DrawFn, facts: dict[str, Any]) -> None:
    if "year" in facts:
        begun = facts.get("started_on", LATELY).year
        facts["year"] = draw(st.sampled_from((begun, facts["year"], 2025)))


def _months_of_the_year(draw: st.DrawFn, facts: dict[str, Any]) -> None:
    """Of tax withheld: no more months than the year has had; lists since there are such."""
    if "months" in facts and (day := facts.get("month") or facts.get("on")):
        facts["months"] = min(facts["months"], day.month)
    if "tax_free" in facts and "incomes" in facts:
        facts["month"] = draw(st.dates(date(2025, 9, 1), date(2026, 12, 31)))


def _one_sum_or_the_items(draw: st.DrawFn, facts: dict[str, Any]) -> None:
    """Of the pay of a month; the sum mostly above its parts."""
    kept, other = draw(st.permutations(("gross", "basic")))
    facts[kept], facts[other] = facts[kept] or draw(MONEY), None
    if facts["gross"] is not None and draw(st.booleans()):
        facts["gross"] += facts["overtime_pay"] + facts["excluded_allowances"] + facts["welfare"]


@cache
def fields_of(name: str) -> tuple[tuple[str, Any], ...]:
    return tuple(RULES[name].schema()["properties"].items())


def default(schema: Mapping[str, Any]) -> Any:
    is_number = isinstance(schema.get("type"), list) and "number" in schema["type"]
    return Fraction(schema["default"]) if is_number else schema["default"]


def facts_from(name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a worked case, what it leaves out put in."""
    fields = dict(fields_of(name))
    facts = {field: default(schema) for field, schema in fields.items() if "default" in schema}
    return facts | {field: typed(fields[field], value) for field, value in given.items()}


def typed(schema: Mapping[str, Any], value: Any) -> Any:
    """As the opinions take it: whole numbers, fractions, days."""
    kind = (schema.get("anyOf") or [schema])[0]
    if value is None or isinstance(value, (bool, date)):
        return value
    if kind.get("type") == "array":
        return [typed(kind["items"], item) for item in value] if "items" in kind else value
    if kind.get("format") == "date":
        return date.fromisoformat(value)
    if isinstance(kind.get("type"), list):
        return int(value) if "integer" in kind["type"] else Fraction(value)
    return value


def as_json(value: Any) -> Any:
    """As a form or a file would hand it in."""
    if isinstance(value, list):
        return [as_json(item) for item in value]
    if isinstance(value, Fraction):
        return str(Decimal(value.numerator) / Decimal(value.denominator))
    return value.isoformat() if isinstance(value, date) else value


def exact(value: Any) -> Any:
    return Fraction(value) if isinstance(value, Decimal) else value


def ruled(name: str, facts: Mapping[str, Any]) -> Outcome | str:
    """The outcome, or the words of the refusal."""
    try:
        asked = {field: as_json(value) for field, value in facts.items()}
        return evaluate(name, asked, trace=False)
    except Refusal as refusal:
        return f"{type(refusal).__name__} {refusal.field}: {refusal.message_zh}"


def thought(name: str, facts: Mapping[str, Any]) -> Answer | str:
    """The answer of the opinion, or why there is none."""
    module = import_module(f"tests.law.second.{name}")
    try:
        answer: Answer = module.opinion(SimpleNamespace(**facts), LAW)
        return answer
    except Refuse as refusal:
        return str(refusal)


def differences(name: str, facts: Mapping[str, Any]) -> list[str]:
    """Where the rule and the opinion part for these facts; nothing where they agree."""
    rule, opinion = ruled(name, facts), thought(name, facts)
    if isinstance(rule, str) or isinstance(opinion, str):
        both = isinstance(rule, str) and isinstance(opinion, str)
        return [] if both else [f"one refuses. rule: {_short(rule)} opinion: {_short(opinion)}"]
    pairs = {"amount": (rule.value, opinion.amount), "verdict": (rule.verdict, opinion.verdict)}
    pairs |= {key: (rule.parts.get(key), part) for key, part in opinion.parts.items()}
    return [
        f"{key}: rule {left}, opinion {right}"
        for key, (left, right) in pairs.items()
        if not same(left, right)
    ]


def same(left: Any, right: Any) -> bool:
    """Equal; a number with endless digits to twenty of them."""
    endless = isinstance(left, Decimal) and len(left.as_tuple().digits) > 20
    if endless and isinstance(right, Fraction):
        return abs(Fraction(left) - right) <= abs(right) / 10**20
    return bool(exact(left) == right)


def _short(answer: Outcome | Answer | str) -> str:
    if isinstance(answer, str):
        return answer
    value = answer.value if isinstance(answer, Outcome) else answer.amount
    return f"{value} {answer.verdict}"
