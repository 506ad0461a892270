"""No page opens somebody's sealed values without a trace on their 谁看过我, or a stated reason.

Each page is asked for by each role that may open it, while the keys of people are watched: whose
key was unwrapped, and was an opening by this viewer written about them? A page that reads without
one is named below with the reason; so a new page has to say which of the two it is.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from gongyue.apps.registry import keys
from tests.cast import Cast, bring_to_life
from tests.portals.test_pages import EXAMPLES, ROWS, _is_demo_only

READERS = ("enterprise", "regulator", "mediator", "provider", "operator", "stranger")
OWN_BOOKS = "本单位自己登记的人：名单、记录和体检结果是单位自己的数据"
WRITTEN_TO_THEM = "本人写给本单位的：追问、更正申请、来件、答复"
BOTH_SIDES = "双方互相确认的委托，只显示对方的姓名"
HANDED_IN = "本人交给本单位的文件，或者本单位出具给本人的文书"
NO_OPENING: dict[str, str] = {
    "messages:sending": "who has read what the sender sent; names the sender already wrote to",
    "enterprise:home": OWN_BOOKS,
    "enterprise:people": OWN_BOOKS,
    "enterprise:checkups": OWN_BOOKS,
    "enterprise:checkup": OWN_BOOKS,
    "enterprise:finding": OWN_BOOKS,
    "enterprise:download": OWN_BOOKS,
    "enterprise:duplicate": OWN_BOOKS,
    "enterprise:person_papers": HANDED_IN,
    "public:law_change": "本单位自己登记的人，只有人数和合计，给可以体检的成员",
    "files:page": HANDED_IN,
    "files:paper": HANDED_IN,
    "files:paper_pdf": HANDED_IN,
    "files:paper_picture": HANDED_IN,
    "enterprise:correction": WRITTEN_TO_THEM,
    "regulator:question": WRITTEN_TO_THEM,
    **{
        f"{portal}:{page}": WRITTEN_TO_THEM
        for portal in ("regulator", "mediator", "operator")
        for page in ("filing", "filing_paper")
    },
    "worker:delegation": BOTH_SIDES,
    "worker:delegation_paper": BOTH_SIDES,
}


class _Back(Exception):
    """Ends the transaction of one page."""


def _watched(monkeypatch: pytest.MonkeyPatch) -> set[UUID]:
    opened: set[UUID] = set()
    real = keys.system_unseal

    def unseal(sealed: bytes, context: str) -> bytes:
        opened.add(UUID(context.rsplit(":", 1)[1]))
        return real(sealed, context)

    monkeypatch.setattr(keys, "system_unseal", unseal)
    return opened


def _readers(row: Any) -> list[str]:
    return [role for role in READERS if row.answers[role] in ("open", "elsewhere")]


def _own(user: Any) -> UUID | None:
    from gongyue.apps.registry.permissions import person_of

    link = person_of(user)
    return link.person_id if link else None


def _traced(user: Any) -> set[UUID]:
    from gongyue.apps.registry.models import Event

    rows = Event.objects.filter(actor=user, type__in=["access.opened", "access.exported"])
    return set(rows.values_list("person_id", flat=True))


def untraced(cast: Cast, row: Any, role: str, opened: set[UUID]) -> set[UUID]:
    """Whose values the role read on the page without leaving an opening."""
    found: set[UUID] = set()
    user = cast.in_role(role)
    try:
        with transaction.atomic():
            arguments = EXAMPLES.get(row.name, lambda cast: {})(cast)
            before = _traced(user)
            client = Client()
            client.force_login(user)
            opened.clear()
            client.get(reverse(row.name, kwargs=arguments))
            found = opened - (_traced(user) - before) - {_own(user)}
            raise _Back
    except _Back:
        return found


@pytest.mark.django_db
def test_every_reading_of_another_person_leaves_an_opening_or_has_its_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cast, opened = bring_to_life(), _watched(monkeypatch)
    silent = {
        row.name
        for row in ROWS
        if not _is_demo_only(row)
        for role in _readers(row)
        if untraced(cast, row, role, opened)
    }
    assert silent - set(NO_OPENING) == set(), "leave an opening, or say why not in NO_OPENING"
    assert set(NO_OPENING) - silent == set(), "no longer reads without an opening: take it out"


@pytest.mark.django_db
def test_the_watch_sees_a_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """It can go red: a file read past the act that records it is noticed."""
    from gongyue.apps.registry.selectors.people import myself, person_page

    cast, opened = bring_to_life(), _watched(monkeypatch)
    person_id = myself(cast.worker).person_id  # type: ignore[union-attr]
    opened.clear()
    person_page(cast.enterprise, person_id, acting_as=cast.factory.pk)
    assert person_id in opened and person_id not in _traced(cast.enterprise)
