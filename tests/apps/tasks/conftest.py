"""Offices over one another, and the ears of the apps above."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.dispatch import Signal

from gongyue.apps.registry.models import Membership, Organisation
from gongyue.apps.registry.roles import Kind, Role
from gongyue.apps.tasks.services import NewTask
from tests.apps.people import People, grant, office
from tests.cast import AT

TODAY = AT.date()


@pytest.fixture
def new(people: People) -> NewTask:
    return NewTask(
        title="补签书面劳动合同",
        organisation_id=people.factory.pk,
        role="hr",
        due_on=TODAY + timedelta(days=3),
        citation="cn/labour-contract-law#10.2",
        if_nobody="二倍工资继续计算。",
        about="checkup:contract.missing:1",
    )


@pytest.fixture
def city_bureau(people: People) -> Organisation:
    """The city's bureau, over the one of the district; nobody heads it yet."""
    return office(people.operator, "示例市人社局", Kind.REGULATOR, place="430100")


@pytest.fixture
def headed(people: People) -> Organisation:
    """The district's bureau with a head: 孙外人 belongs there in these tests."""
    grant(people.operator, people.bureau, people.sun, Role.OWNER)
    return people.bureau


def member(user: Any, organisation: Organisation) -> int:
    """The number of somebody's membership."""
    return Membership.objects.get(user=user, organisation=organisation, ended_at=None).pk


@pytest.fixture
def hear() -> Iterator[Any]:
    """hear(signal) → a list that fills with what is sent."""
    heard: list[tuple[Signal, Any]] = []

    def listen(signal: Signal) -> list[dict[str, Any]]:
        said: list[dict[str, Any]] = []

        def note(sender: Any, **facts: Any) -> None:
            said.append(facts)

        signal.connect(note, weak=False)
        heard.append((signal, note))
        return said

    yield listen
    for signal, note in heard:
        signal.disconnect(note)
