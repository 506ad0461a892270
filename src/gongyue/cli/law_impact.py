"""`gongyue law impact` over the registry: imported by name, because only this half needs Django."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from datetime import date
from typing import Any

from gongyue.cli.serve import CannotServe, require_a_system, settings_here, use_settings
from gongyue.law.impact import Patch
from gongyue.law.rulebook import BadFacts

DONE, REFUSED = 0, 2


def of_registry(args: argparse.Namespace, patch: Patch, shown: Callable[..., None]) -> int:
    """Sums over every firm of the system; 2 where there is no system. No name leaves it."""
    if args.moves:
        raise BadFacts("--moves 只用于 --lines：登记系统只给合计。", field="moves")
    day = _day(args.on)
    if args.home:
        os.environ["GONGYUE_HOME"] = args.home
    try:
        settings = settings_here()
        require_a_system("law impact --patch FILE")
        use_settings(settings)
    except CannotServe as reason:
        print(reason, file=sys.stderr)
        return REFUSED
    shown(_reckoned(patch, day, everyone=args.recompute_everyone), as_json=args.json)
    return DONE


def _day(told: str | None) -> date | None:
    if told is None:
        return None
    try:
        return date.fromisoformat(told)
    except ValueError:
        raise BadFacts(
            f"--on 不是日期：{told[:20]}，写成 2026-09-01 的样子。", field="on"
        ) from None


def _reckoned(patch: Patch, on: date | None, *, everyone: bool) -> dict[str, Any]:
    from django.utils.timezone import localdate

    from gongyue.apps.impact.population import questions_of_firms
    from gongyue.apps.impact.services import reckon
    from gongyue.apps.registry.reach import every_firm

    day = on or localdate()
    questions = questions_of_firms(every_firm(), on=day)
    return {"on": day.isoformat(), **reckon(questions, patch, everyone=everyone)}
