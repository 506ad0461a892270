"""How fast every rule answers: traced for one person, with the null recorder for a city.

Severance, overtime, leave, contributions and wage tax are asked about another person each time; the
others the facts of their first worked case, read anew each time.
"""

import argparse
import platform
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from time import perf_counter
from typing import Any

from gongyue.law.annual_leave import AnnualLeaveFacts, annual_leave
from gongyue.law.contributions import ContributionsFacts, contributions
from gongyue.law.facts import read_facts
from gongyue.law.overtime_pay import OvertimePayFacts, overtime_pay
from gongyue.law.registry import RULES, Rule
from gongyue.law.rulebook import Outcome, Undetermined
from gongyue.law.severance import SeveranceFacts, severance
from gongyue.law.wage_tax import WageTaxFacts, wage_tax
from gongyue.law.yamlfile import read_yaml

NAME = "law"
HELP = "每条规则 every rule: microseconds an answer, answers a second"
TRACED, BULK = 2_000, 20_000
TRACED_CASE, BULK_CASE = 200, 2_000  # of the facts of one worked case
LAST_DAY = date(2025, 6, 30)
Ask = Callable[[int, bool], Outcome]


def run(args: argparse.Namespace) -> dict[str, Any]:
    """For each rule: microseconds a traced answer, and answers a second in bulk."""
    scale = args.scale
    varied: dict[str, Ask] = {
        "severance": _severance,
        "overtime_pay": _overtime,
        "leave": _leave,
        "contributions": _contributions,
        "contributions_with_injury": _with_injury,
        "wage_tax": _wage_tax,
    }
    cases = {rule.name: _case(rule) for rule in RULES.values() if rule.name not in varied}
    return {
        "python": platform.python_version(),
        "scale": scale,
        "rules": {
            **{name: _measured(ask, TRACED * scale, BULK * scale) for name, ask in varied.items()},
            **{
                name: _measured(ask, TRACED_CASE * scale, BULK_CASE * scale)
                for name, ask in cases.items()
            },
        },
    }


def _measured(ask: Ask, traced: int, bulk: int) -> dict[str, Any]:
    return {
        "traced_microseconds": round(_seconds(ask, traced, True) * 1e6, 1),
        "bulk_a_second": round(1 / _seconds(ask, bulk, False)),
    }


def _case(rule: Rule) -> Ask:
    """Asking a rule about its first worked case that has an answer."""
    cases = read_yaml(rule.folder / "cases.yaml")
    entered = next(case["facts"] for case in cases if "refuses" not in case)

    def ask(number: int, trace: bool) -> Outcome:
        try:
            return rule.run(read_facts(rule.facts_class, entered), trace=trace)
        except Undetermined as partly:
            return partly.outcome

    return ask


def _seconds(ask: Ask, times: int, trace: bool) -> float:
    """Seconds an answer; facts differ each time, and are made within the measured time."""
    ask(0, trace)
    began = perf_counter()
    for number in range(times):
        ask(number, trace)
    return (perf_counter() - began) / times


def _severance(number: int, trace: bool) -> Outcome:
    facts = SeveranceFacts(
        place="430102",
        started_on=date(2008, 1, 1) + timedelta(days=number % 6000),
        ended_on=LAST_DAY,
        average_wage=Decimal(3000 + number % 40_000),
    )
    return severance(facts, trace=trace)


def _overtime(number: int, trace: bool) -> Outcome:
    facts = OvertimePayFacts(
        place="430102",
        month=date(2025, 1 + number % 6, 1),
        monthly_wage=Decimal(3000 + number % 20_000),
        workday_hours=Decimal(number % 37),
        restday_hours=Decimal(number % 17),
    )
    return overtime_pay(facts, trace=trace)


def _leave(number: int, trace: bool) -> Outcome:
    facts = AnnualLeaveFacts(
        place="430102",
        year=2025,
        work_started_on=date(1995, 1, 1) + timedelta(days=number % 10_000),
        started_on=date(2023, 1, 1),
    )
    return annual_leave(facts, trace=trace)


def _contributions(number: int, trace: bool) -> Outcome:
    facts = ContributionsFacts(
        place="430102",
        month=date(2025, 1 + number % 12, 1),
        wage=Decimal(3000 + number % 40_000),
    )
    return contributions(facts, trace=trace)


def _with_injury(number: int, trace: bool) -> Outcome:
    facts = ContributionsFacts(
        place="430102",
        month=date(2025, 1 + number % 12, 1),
        wage=Decimal(3000 + number % 40_000),
        injury_class="6",
        float_step="120",
    )
    return contributions(facts, trace=trace)


def _wage_tax(number: int, trace: bool) -> Outcome:
    month = 1 + number % 12
    facts = WageTaxFacts(
        place="430102",
        month=date(2025, month, 1),
        months=month,
        income=month * (Decimal(2000 + number % 90_000) + Decimal(number % 100) / 100),
        special=month * Decimal(number % 3000),
        additional=month * Decimal(number % 4 * 1000),
        withheld=Decimal(number % 20_000),
    )
    return wage_tax(facts, trace=trace)
