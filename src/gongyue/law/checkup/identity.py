"""Identity numbers: wrong ones, and one number on two rows."""

from collections.abc import Iterable

from gongyue.kernel.ids import mask_identity
from gongyue.law.checkup.desk import Desk, said
from gongyue.law.checkup.facts import PersonFacts, SharedNumber
from gongyue.law.checkup.finding import Draft
from gongyue.law.checkup.subject import Subject

INVALID, DUPLICATE = "id.invalid", "id.duplicate"


def check(desk: Desk, subject: Subject) -> None:
    problem, facts = subject.identity_problem, subject.facts
    if problem is None:
        if facts.id_text is None and "id_number" in facts.unreadable:
            desk.cannot(facts, INVALID, "id_number")
        return
    draft = Draft(
        code=INVALID,
        message=problem.message_zh,
        working=[said("表中的身份证号", mask_identity(facts.id_text or ""))],
    )
    desk.add(facts, draft)


def check_shared(
    desk: Desk, shared: Iterable[SharedNumber], people: dict[tuple[str, str], PersonFacts]
) -> None:
    """One finding for each name on the number; for one name twice, one finding."""
    for number in shared:
        names = list(dict.fromkeys(name for name, _ in number.rows))
        for name in names:
            if (person := people.get((number.number, name))) is not None:
                _add(desk, person, number, name, several=len(names) > 1)


def _add(
    desk: Desk, person: PersonFacts, number: SharedNumber, name: str, *, several: bool
) -> None:
    rows = [f"{origin.sheet} 第{origin.row}行（{who}）" for who, origin in number.rows]
    where = "、".join(rows[:5]) + ("等" if len(rows) > 5 else "")
    text = "同一个身份证号登记在不同姓名下：" if several else "同一个人在花名册里登记了两次："
    draft = Draft(
        code=DUPLICATE,
        message=text + where + "。",
        origin=next(origin for who, origin in number.rows if who == name),
        working=[said("身份证号", mask_identity(number.number))],
        unsure=["哪一行写错了，要对照身份证原件。"] if several else [],
    )
    desk.add(person, draft)
