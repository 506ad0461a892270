"""What a firm's desk finds: its people, its imports and check-ups."""

from collections.abc import Iterator
from uuid import UUID

from django.urls import reverse

from gongyue.apps.checkup.selectors import checkups_of
from gongyue.apps.registry.roles import Can, Purpose
from gongyue.apps.registry.selectors.batches import batches_of
from gongyue.apps.registry.selectors.people import people_of_organisation
from gongyue.portals.shared.searching import Asked, Hit, Source, declare_search, fits
from gongyue.portals.shared.words import date_text

HERE = frozenset({"enterprise"})


def people(asked: Asked) -> Iterator[Hit]:
    """By the whole name or number, within the member's scope; opening one is another page."""
    found = people_of_organisation(
        asked.user, asked.desk.pk, search=asked.words, state="all", per_page=10
    )
    may_open = Can.OPEN_PERSON in asked.desk.here.rights
    for row in found.rows:
        state = "已离职" if row.has_left else ""
        detail = " · ".join(filter(None, (row.department, row.post, state)))
        yield Hit(title=row.name, url=_url(row.person_id, may_open), detail=detail)


def _url(person_id: UUID, may_open: bool) -> str:
    if not may_open:
        return reverse("enterprise:people")
    return f"{reverse('enterprise:person', args=[person_id])}?purpose={Purpose.STAFF_MANAGEMENT}"


def imports(asked: Asked) -> Iterator[Hit]:
    """By the name of the file."""
    for batch in batches_of(asked.user, asked.desk.pk):
        if fits(asked.words, batch.file_name):
            url = reverse("enterprise:import", args=[batch.batch_id])
            detail = f"{batch.state_label} · {date_text(batch.planned_at)}"
            yield Hit(title=batch.file_name, url=url, detail=detail)


def checkups(asked: Asked) -> Iterator[Hit]:
    """By day, source or file."""
    for row in checkups_of(asked.user, asked.desk.pk):
        title = f"{date_text(row.on)}体检"
        if fits(asked.words, title, row.source_label, row.file_name):
            url = reverse("enterprise:checkup", args=[row.checkup_id])
            yield Hit(title=title, url=url, detail=row.file_name or row.source_label)


def all_people(asked: Asked) -> str:
    return reverse("enterprise:people")


declare_search(
    Source(name="enterprise.people", label="人员", portals=HERE, find=people,
           needs=Can.SEE_PEOPLE, more=all_people, order=20),
    Source(name="enterprise.imports", label="导入的表", portals=HERE, find=imports,
           needs=Can.IMPORT_RECORDS, order=40),
    Source(name="enterprise.checkups", label="体检", portals=HERE, find=checkups,
           needs=Can.CHECK_UP, order=50),
)  # fmt: skip
