"""No facts of one person, however absurd, may end the check-up of everybody."""

import json
import sys
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongyue.law.checkup import (
    ContractTerm,
    InsuranceFacts,
    LeaveFacts,
    MonthFacts,
    PersonFacts,
    check,
    wages,
)
from gongyue.law.checkup.check import FAMILIES, Family
from gongyue.law.rulebook import BadFacts
from tests.depth import examples
from tests.law.checkup.staff import ALL, FRESH, PLACE, worker

DAYS = st.sampled_from(
    [date(1, 1, 1), date(1900, 1, 1), date(2007, 12, 31), date(2024, 2, 29), date(2025, 1, 31),
     date(2025, 10, 1), FRESH, date(2026, 1, 1), date(2100, 1, 1), date(9999, 12, 31)]
) | st.dates()  # fmt: skip
NUMBERS = st.sampled_from(
    [Decimal(n) for n in ("-5000", "-1", "-0.01", "0", "0.5", "1", "30", "60", "2200", "99999",
                          "1E+9", "1E+20")]
)  # fmt: skip
COUNTS = st.sampled_from([-3, 0, 1, 2, 3, 60, 90, 1000, 10**6])


def maybe(values):
    return st.none() | values


def made(kind, /, **fields):
    return st.builds(kind, **fields)


def numbers(*names):
    return {name: maybe(NUMBERS) for name in names}


def days(*names):
    return {name: maybe(DAYS) for name in names}


TERMS = made(
    ContractTerm,
    signed=maybe(st.booleans()),
    kind=st.sampled_from([None, "fixed", "open", "task"]),
    sign_count=maybe(COUNTS),
    probation_days=maybe(COUNTS),
    **numbers("months", "probation_months", "probation_wage", "wage"),
    **days("signed_on", "first", "last", "probation_first", "probation_last"),
)
MONTHS = made(
    MonthFacts,
    month=maybe(DAYS.map(lambda day: day.replace(day=1))),
    year_assumed=st.booleans(),
    has_pay=st.booleans(),
    has_overtime_pay=st.booleans(),
    also_paid=NUMBERS,
    excluded_allowances=NUMBERS,
    days_on=maybe(st.just(frozenset(range(1, 32)))),
    special=st.sampled_from([None, "病假"]),
    **numbers(
        "gross", "net", "base_wage", "post_wage", "overtime_pay", "own_insurance", "own_fund",
        "income_tax", "absence_deduction", "days_due", "days_worked", "absence_days", "rest_days",
        "consecutive_days", "overtime_hours", "workday_hours", "restday_hours", "holiday_hours",
        "overtime_days", "longest_day", "time_off_hours", "hours_worked",
    ),
)  # fmt: skip
INSURANCES = made(
    InsuranceFacts,
    enrolled=maybe(st.booleans()),
    paid=st.booleans(),
    **days("month", "enrolled_on", "stopped_on"),
    **numbers("base"),
)
LEAVES = made(
    LeaveFacts,
    year=maybe(st.sampled_from([-1, 0, 1900, 2024, 2025, 2026, 9999, 10**6])),
    **numbers("entitled", "taken", "unused"),
)
KINDS = [None, "full_time", "part_time", "intern", "dispatch", "service", "rehired_retiree"]
PEOPLE = made(
    PersonFacts,
    key=st.just("p"),
    name=st.just("李师傅"),
    on_roster=st.booleans(),
    id_text=st.sampled_from([None, "", "430102199005011234", "1" * 18, "𝟙" * 18, "A1"]),
    sex=st.sampled_from([None, "M", "F"]),
    employment_kind=st.sampled_from(KINDS),
    has_left=st.booleans(),
    hours_system=st.sampled_from([None, "standard", "averaged", "flexible"]),
    contracts=st.lists(TERMS, max_size=3).map(tuple),
    months=st.lists(MONTHS, max_size=3).map(tuple),
    insurance=st.lists(INSURANCES, max_size=2).map(tuple),
    leave=st.lists(LEAVES, max_size=2).map(tuple),
    remarks=st.sampled_from([(), ("已离职",), ("",)]),
    **days("birth_on", "hired_on", "left_on", "work_started_on"),
    **numbers("wage", "hourly_wage"),
)


