"""One message to 1,000 accounts at scale 1, and a thousand deliveries: time and queries each."""

from __future__ import annotations

import argparse
import time
from typing import Any

from gongyue.cli.bench._firm import AT, empty_system, peak_megabytes

NAME = "notifications"
HELP = "一条消息发给一千人 one message to 1,000 accounts, and a thousand deliveries tried"
PEOPLE = TRIED = 1_000
KIND = "board.urgent"
FACTS = {"office": "示例区人社局", "title": "高温停工"}


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Half of the accounts speak for a person with a key of their own, as in a city. The gateway
    answers at once: what is measured is ours. `ms_cpu…` does not wait for other programs."""
    people = PEOPLE * args.scale
    with empty_system():
        users = _users(people)
        fan_out = _measured(lambda: _send(users))
        again = _measured(lambda: _send(users))
        unread = _measured(lambda: _unread(users[0]))
        sent = _measured(_deliver)
        return {
            "recipients": people,
            "messages": _count("Message", once=FACTS["title"]),
            "deliveries": _count("Delivery"),
            **_figures("fan_out", fan_out, people),
            **_figures("told_again", again, people),
            **_figures("deliver", sent, TRIED),
            "unread_queries": unread[2],
            "peak_megabytes": peak_megabytes(),
        }


def _figures(name: str, measured: tuple[float, float, int], people: int) -> dict[str, Any]:
    wall, cpu, queries = measured
    return {
        f"{name}_ms": round(wall * 1_000),
        f"{name}_ms_cpu": round(cpu * 1_000),
        f"{name}_ms_cpu_each": round(cpu * 1_000 / people, 3),
        f"{name}_queries_each": round(queries / people, 4),
    }


def _measured(act: Any) -> tuple[float, float, int]:
    """(wall seconds, processor seconds, queries)."""
    from django.db import connection

    count = [0]

    def counted(execute: Any, *call: Any) -> Any:
        count[0] += 1
        return execute(*call)

    with connection.execute_wrapper(counted):
        wall, cpu = time.perf_counter(), time.process_time()
        act()
        return time.perf_counter() - wall, time.process_time() - cpu, count[0]


def _send(users: list[int]) -> None:
    from gongyue.apps.notifications.services import Letter, Recipients, send

    to = Recipients(user_ids=tuple(users))
    send(Letter(to=to, kind=KIND, facts=FACTS, at=AT, once=FACTS["title"]))


def _unread(user_id: int) -> None:
    from gongyue.apps.notifications.selectors import unread_count

    unread_count(_model("accounts", "User").objects.get(pk=user_id))


def _deliver() -> None:
    """A thousand of the SMS that are due, to a gateway that takes them at once."""
    from gongyue.apps.notifications import delivering

    delivering.hand_over = lambda parcel: False
    delivering.deliver_due(at=AT, limit=TRIED)


def _users(people: int) -> list[int]:
    from django.conf import settings

    from gongyue.apps.accounts.vault import keyed_hash

    user_model = _model("accounts", "User")
    settings.SMS_URL = "http://127.0.0.1:9/"
    rows = []
    for number in range(people):
        phone = f"138{number:08d}"
        user = user_model(phone_hash=keyed_hash("phone", phone), joined_at=AT)
        user.set_phone_sealed(phone)
        rows.append(user)
    made = user_model.objects.bulk_create(rows, batch_size=500)
    _link(made[::2])
    return [user.pk for user in made]


def _link(users: list[Any]) -> None:
    """Bind these accounts to people of their own."""
    from gongyue.apps.registry.keys import make_key

    person, key, link = (_model("registry", name) for name in ("Person", "PersonKey", "PersonLink"))
    people = person.objects.bulk_create((person(made_at=AT) for _ in users), batch_size=500)
    key.objects.bulk_create((make_key(one.pk, AT)[1] for one in people), batch_size=500)
    flags = {"phone_is_a_firms": False, "phone_differs": False, "proof": "self_entered"}
    link.objects.bulk_create(
        (
            link(user=user, person=one, linked_at=AT, **flags)
            for user, one in zip(users, people, strict=True)
        ),
        batch_size=500,
    )


def _count(name: str, **facts: Any) -> int:
    return _model("notifications", name).objects.filter(**facts).count()


def _model(app: str, name: str) -> Any:
    from django.apps import apps

    return apps.get_model(app, name)
