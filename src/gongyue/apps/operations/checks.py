"""A check, and the list of them. An app above this one adds its own with `declare_check`."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import models

log = logging.getLogger(__name__)


class Level(models.TextChoices):
    OK = "ok", "正常"
    WARN = "warn", "留意"
    BAD = "bad", "有问题"


@dataclass(frozen=True, kw_only=True)
class Health:
    """What one look found. `way_out` is what to do about it; never empty beside WARN and BAD."""

    level: Level
    words: str
    way_out: str = ""


@dataclass(frozen=True, kw_only=True)
class Check:
    """`look` is given the time; `vital`: without it the system cannot answer anybody."""

    name: str
    label: str
    look: Callable[[datetime], Health]
    vital: bool = False


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One line of the report."""

    name: str
    label: str
    level: str
    level_label: str
    words: str
    way_out: str


CHECKS: dict[str, Check] = {}


def declare_check(*checks: Check) -> None:
    """Add checks to the list, in the order they are to be read."""
    for check in checks:
        CHECKS[check.name] = check


def ok(words: str) -> Health:
    """All is well."""
    return Health(level=Level.OK, words=words)


def warn(words: str, way_out: str) -> Health:
    """It works, and somebody should look at it."""
    return Health(level=Level.WARN, words=words, way_out=way_out)


def bad(words: str, way_out: str) -> Health:
    """Something does not work, or soon will not."""
    return Health(level=Level.BAD, words=words, way_out=way_out)


def examine(at: datetime, checks: Iterable[Check] | None = None) -> list[Finding]:
    """Look at everything. A check that breaks is a finding of its own."""
    return [_look(check, at) for check in (CHECKS.values() if checks is None else checks)]


def _look(check: Check, at: datetime) -> Finding:
    try:
        found = check.look(at)
    except Exception:
        # Whatever it was, the other checks must still be heard.
        log.exception("check failed", extra={"action": f"health.{check.name}"})
        found = bad("检查本身没有完成。", "查看运行日志中同一时刻的错误。")
    return Finding(
        name=check.name,
        label=check.label,
        level=found.level.value,
        level_label=found.level.label,
        words=found.words,
        way_out=found.way_out,
    )


def worst(findings: Iterable[Finding]) -> str:
    """The gravest level among findings."""
    order = [level.value for level in Level]
    return max((finding.level for finding in findings), key=order.index, default=Level.OK.value)