ONS = st.sampled_from([FRESH, date(2008, 1, 1), date(2026, 11, 21), date(2099, 12, 31)])


@settings(max_examples=examples(100), deadline=None)
@given(PEOPLE, ONS)
def test_absurd_facts_are_undecided_at_worst(person, on):
    survives(person, on)


SPOILT = {
    "contracts": st.lists(TERMS, max_size=3).map(tuple),
    "months": st.lists(MONTHS, min_size=1, max_size=3).map(tuple),
    "insurance": st.lists(INSURANCES, max_size=2).map(tuple),
    "leave": st.lists(LEAVES, min_size=1, max_size=2).map(tuple),
    "hired_on": DAYS,
    "left_on": DAYS,
    "birth_on": DAYS,
    "work_started_on": DAYS,
    "wage": NUMBERS,
    "employment_kind": st.sampled_from(KINDS),
    "hours_system": st.sampled_from(["averaged", "flexible"]),
}


@settings(max_examples=examples(150), deadline=None)
@given(st.sets(st.sampled_from(sorted(SPOILT)), min_size=1, max_size=3), st.data(), ONS)
def test_one_absurd_thing_among_sane_ones(names, data, on):
    survives(worker(**{name: data.draw(SPOILT[name]) for name in sorted(names)}), on)


def survives(person, on):
    result = check([person, worker()], place=PLACE, on=on, known=ALL, severance_detail=True)
    assert result.failures == ()
    assert result.people == 2
    json.dumps([finding.to_json() for finding in result.findings])
    json.dumps([item.to_json() for item in result.undecided])
    json.dumps(result.totals())
    for finding in result.findings:
        assert finding.amount is None or finding.amount >= 0


def broken(error):
    def judge(desk, subject):
        if subject.facts.name == "坏数据":
            raise error

    return judge


def with_family(monkeypatch, error):
    family = Family(broken(error), (wages.CODE,))
    others = [f if f.codes != (wages.CODE,) else family for f in FAMILIES]
    monkeypatch.setattr(sys.modules[check.__module__], "FAMILIES", tuple(others))
    unpaid = worker(key="p2", contracts=())
    return check([worker(name="坏数据"), unpaid], place=PLACE, on=FRESH, known=ALL)


def test_what_a_rule_refuses_is_undecided_in_its_own_words(monkeypatch):
    result = with_family(monkeypatch, BadFacts("工资填写有误。", field="gross"))
    assert [(i.code, i.missing, i.reason) for i in result.undecided] == [
        (wages.CODE, "gross", "工资填写有误。")
    ]
    assert result.failures == ()
    assert [f.code for f in result.findings] == ["contract.missing"]


@pytest.mark.parametrize("error", [ValueError("x"), ZeroDivisionError(), KeyError("y")])
def test_what_breaks_is_undecided_and_never_silent(monkeypatch, caplog, error):
    result = with_family(monkeypatch, error)
    assert [(i.code, i.reason) for i in result.undecided] == [(wages.CODE, "系统未能判断")]
    assert [(f.code, f.error) for f in result.failures] == [(wages.CODE, type(error).__name__)]
    assert "broke off" in caplog.text
    assert [f.code for f in result.findings] == ["contract.missing"]


def test_rows_without_usable_facts_leave_everything_undecided(caplog):
    result = check(
        [PersonFacts(key="p", name="李师傅", unusable=True)], place=PLACE, on=FRESH, known=ALL
    )
    assert result.people == 1
    assert {item.code for item in result.undecided} >= {"contract.missing", "id.invalid"}
    assert len(result.failures) == 1
