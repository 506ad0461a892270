"""A payroll year: cumulative tax of twelve months for 100,000 people at scale 1; the rule itself.

The people are made by a formula before the clock starts. A sample is asked of the rule, month by
month: `differ` must be 0.
"""

import argparse
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from time import process_time
from typing import Any

from gongyue.kernel.money import fen, yuan
from gongyue.law.income_tax import Scale, scale_on, withhold_year
from gongyue.law.wage_tax import WageTaxFacts, wage_tax
from gongyue.law.wage_tax_year import WageTaxYearFacts, wage_tax_year

NAME = "payroll-year"
HELP = "一年的个税 a year of withholding, 100,000 people at scale 1; the rule a month in bulk"
PEOPLE, MONTHS, SAMPLE, ASKED = 100_000, 12, 300, 20_000
PLACE, YEAR = "430102", 2025
Person = tuple[list[int], list[int]]  # income and deductions of each month, in fen


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Seconds for everybody's year, months a second, and where the rule says otherwise."""
    people, scale = PEOPLE * args.scale, scale_on(date(YEAR, 1, 1))
    seconds, total = _withheld(scale, people)
    return {
        "people": people,
        "months": people * MONTHS,
        "seconds": round(seconds, 2),
        "months_a_second": round(people * MONTHS / seconds),
        "withheld_yuan": str(yuan(total)),
        "sample": SAMPLE,
        "differ": sum(_differs(scale, _person(number * 331)) for number in range(SAMPLE)),
        "rule_bulk_a_second": _rule_a_second(ASKED * args.scale),
    }


def _withheld(scale: Scale, people: int) -> tuple[float, int]:
    """Processor seconds without the making of the people, and what was withheld in all."""
    seconds, total = 0.0, 0
    for lot in _lots(people):
        began = process_time()
        for incomes, deducted in lot:
            total += sum(withhold_year(scale, incomes, deducted))
        seconds += process_time() - began
    return seconds, total


def _lots(people: int, size: int = 10_000) -> Iterator[list[Person]]:
    for first in range(0, people, size):
        yield [_person(number) for number in range(first, min(first + size, people))]


def _person(number: int) -> Person:
    """A wage of 2,000 to 92,000 yuan that moves from month to month, with fen."""
    wage = 200_000 + number * 7_919 % 9_000_000
    incomes = [wage + (number + month) * 104_729 % 90_001 for month in range(MONTHS)]
    return incomes, [income * 21 // 200 + number % 3 * 100_000 for income in incomes]


def _differs(scale: Scale, person: Person) -> bool:
    incomes, deducted = (tuple(yuan(amount) for amount in amounts) for amounts in person)
    facts = WageTaxYearFacts(
        place=PLACE, year=YEAR, months=MONTHS, incomes=incomes, special=deducted
    )
    parts = wage_tax_year(facts, trace=False).parts
    ruled = [fen(Decimal(str(parts[f"withhold_{month}"]))) for month in range(1, MONTHS + 1)]
    return ruled != withhold_year(scale, *person)


def _rule_a_second(times: int) -> int:
    """The rule of one month with the null recorder, other facts each time, made within the time."""
    began = process_time()
    for number in range(times):
        month = number % MONTHS + 1
        facts = WageTaxFacts(
            place=PLACE,
            month=date(YEAR, month, 1),
            months=month,
            income=Decimal(3_000 + number % 40_000) * month,
            special=Decimal(800 * month),
            additional=Decimal(1_000 * month),
        )
        wage_tax(facts, trace=False)
    return round(times / (process_time() - began))
