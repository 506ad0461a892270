"""A check-up read back from its JSON, so that a stored result can be printed like a fresh one."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from gongyue.apps.checkup.run import Checkup
from gongyue.engines.workbook import Problem, Sheet
from gongyue.engines.workbook.models import Row
from gongyue.law.checkup import Exposure, Finding, Origin, Result, Undecided
from gongyue.law.rulebook import Step

Facts = Mapping[str, Any]


def read_back(facts: Facts) -> Checkup:
    """The inverse of `run.Checkup.to_json` for everything a report shows."""
    return Checkup(
        name=facts["file"],
        number=facts["number"],
        place=facts["place"],
        place_name=facts["place_name"],
        on=date.fromisoformat(facts["on"]),
        sheets=tuple(_sheet(sheet) for sheet in facts["sheets"]),
        problems=tuple(_problem(problem) for problem in facts["problems"]),
        result=_result(facts),
        sample=facts.get("sample", False),
    )


def _result(facts: Facts) -> Result:
    totals = facts["totals"]
    people, exposure = totals["people"], totals["severance.exposure"]
    return Result(
        place=facts["place"],
        on=date.fromisoformat(facts["on"]),
        people=facts["people"],
        employed=people["employed"],
        left=people["left"],
        findings=tuple(_finding(finding) for finding in facts["findings"]),
        undecided=tuple(_undecided(item) for item in facts["undecided"]),
        exposure=Exposure(
            amount=Decimal(exposure["amount"]),
            people=exposure["people"],
            not_covered=exposure["not_covered"],
            stale=tuple(exposure["stale"]),
        ),
    )


def _finding(facts: Facts) -> Finding:
    amount, worsens_on = facts["amount"], facts["worsens_on"]
    return Finding(
        code=facts["code"],
        person=facts["person"],
        person_key=facts["person_key"],
        origin=Origin(facts["sheet"], facts["row"]),
        severity=facts["severity"],
        status=facts["status"],
        message=facts["message"],
        amount=None if amount is None else Decimal(amount),
        citations=tuple(facts["citations"]),
        stale=tuple(facts["stale"]),
        worsens_on=date.fromisoformat(worsens_on) if worsens_on else None,
        working=tuple(_step(step) for step in facts["working"]),
        doubts=tuple(facts["doubts"]),
        assumptions=tuple(facts["assumptions"]),
    )


def _undecided(facts: Facts) -> Undecided:
    return Undecided(
        facts["code"], facts["person"], facts["person_key"], facts["field"], facts["reason"]
    )


def _step(facts: Facts) -> Step:
    until = facts.get("checked_until")
    return Step(
        label=facts["label"],
        value=_value(facts.get("value")),
        sources=tuple(facts.get("sources") or ()),
        unit=facts.get("unit"),
        parameter=facts.get("parameter"),
        place=facts.get("place"),
        mark=facts.get("mark"),
        checked_until=date.fromisoformat(until) if until else None,
        stale=bool(facts.get("stale")),
        note=facts.get("note"),
    )


def _value(told: Any) -> Any:
    """JSON has texts where the working has numbers and days."""
    if not isinstance(told, str):
        return told
    try:
        return date.fromisoformat(told)
    except ValueError:
        pass
    try:
        return Decimal(told)
    except InvalidOperation:
        return told


def _sheet(facts: Facts) -> Sheet:
    """Its shape; of the rows only how many there were."""
    month = facts["month"]
    return Sheet(
        name=facts["name"],
        role=facts["role"],
        header_row=facts["header_row"],
        mapping=dict(facts["mapping"]),
        headers=dict(facts["headers"]),
        hidden=facts["hidden"],
        month=date.fromisoformat(f"{month}-01") if month else None,
        rows=[Row(number, {}) for number in range(1, facts["rows"] + 1)],
    )


def _problem(facts: Facts) -> Problem:
    return Problem(
        facts["sheet"], facts["row"] or 0, facts["column"], facts["code"], facts["message"]
    )
