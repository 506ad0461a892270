"""No message carries a link its reader cannot open: every kind, every audience, unions too."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils.timezone import localdate, now

from gongyue.apps.accounts.models import User
from gongyue.apps.accounts.services import register_user
from gongyue.apps.notifications.kinds import KINDS
from gongyue.apps.notifications.models import Message
from gongyue.apps.notifications.services import Letter, Recipients, send
from gongyue.apps.registry.models import Membership
from gongyue.apps.registry.roles import Kind, Role
from gongyue.apps.registry.selectors.organisations import organisations_of
from gongyue.apps.tasks.services import NewTask, task_open
from gongyue.apps.tasks.services.clock import tell_reminders
from gongyue.apps.tasks.services.covers import cover_give
from gongyue.apps.tasks.services.handing import task_hand_over, task_take
from tests.apps.people import grant, office
from tests.cast import Cast
from tests.portals.tasks import filing_of

# A page of each desk that all its members open, and pages of everybody.
PLACES = ("/enterprise/", "/regulator/tasks/", "/mediator/tasks/", "/provider/tasks/",
          "/operator/tasks/", "/worker/me/", "/worker/seen/", "/no/such/page/")  # fmt: skip
AUDIENCES = ("worker", "enterprise", "regulator", "mediator", "provider", "operator", "union",
             "stranger")  # fmt: skip


def union_of(cast: Cast) -> tuple[Any, User, User]:
    """A union with a chair and a representative."""
    union = office(cast.operator, "示例区总工会", Kind.UNION)
    chair, other = (
        register_user(phone=f"1391111000{number}", name=name, at=now())
        for number, name in enumerate(("郭主席", "邓代表"))
    )
    grant(cast.operator, union, chair, Role.OWNER)
    grant(cast.operator, union, other, Role.REPRESENTATIVE)
    return union, chair, other


def links_of(client: Client, user: User) -> list[str]:
    """Where the pages of all messages of the user lead."""
    found = []
    for pk in Message.objects.filter(user=user).values_list("pk", flat=True):
        page = client.get(f"/messages/{pk}/")
        assert page.status_code == 200
        link = BeautifulSoup(page.content, "html.parser").select_one("main a.btn-primary")
        found += [link["href"]] if link else []
    return found


def opens(client: Client, link: str) -> bool:
    return client.get(link).status_code in (200, 302)


@pytest.mark.once
@pytest.mark.parametrize("who", AUDIENCES)
def test_every_kind_leads_every_audience_to_what_it_can_open(cast: Cast, who: str) -> None:
    user = union_of(cast)[1] if who == "union" else getattr(cast, who)
    for number, kind in enumerate(KINDS.values()):
        for url in PLACES[number % 2 :: 2]:
            facts = dict.fromkeys(kind.facts, "x")
            to = Recipients(user_ids=(user.pk,))
            send(Letter(to=to, kind=kind.name, facts=facts, at=now(), url=url))
    client = Client()
    client.force_login(user)
    found = set(links_of(client, user))
    assert {"/worker/me/", "/worker/seen/"} <= found and "/no/such/page/" not in found
    for link in found:
        assert opens(client, link), link
    if who in {"union", "stranger", "worker"}:
        assert all(link.startswith("/worker/") for link in found)


def test_what_the_system_itself_says_leads_somewhere(cast: Cast) -> None:
    """Everything the cast was told, and what a filing and a task bring with them."""
    filing_of(cast.worker, cast.regulator)
    readers = User.objects.filter(pk__in=Message.objects.values("user"))
    assert readers
    for user in readers:
        client = Client()
        client.force_login(user)
        for link in links_of(client, user):
            assert opens(client, link), (user.display_name, link)


def test_a_union_is_told_of_its_tasks_and_sent_nowhere(cast: Cast) -> None:
    union, chair, other = union_of(cast)
    today = localdate()
    new = NewTask(
        title="走访职工", organisation_id=union.pk, due_on=today + timedelta(days=1),
        reminders=(1, 0),
        if_nobody="再催一次。",
    )  # fmt: skip
    task = task_open(by=chair, new=new, at=now())
    tell_reminders(at=now())
    task_take(by=chair, task_id=task.pk, at=now())
    members = {m.user_id: m.pk for m in Membership.objects.filter(organisation=union)}
    days = (today, today + timedelta(days=3))
    cover_give(by=chair, membership_id=members[chair.pk], to=members[other.pk], days=days, at=now())
    task_hand_over(by=chair, task_id=task.pk, to=members[other.pk], words="请您去", at=now())
    told = Message.objects.filter(user__in=[chair, other])
    assert {"tasks.reminder", "tasks.cover", "tasks.handed_over"} <= {row.kind for row in told}
    assert {row.url for row in told if row.kind.startswith("tasks.")} == {""}
    for user in (chair, other):
        client = Client()
        client.force_login(user)
        assert all(opens(client, link) for link in links_of(client, user))


def test_who_no_longer_has_the_task_or_the_role_is_not_led_to_it(cast: Cast) -> None:
    firm = organisations_of(cast.enterprise)[0].organisation_id
    hr = register_user(phone="13911110009", name="新人事", at=now())
    grant(cast.enterprise, cast.factory, hr, Role.HR)
    task = task_open(by=cast.enterprise, new=NewTask(title="补签", organisation_id=firm), at=now())
    url, about = f"/enterprise/tasks/{task.pk}/", f"task:{task.pk}"
    facts = dict.fromkeys(KINDS["tasks.said"].facts, "x")
    to = Recipients(user_ids=(hr.pk, cast.stranger.pk))
    send(Letter(to=to, kind="tasks.said", facts=facts, at=now(), url=url, about=about))
    gone = f"task:{uuid4()}"
    send(Letter(to=to, kind="tasks.said", facts=facts, at=now(), url=url, about=gone))
    for user, expected in ((hr, [url]), (cast.stranger, [])):
        client = Client()
        client.force_login(user)
        assert [link for link in links_of(client, user) if "/tasks/" in link] == expected
    Membership.objects.filter(user=hr).update(ended_at=now())
    client = Client()
    client.force_login(hr)
    assert "/enterprise" not in "".join(links_of(client, hr))
