"""A run of the office on stage."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from gongyue.apps.impact.services import impact_order
from gongyue.apps.impact.writing import patch_of
from gongyue.apps.registry.permissions import live_memberships
from tests.cast import AT, Cast

FIRST = date(2026, 9, 1)


def rise(value: str = "2400", **changed: Any) -> str:
    facts = {"place": "430100", "parameter": "minimum_wage.monthly", "first": FIRST}
    return patch_of(**{**facts, "value": value, "source": "最低工资（征求意见稿）", **changed})


def office_of(user: Any) -> UUID:
    return live_memberships(user)[0].organisation_id


def run_of(cast: Cast) -> UUID:
    run = impact_order(
        by=cast.regulator,
        office_id=office_of(cast.regulator),
        title="最低工资上调",
        on=date(2026, 10, 1),
        patch_text=rise(),
        at=AT,
    )
    return run.pk
