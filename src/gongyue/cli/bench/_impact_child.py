"""Invented people of a province, five questions each, under one patch; time and peak memory."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from gongyue.law.contributions import ContributionsFacts
from gongyue.law.impact import Asked, Comparison, Tally, impact_report, read_patch
from gongyue.law.minimum_wage import MinimumWageFacts
from gongyue.law.overtime_pay import OvertimePayFacts
from gongyue.law.retirement import RetirementFacts
from gongyue.law.rulebook import default_book
from gongyue.law.severance import SeveranceFacts

DAY = date(2026, 10, 1)
PLACES = ("430102", "430103", "430104", "430105", "430111", "430121", "430181", "430182", "430202")
KILOBYTES = 1_000
PATCHES = {
    "minimum_wage": ("430100", "minimum_wage.monthly", "2400"),
    "pay_days": ("cn", "pay.days_month", "21.5"),
}


def main(outcomes: int, name: str) -> dict[str, Any]:
    place, parameter, value = PATCHES[name]
    row = f"{{value: {value}, source: cn/pay-days-notice-2025, mark: V, checked_until: 2027-01-01}}"
    text = f'{{place: "{place}", parameters: {{{parameter}: {{values: {{2026-09-01: {row}}}}}}}}}'
    found = read_patch(text.encode(), "bench.yaml", default_book())
    assert not found.grave, found.grave
    comparison = Comparison(default_book(), found.patch)
    began, used = time.perf_counter(), time.process_time()
    tally = Tally().take(comparison.moves(_questions(outcomes)))
    report = impact_report(comparison, tally)
    return {
        "outcomes": report["asked"],
        "asked_anew": comparison.evaluated,
        "moved": report["moved"],
        "seconds": round(time.perf_counter() - began, 2),
        "cpu_seconds": round(time.process_time() - used, 2),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // KILOBYTES,
    }


def _questions(outcomes: int) -> Iterator[Asked]:
    """Made while they are asked; fifty people to a firm."""
    for number in range(outcomes // 5):
        place, wage = PLACES[number // 50 % len(PLACES)], Decimal(2000 + number * 37 % 18_000)
        labels = {"place": place}
        for rule, facts in _facts(number, place, wage):
            yield Asked(rule=rule, facts=facts, subject=number, firm=number // 50, labels=labels)


def _facts(number: int, place: str, wage: Decimal) -> Iterator[tuple[str, Any]]:
    started = date(2010, 1, 1) + timedelta(days=number % 5000)
    born, hours = date(1965, 1, 1) + timedelta(days=number % 14_000), Decimal(number % 36)
    yield "minimum_wage", MinimumWageFacts(place=place, month=DAY, gross=wage)
    overtime = OvertimePayFacts(place=place, month=DAY, monthly_wage=wage, workday_hours=hours)
    yield "overtime_pay", overtime
    yield "contributions", ContributionsFacts(place=place, month=DAY, wage=wage)
    leaving = SeveranceFacts(place=place, started_on=started, ended_on=DAY, average_wage=wage)
    yield "severance", leaving
    yield "retirement", RetirementFacts(place=place, birth_on=born, track="M")


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), sys.argv[2])))
