"""Everybody's records as questions to the law, firm by firm and a few hundred people at a time.

Nothing of a person leaves here but facts and a number; whoever asks shows sums only. People who
asked to be deleted are not counted.
"""

from collections.abc import Callable, Iterator
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from gongyue.apps.checkup.facts_from_workbook import Gathering
from gongyue.apps.registry.models import Employment, Organisation
from gongyue.apps.registry.models.employments import employed_on
from gongyue.apps.registry.selectors.firms import SIZES
from gongyue.apps.registry.selectors.workbooks import workbook_for_sums
from gongyue.law.checkup.subject import subject_of
from gongyue.law.impact import Asked
from gongyue.law.impact.records import questions_of

AT_ONCE = 400  # people whose records are held at a time
Seen = Callable[[], None]


def firms_of(within: Q) -> QuerySet[Organisation]:
    """In order of place, so that what is added up by place comes together."""
    return Organisation.objects.filter(within).order_by("place", "pk")


def questions_of_firms(within: Q, *, on: date, seen: Seen = lambda: None) -> Iterator[Asked]:
    """`seen` is called after each firm."""
    for firm in firms_of(within).iterator(chunk_size=200):
        yield from questions_of_firm(firm, on=on)
        seen()


def questions_of_firm(firm: Organisation, *, on: date) -> Iterator[Asked]:
    labels = {"place": firm.place, "size": _size(firm.headcount), "industry": firm.industry}
    people = _employed(firm, on)
    for start in range(0, len(people), AT_ONCE):
        workbook = workbook_for_sums(firm, people[start : start + AT_ONCE])
        for person in Gathering(workbook, on=on).people():
            yield from questions_of(
                subject_of(person, on), place=firm.place, who=person.key, firm=firm.pk,
                labels=labels,
            )  # fmt: skip


def _employed(firm: Organisation, on: date) -> list[UUID]:
    rows = Employment.objects.filter(
        employed_on(on),
        organisation=firm,
        is_withdrawn=False,
        person__erased_at=None,
        person__restricted_until=None,
    )
    return list(rows.order_by("person").values_list("person", flat=True).distinct())


def _size(headcount: int) -> str:
    for name, (_, least, most) in SIZES.items():
        if headcount >= least and (most is None or headcount <= most):
            return name
    return ""
