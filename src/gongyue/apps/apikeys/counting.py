"""How often a key asked each route: gathered in the cache that the processes share, then written.

What waits is put into the table first and taken out of the cache afterwards: a table that cannot be
written loses nothing. Two that write at once put in too much and take out too much alike, so that
table and cache together are right at any time, and the next writing puts the table right.
"""

from datetime import date, timedelta

from django.core.cache import cache
from django.db import transaction
from django.db.models import F

from gongyue.apps.apikeys.models import KeyUse

PENDING_SECONDS = 3 * 24 * 60 * 60
OTHER = "nowhere"
# A closed list: one that processes kept together would lose what two of them add at once.
ROUTES = {
    "description": "接口说明",
    "rules": "规则清单",
    "rule": "一条规则",
    "answer": "问一条规则",
    "answers": "一次问很多",
    "parameters": "法定数值",
    "sources": "文件清单",
    "source": "一份文件",
    "places": "地方",
    "changes": "法规变化",
    "statutes_search": "查条文",
    "statutes_article": "一条原文",
    "citations_check": "核对引用",
    OTHER: "没有的地址",
}
Place = tuple[date, str]


def gather(key_id: int, day: date, route: str) -> None:
    """One use more. Raises OSError."""
    slot = _slot(key_id, day, route if route in ROUTES else OTHER)
    if cache.add(slot, 1, timeout=PENDING_SECONDS):
        return
    try:
        cache.incr(slot)
    except ValueError:  # it went between the two questions
        cache.add(slot, 1, timeout=PENDING_SECONDS)


def pending(key_id: int, today: date) -> dict[Place, int]:
    """What was counted today and yesterday and is not written yet. Raises OSError."""
    days = (today, today - timedelta(days=1))
    slots = {_slot(key_id, day, route): (day, route) for day in days for route in ROUTES}
    return {slots[slot]: int(times) for slot, times in cache.get_many(slots).items() if times}


def write_down(key_id: int, today: date) -> None:
    """What waits goes to the table. Raises OSError, DatabaseError; then nothing was written."""
    waiting = pending(key_id, today)
    with transaction.atomic():
        for (day, route), times in waiting.items():
            row, _ = KeyUse.objects.get_or_create(key_id=key_id, on=day, route=route)
            KeyUse.objects.filter(pk=row.pk).update(times=F("times") + times)
    for (day, route), times in waiting.items():
        _take(_slot(key_id, day, route), times)


def _take(slot: str, times: int) -> None:
    try:
        cache.incr(slot, -times)
    except ValueError:  # gone: what was in it is written
        return


def _slot(key_id: int, day: date, route: str) -> str:
    return f"apikey:{key_id}:{day}:{route}"
