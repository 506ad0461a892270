"""Answers of a calculation that a firm's records hold about one person."""

from datetime import date
from uuid import UUID

from gongyue.apps.accounts.models import User
from gongyue.apps.checkup.facts_from_workbook import Gathering
from gongyue.apps.registry.selectors.organisations import place_of
from gongyue.apps.registry.selectors.workbooks import workbook_of_myself, workbook_of_person
from gongyue.engines.workbook.models import Workbook
from gongyue.law.checkup.subject import subject_of
from gongyue.law.guide import Known, known_answers
from gongyue.law.registry import Rule


def answers_about_me(
    viewer: User, organisation_id: UUID, rule: Rule, *, on: date
) -> dict[str, Known]:
    """From what one of the viewer's own firms wrote about them. Raises NotFound."""
    return _answers(workbook_of_myself(viewer, organisation_id), organisation_id, rule, on)


def answers_about(
    viewer: User, organisation_id: UUID, person_id: UUID, rule: Rule, *, on: date
) -> dict[str, Known]:
    """From the firm's own books, for whoever may check them. Raises NotFound, NotAllowed."""
    workbook = workbook_of_person(viewer, organisation_id, person_id)
    return _answers(workbook, organisation_id, rule, on)


def _answers(workbook: Workbook, organisation_id: UUID, rule: Rule, on: date) -> dict[str, Known]:
    """Of several registrations of one person the one with most records speaks."""
    people = list(Gathering(workbook, on=on).people())
    if not people:
        return {}
    person = max(people, key=lambda facts: len(facts.months) + len(facts.contracts))
    return known_answers(rule, subject_of(person, on), place=place_of(organisation_id))
