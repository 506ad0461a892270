"""What an office's desk finds: firms and people within reach, after a purpose was named."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.timezone import now

from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.selectors.firms import FirmQuery, find_firms
from gongyue.apps.registry.services.searching import PersonQuery, search_people
from gongyue.kernel.ids import InvalidIdentity, is_mobile, parse_document
from gongyue.portals.shared.places import place_name
from gongyue.portals.shared.searching import MOST, Asked, Hit, Source, declare_search

HERE = frozenset({"regulator"})


def firms(asked: Asked) -> Iterator[Hit]:
    """By part of the name, initials, or code; opening one is recorded by its page."""
    facts = {"purpose": asked.purpose, "query": FirmQuery(words=asked.words)}
    page = find_firms(asked.user, asked.desk.pk, per_page=MOST + 1, **facts)
    for firm in page.rows:
        url = reverse("regulator:firm", args=[firm.organisation_id])
        detail = f"{place_name(firm.place)} · {firm.people} 人"
        yield Hit(title=firm.name, url=f"{url}?purpose={asked.purpose}", detail=detail)


def people(asked: Asked) -> Iterator[Hit]:
    """Only what is a whole number or telephone is looked for; whoever is found sees it."""
    query = _query(asked.words)
    if query is None:
        return
    facts = {"by": asked.user, "office_id": asked.desk.pk, "purpose": asked.purpose, "at": now()}
    for row in search_people(query=query, **facts):
        url = reverse("regulator:person", args=[row.person_id])
        detail = "、".join(row.firms)
        yield Hit(title=row.name_masked, url=f"{url}?purpose={asked.purpose}", detail=detail)


def all_firms(asked: Asked) -> str:
    query = urlencode({"purpose": asked.purpose, "words": asked.words})
    return f"{reverse('regulator:firms')}?{query}"


def _query(words: str) -> PersonQuery | None:
    if is_mobile(words):
        return PersonQuery(phone=words)
    try:
        parse_document(words)
    except InvalidIdentity:
        return None
    return PersonQuery(id_number=words)


declare_search(
    Source(name="regulator.firms", label="辖区单位", portals=HERE, find=firms,
           needs=Can.SEE_FIRMS, wants_purpose=True, more=all_firms, order=20),
    Source(name="regulator.people", label="人员（写全号码）", portals=HERE, find=people,
           needs=Can.OPEN_PERSON, wants_purpose=True, order=21),
)  # fmt: skip
