"""All families over all people, one person after the other."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

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
from gongyue.law.checkup.plausible import plausible
from gongyue.law.checkup.subject import Subject, subject_of
from gongyue.law.rulebook import Refusal, Rulebook, default_book


class Family(NamedTuple):
    """One family of findings: how it judges a person, and the codes it answers for."""

    judge: Callable[[Desk, Subject], None]
    codes: tuple[str, ...]


FAMILIES = (
    Family(
        contract.check,
        ("contract.missing", "contract.late_signed", "contract.expired", "contract.expiring"),
    ),
    Family(open_ended_due.check, (open_ended_due.CODE,)),
    Family(probation.check, (probation.CODE,)),
    Family(probation_wage.check, (probation_wage.CODE,)),
    Family(wages.check, (wages.CODE,)),
    Family(working_time.check, (working_time.LIMIT, working_time.REST)),
    Family(overtime_due.check, (overtime_due.CODE,)),
    Family(insurance.check, (insurance.MISSING, insurance.LATE)),
    Family(insurance_base.check, (insurance_base.CODE,)),
    Family(leave.check, (leave.CODE,)),
    Family(ages.check, ("age.under_16", "age.under_18", "age.retirement")),
    Family(identity.check, (identity.INVALID,)),
)
EVERYTHING = tuple(code for family in FAMILIES for code in family.codes)


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
        if subject := _subject(desk, person):
            for family in FAMILIES:
                _judge(desk, subject, family)
            exposed.add(subject)
        count.add(subject)
        if numbers and person.id_text and (number := normalise(person.id_text)) in numbers:
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
        failures=tuple(desk.failures),
    )


def _subject(desk: Desk, person: PersonFacts) -> Subject | None:
    """The person as the law sees them; None when the facts cannot be made sense of."""
    try:
        if person.unusable:
            raise ValueError("rows without usable facts")
        return subject_of(plausible(person), desk.on)
    except Exception as error:  # one person's facts never end a check-up
        desk.fail(person, EVERYTHING, error)
        return None


def _judge(desk: Desk, subject: Subject, family: Family) -> None:
    try:
        family.judge(desk, subject)
    except Refusal as refusal:
        desk.give_up(subject.facts, family.codes, refusal)
    except Exception as error:  # nor may one family
        desk.fail(subject.facts, family.codes, error)


class _Count:
    def __init__(self) -> None:
        self.people = self.employed = self.left = 0

    def add(self, subject: Subject | None) -> None:
        self.people += 1
        if subject is not None:
            self.employed += subject.employed
            self.left += subject.left
