"""All families over all people, one person after the other."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from gongyue.kernel.ids import normalise
from gongyue.law.checkup import (
    ages,
    contract,
    identity,
    insurance,
    insurance_base,
    leave,
    open_ended_due,
    overtime_due,
    probation,
    probation_wage,
    wages,
    working_time,
)
from gongyue.law.checkup.desk import Desk
from gongyue.law.checkup.exposure import Exposed
from gongyue.law.checkup.facts import Known, PersonFacts, SharedNumber
from gongyue.law.checkup.finding import Result
from gongyue.law.checkup.subject import Subject, subject_of
from gongyue.law.rulebook import Rulebook, default_book

FAMILIES: tuple[Callable[[Desk, Subject], None], ...] = (
    contract.check,
    open_ended_due.check,
    probation.check,
    probation_wage.check,
    wages.check,
    working_time.check,
    overtime_due.check,
    insurance.check,
    insurance_base.check,
    leave.check,
    ages.check,
    identity.check,
)


def check(  # noqa: PLR0913 - one call, one check-up
    people: Iterable[PersonFacts],
    *,
    place: str,
    on: date,
    known: Known,
    book: Rulebook | None = None,
    shared: Sequence[SharedNumber] = (),
    severance_detail: bool = False,
) -> Result:
    """Findings on everybody. `known` says which columns the source has at all.

    People are taken one by one and not kept. Raises Refusal for an unknown place.
    """
    rules = book or default_book()
    rules.chain(place)
    desk = Desk(place=place, on=on, book=rules, known=known)
    exposed = Exposed(desk, detail=severance_detail)
    count = _Count()
    numbers = {item.number for item in shared}
    sharing: dict[tuple[str, str], PersonFacts] = {}
    for person in people:
        subject = subject_of(person, on)
        count.add(subject)
        for family in FAMILIES:
            family(desk, subject)
        exposed.add(subject)
        if person.id_text and (number := normalise(person.id_text)) in numbers:
            sharing[number, person.name] = person
    identity.check_shared(desk, shared, sharing)
    return Result(
        place=place,
        on=on,
        people=count.people,
        employed=count.employed,
        left=count.left,
        findings=tuple(desk.findings),
        undecided=tuple(desk.undecided),
        exposure=exposed.total(),
    )


class _Count:
    def __init__(self) -> None:
        self.people = self.employed = self.left = 0

    def add(self, subject: Subject) -> None:
        self.people += 1
        self.employed += subject.employed
        self.left += subject.left
