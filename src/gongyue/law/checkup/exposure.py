"""What severance would cost if every employment ended on the day: information, no debt."""

from collections.abc import Callable
from decimal import Decimal

from gongyue.law.checkup.desk import Desk, take
from gongyue.law.checkup.finding import Draft, Exposure
from gongyue.law.checkup.subject import Subject
from gongyue.law.checkup.wage_of import agreed_wage, average_gross, last_twelve
from gongyue.law.rulebook import Refusal
from gongyue.law.severance import SeveranceFacts, severance

CODE = "severance.exposure"


class Exposed:
    """Adds up while people pass by."""

    def __init__(self, desk: Desk, *, detail: bool) -> None:
        self.desk, self.detail = desk, detail
        self.amount, self.people, self.not_covered = Decimal("0.00"), 0, 0
        self.stale: set[str] = set()

    def add(self, subject: Subject) -> None:
        if not subject.in_service or not subject.is_employee:
            return
        facts = self._facts(subject)
        try:
            if facts is None:
                raise Refusal("缺少入职日期或工资")
            outcome = severance(facts(), self.desk.book, trace=self.detail)
        except Refusal as refusal:
            self.not_covered += 1
            if self.detail:
                self.desk.cannot(subject.facts, CODE, "wage", refusal.message_zh)
            return
        except Exception as error:  # one person's facts never end a check-up
            self.not_covered += 1
            self.desk.fail(subject.facts, (CODE,), error)
            return
        self.people += 1
        self.amount += outcome.amount
        self.stale.update(outcome.stale)
        if self.detail:
            draft = Draft(code=CODE, message="如在体检日由单位提出、双方协商解除。")
            take(draft, outcome)
            draft.amount = outcome.amount
            self.desk.add(subject.facts, draft)

    def total(self) -> Exposure:
        return Exposure(
            amount=self.amount,
            people=self.people,
            not_covered=self.not_covered,
            stale=tuple(sorted(self.stale)),
        )

    def _facts(self, subject: Subject) -> Callable[[], SeveranceFacts] | None:
        wage = average_gross(last_twelve(subject)) or agreed_wage(subject)
        started = subject.hired_on
        if wage is None or started is None or subject.retired == "certain":
            return None
        return lambda: SeveranceFacts(
            place=self.desk.place, started_on=started, ended_on=subject.on, average_wage=wage
        )
