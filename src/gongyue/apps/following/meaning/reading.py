"""The employments a reader's own records hold: of a worker theirs, of a firm its people."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.accounts.models import User
from gongyue.apps.checkup.facts_from_workbook import Gathering
from gongyue.apps.registry.selectors.organisations import place_of
from gongyue.apps.registry.selectors.people import own_firms
from gongyue.apps.registry.selectors.workbooks import workbook_of_myself, workbook_of_records
from gongyue.law.checkup.subject import Subject, subject_of


@dataclass(frozen=True, kw_only=True)
class OwnEmployment:
    """One employment: with which firm, where, and what the records say of it."""

    firm: str
    place: str
    subject: Subject


def own_employments(user: User, *, on: date) -> Iterator[OwnEmployment]:
    """What each of the person's firms wrote about them, as of a day; of several rows the fullest
    speaks."""
    for firm in own_firms(user):
        try:
            workbook = workbook_of_myself(user, firm.organisation_id)
        except NotFound:
            continue
        people = list(Gathering(workbook, on=on).people())
        if people:
            facts = max(people, key=lambda found: len(found.months) + len(found.contracts))
            place = place_of(firm.organisation_id)
            yield OwnEmployment(firm=firm.name, place=place, subject=subject_of(facts, on))


def employments_of_firm(viewer: User, organisation_id: UUID, *, on: date) -> list[Subject]:
    """Who works there, by the firm's own records. Raises NotFound, NotAllowed."""
    workbook = workbook_of_records(viewer, organisation_id)
    subjects = (subject_of(facts, on) for facts in Gathering(workbook, on=on).people())
    return [subject for subject in subjects if subject.in_service and subject.is_employee]
