"""What may be one, which of two is kept, and what stands on a merge."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.event_types import EVENT_TYPES
from gongyue.apps.registry.models import Event, Organisation, Person, PersonLink, Sameness
from gongyue.apps.registry.models.sameness import SamenessState
from gongyue.apps.registry.permissions import NOT_FOR_YOU
from gongyue.apps.registry.sameness import (
    canonical_organisation,
    canonical_person,
    ids_of_organisation,
    ids_of_person,
    pair_of,
)
from gongyue.apps.registry.stream import Entry

KINDS = ("person", "organisation")
ERASED = "其中一人的个人信息已删除，不能合并。"
TWO_NUMBERS = "两份登记各有一个有效且不同的证件号码，是两个人，不能合并。"
TWO_CODES = "两家单位各有一个统一社会信用代码，不能合并。"
TWO_ACCOUNTS = "两份登记分别由两个账号绑定，不能合并；请本人到服务窗口办理。"
SAID_APART = "已认定不是同一个；如需合并，请先撤销那次认定。"


def by_pair(one: UUID, other: UUID) -> QuerySet[Sameness]:
    """Every saying of these two, the newest first."""
    return Sameness.objects.filter(pair=pair_of(one, other)).order_by("-proposed_at")


def roots(kind: str, one: UUID, other: UUID, *, stays: UUID | None = None) -> tuple[UUID, UUID]:
    """(kept, merged): what each leads to. Kept is who has a number, else `stays` where somebody
    chose, else who has an account, else who was there first. Raises NotFound, Refused (they are
    one already, or the other has the number)."""
    lead = canonical_person if kind == "person" else canonical_organisation
    first, second = lead(one), lead(other)
    if first == second:
        raise Refused("这两份登记已经合并。")
    rows = (Person if kind == "person" else Organisation).objects.filter(pk__in=(first, second))
    found = {row.pk: row for row in rows}
    if len(found) < 2:
        raise NotFound(NOT_FOR_YOU)
    kept, merged = sorted((found[first], found[second]), key=_rank)
    if stays is not None and lead(stays) == merged.pk:
        if kind == "organisation" and kept.credit_code and not merged.credit_code:
            raise Refused("有统一社会信用代码的那份登记要留下来。", "stays")
        kept, merged = merged, kept
    return kept.pk, merged.pk


def _rank(row: Any) -> tuple[bool, bool, datetime, UUID]:
    if isinstance(row, Organisation):
        return row.credit_code is None, False, row.registered_at, row.pk
    linked = PersonLink.objects.filter(person=row, ended_at=None).exists()
    return row.id_hash is None, not linked, row.made_at, row.pk


def require_possible(kind: str, kept: UUID, merged: UUID, *, but: UUID | None = None) -> None:
    """Raises Refused: somebody erased, two valid numbers, two accounts, said to be two."""
    if kind == "person":
        _require_people_possible(kept, merged)
    else:
        _require_organisations_possible(kept, merged)
    said = Sameness.objects.filter(pair=pair_of(kept, merged)).exclude(pk=but)
    if said.filter(state=SamenessState.APART).exists():
        raise Refused(SAID_APART)
    if said.filter(state=SamenessState.PROPOSED).exists():
        raise Refused("这两份登记已有人提出合并，等待确认。")


def _require_people_possible(kept: UUID, merged: UUID) -> None:
    people = list(Person.objects.filter(pk__in=ids_of_person(kept) | ids_of_person(merged)))
    if any(person.erased_at for person in people):
        raise Refused(ERASED)
    # Only a valid number has a search hash, and no two people share one.
    if sum(person.id_hash is not None for person in people) > 1:
        raise Refused(TWO_NUMBERS)
    if len(_holders({person.pk for person in people})) > 1:
        raise Refused(TWO_ACCOUNTS)


def _require_organisations_possible(kept: UUID, merged: UUID) -> None:
    ids = ids_of_organisation(kept) | ids_of_organisation(merged)
    rows = list(Organisation.objects.filter(pk__in=ids))
    if sum(row.credit_code is not None for row in rows) > 1:
        raise Refused(TWO_CODES)
    if len({row.kind for row in rows}) > 1:
        raise Refused("两家单位类别不同，不能合并。")


def linked_in(saying: Sameness) -> set[int]:
    """The accounts that speak for one of the two."""
    if saying.kind == "organisation":
        return set()
    one, other = saying.both
    return _holders(ids_of_person(one) | ids_of_person(other))


def _holders(people: set[UUID] | frozenset[UUID]) -> set[int]:
    links = PersonLink.objects.filter(person__in=people, ended_at=None)
    return set(links.values_list("user_id", flat=True))


def event_before() -> int:
    """The youngest event so far."""
    newest = Event.objects.order_by("-pk").values_list("pk", flat=True).first()
    return newest or 0


def require_not_built_on(saying: Sameness) -> None:
    """Raises Refused, naming what stands on the merge."""
    later = Sameness.objects.filter(
        state=SamenessState.MERGED, decided_at__gt=saying.decided_at
    ).exclude(pk=saying.pk)
    group = _group(saying)
    for other in later:
        if set(other.both) & group:
            day = localdate(other.decided_at)
            raise Refused(f"不能撤销：{day} 又合并了另一份登记，请先撤销那一次。")
    if saying.kind == "person":
        _require_nobody_answered(saying, group)


def _require_nobody_answered(saying: Sameness, group: frozenset[UUID]) -> None:
    """The account of one side has answered a record of the other."""
    links = PersonLink.objects.filter(person__in=group, ended_at=None)
    for link in links:
        answers = Event.objects.filter(
            pk__gt=saying.last_event, actor=link.user_id, about__person__in=group
        ).exclude(about__person=link.person_id)
        answer = answers.select_related("about").order_by("pk").first()
        if answer is not None:
            label, day = EVENT_TYPES[answer.about.type].label, answer.about.occurred_on
            said = EVENT_TYPES[answer.type].label
            raise Refused(f"不能撤销：{day} 的“{label}”记录已由本人答复（{said}）。")


def _group(saying: Sameness) -> frozenset[UUID]:
    of = ids_of_person if saying.kind == "person" else ids_of_organisation
    return of(saying.both[0])


def entries_of(saying: Sameness, what: str, by: User, at: datetime) -> list[Entry]:
    """One event for each of the two, under its own key, naming the other."""
    entries = []
    for own, other in (saying.both, saying.both[::-1]):
        concerned = {f"{saying.kind}_id": own}
        entries.append(
            Entry(
                type=f"{saying.kind}.same_{what}",
                by=by,
                at=at,
                occurred_on=localdate(at),
                acting_as=saying.proposed_for if what in {"proposed", "apart"} else None,
                payload={"saying": str(saying.pk), "other": str(other)},
                **concerned,
            )
        )
    return entries
