"""Deductions, late pay, a formula the problem gives itself, and spans of time."""

import re
from collections.abc import Iterator
from decimal import Decimal

from gongyue.apps.knowledge.worded.case import Case
from gongyue.apps.knowledge.worded.reading import (
    NOWHERE,
    Facts,
    Reading,
    Scene,
    counted,
    part,
    value,
)
from gongyue.apps.knowledge.worded.service import LAST, service
from gongyue.apps.knowledge.worded.wages import minimum_wage, monthly_wage
from gongyue.engines.reading import Kind, worked_sum
from gongyue.kernel.dates import months_between

_FORMULA = re.compile(r"[一-龥]{2,12}[=＝]([一-龥\d.%×÷*/+()（）-]{3,60})")
_NUMBERS: tuple[Kind, ...] = ("money", "pieces", "number", "hours", "share")


def deduction(case: Case) -> Iterator[Reading]:
    """The most that may be taken from a month's wage for a loss."""
    wage, least = monthly_wage(case), minimum_wage(case)
    if wage is not None:
        facts: Facts = {"place": NOWHERE, "month": LAST, "wage": wage,
                        "minimum": least if least is not None else Decimal(0)}  # fmt: skip
        if case.asks(r"(?:实际)?(?:发放|领取|得到|支付|到手)"):
            yield Reading("wage_deduction", [facts], value("money", Decimal(-1), wage))
        else:
            yield Reading("wage_deduction", [facts], value("money"))


def late_pay(case: Case) -> Iterator[Reading]:
    """What is added when an order to pay was not followed: the least and the most."""
    owed = case.near(r"拖欠|欠|未支付|未付|低于|差额", "money") or case.of_kind("money")
    if owed:
        facts: Facts = {"place": NOWHERE, "on": LAST, "owed": "wages", "was_ordered": True,
                        "pay_by": LAST.replace(month=1), "amount": owed[0].amount}  # fmt: skip
        name = "least" if case.asks("最低|最少|至少") else "most"
        yield Reading("late_payment_damages", [facts], part(name, "money"))


def length_of_service(case: Case) -> Iterator[Reading]:
    """Whole months between two days, both included: arithmetic of the calendar, no rule."""
    years = service(case)
    if years is not None:
        span = months_between(years.first, years.last)
        yield counted("months", Decimal(span.years * 12 + span.months))


def formula(case: Case) -> Iterator[Reading]:
    """Wage = price × pieces: the problem says how, and gives every number but one result."""
    for found in _FORMULA.finditer(case.law or case.text):
        names = [name for name in re.split(r"[×÷*/+()（）-]", found[1]) if name]
        given = _given(case, names)
        if given is None:
            continue
        sum_ = found[1]
        for name, number in sorted(given.items(), key=lambda pair: -len(pair[0])):
            sum_ = sum_.replace(name, str(number))
        result = worked_sum(sum_)
        if result is not None:
            yield counted("money", result)


def _given(case: Case, names: list[str]) -> dict[str, Decimal] | None:
    """A number for each name; what no words name is the only number left."""
    given: dict[str, Decimal] = {}
    left = [q for q in case.quantities if q.kind in _NUMBERS]
    unnamed = []
    for name in names:
        number = worked_sum(name)
        beside = [q for q in case.near(re.escape(name), *_NUMBERS) if q in left]
        if number is not None:
            given[name] = number
        elif beside:
            given[name] = beside[0].amount
            left.remove(beside[0])
        else:
            unnamed.append(name)
    if len(unnamed) == 1 and len(left) == 1:
        given[unnamed.pop()] = left[0].amount
    return None if unnamed else given


SCENES = (
    Scene(r"扣|工资|赔", deduction,
          told=r"(?:20%|百分之二十)[\s\S]*(?:扣|损失)|(?:扣|损失)[\s\S]*(?:20%|百分之二十)"),
    Scene(r"加付|赔偿金", late_pay, told=r"责令|逾期不支付|加付"),
    Scene(r"工作年限|工龄|工作时间(?:为|是)", length_of_service, but="补偿|年休假|医疗期"),
    Scene(r"多少|[？?]|为|是", formula, told=r"[=＝][^。]*[×÷]|[=＝][^。]*[*/]"),
)  # fmt: skip
