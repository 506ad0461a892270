"""Consent: what may be asked for, and the words the person is shown. Versions are kept."""

from collections.abc import Sequence
from datetime import date

from django.db import models

from gongyue.apps.registry.event_types import EVENT_TYPES
from gongyue.apps.registry.roles import Purpose

TEXT_VERSION = "2026-1"
MOST_DAYS = 366
REQUEST_DAYS = 30  # an unanswered request ends by itself: silence is never consent
CARD_MINUTES = 15  # after showing the card, as long may the office ask


class ConsentState(models.TextChoices):
    REQUESTED = "requested", "等本人答复"
    GIVEN = "given", "已同意"
    DECLINED = "declined", "没有同意"
    CANCELLED = "cancelled", "单位已取消请求"
    WITHDRAWN = "withdrawn", "已撤回"


# The life of a consent; its days end it besides.
MOVES: dict[str, frozenset[str]] = {
    ConsentState.REQUESTED: frozenset(
        {ConsentState.GIVEN, ConsentState.DECLINED, ConsentState.CANCELLED}
    ),
    ConsentState.GIVEN: frozenset({ConsentState.WITHDRAWN}),
    ConsentState.DECLINED: frozenset(),
    ConsentState.CANCELLED: frozenset(),
    ConsentState.WITHDRAWN: frozenset(),
}


def kinds() -> list[tuple[str, str]]:
    """The kinds of record one can consent to being read: whatever somebody declares about one."""
    return [(name, kind.label) for name, kind in EVENT_TYPES.items() if kind.answerable]


def labels_of(names: Sequence[str]) -> list[str]:
    """The labels of kinds, in the order of the published list."""
    return [label for name, label in kinds() if name in names]


def text_of(*, recipient: str, purpose: str, names: Sequence[str], last_on: date) -> str:
    """What the person agrees to, in words; version TEXT_VERSION."""
    until = f"{last_on.year}年{last_on.month}月{last_on.day}日"
    return (
        f"我同意{recipient}为了“{Purpose(purpose).label}”查看我的这些记录："
        f"{'、'.join(labels_of(names))}；到{until}为止。姓名和证件号码只显示一部分。"
        "每次查看都会出现在“谁看过我”里。我随时可以撤回，撤回后对方马上看不到；"
        "不同意不影响我办别的事。"
    )
