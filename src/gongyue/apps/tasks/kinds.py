"""Kinds of task, declared in code like event types: what it is called, who, when reminded, and
where it goes when nobody acts.

    declare_kinds(
        TaskKind(name="contracts.sign", label="签订合同", role=Role.HR, page="contract"),
    )
    task_open(by=user, new=NewTask(kind="contracts.sign", title="…", …), at=at)

A kind is declared in the app's `events.py`, so that it is known as soon as Django has started; a
name is never renamed while tasks of it are open. docs/how-to/open-a-task.md has the whole story.
"""

from dataclasses import dataclass
from enum import StrEnum

GENERAL = "task.general"
PATIENCE = 30  # days until a task without a last day is taken for forgotten
AGAIN = 7  # days between two calls on the last rung


class To(StrEnum):
    """Whom silence brings a task to."""

    ROLE = "role"
    OWNER = "owner"
    ABOVE = "above"
    OPERATOR = "operator"


@dataclass(frozen=True, kw_only=True)
class Rung:
    """One step of a ladder: after so many days of silence, to whom.

    `after` counts from the last day of the task on the first rung, and from the rung before on
    the others; 0 is the day after. `role` names the role of To.ROLE and is empty for the others.
    """

    to: To
    after: int = 0
    role: str = ""

    def __post_init__(self) -> None:
        if self.after < 0:
            raise BadKind("a rung waits 0 days or more")
        if (self.to == To.ROLE) != bool(self.role):
            raise BadKind("To.ROLE names a role, the others name none")


Ladder = tuple[Rung, ...]
# The owner of the organisation; for an office then the office over it, at last the operator.
STANDARD: Ladder = (
    Rung(to=To.OWNER),
    Rung(to=To.ABOVE, after=5),
    Rung(to=To.OPERATOR, after=5),
)
# What only the organisation itself may know.
INSIDE: Ladder = (Rung(to=To.OWNER),)
ENDS = frozenset({To.OWNER, To.OPERATOR})  # those who are always there


class BadKind(ValueError):
    """A declaration that makes no sense. A programming error, not a user's."""


@dataclass(frozen=True, kw_only=True)
class TaskKind:
    """What all tasks of one kind have in common.

    role: who does it when the opener names nobody; "" is everybody who does tasks.
    reminders: days before the last day on which whoever holds it is reminded.
    escalation: the ladder; its last rung is the owner or the operator, so that it ends nowhere.
    patience: days of silence after which a task without a last day moves all the same.
    page: name of the route that shows what it is about, the same on each portal that has it
        ("filing" is `regulator:filing` on the regulator's desk). It takes one argument: the part
        of `about` behind the first colon, or all of it where `page_takes_about`.
    by_hand: whether somebody may call it done in the inbox. False: the act on `page` closes it
        (services.tasks_settle), and nothing else does.
    """

    name: str
    label: str
    role: str = ""
    reminders: tuple[int, ...] = (3, 0)
    escalation: Ladder = STANDARD
    patience: int = PATIENCE
    page: str = ""
    page_takes_about: bool = False
    by_hand: bool = True

    def __post_init__(self) -> None:
        if "." not in self.name or len(self.name) > 40 or not self.label:
            raise BadKind(f"{self.name}: app.thing of at most 40 characters, with a label")
        if not self.escalation or self.escalation[-1].to not in ENDS:
            raise BadKind(f"{self.name}: the last rung is the owner or the operator")
        if any(days < 0 for days in self.reminders) or self.patience < 1:
            raise BadKind(f"{self.name}: reminders and patience are days")
        if not self.by_hand and not self.page:
            raise BadKind(f"{self.name}: a task that is not closed by hand needs its page")


TASK_KINDS: dict[str, TaskKind] = {}


def declare_kinds(*kinds: TaskKind) -> None:
    """Add kinds to the list; a name belongs to one kind only."""
    for kind in kinds:
        if TASK_KINDS.get(kind.name, kind) != kind:
            raise BadKind(f"{kind.name} is declared twice")
        TASK_KINDS[kind.name] = kind


def kind_of(name: str) -> TaskKind:
    """The kind; a task whose kind is no longer declared behaves like a general one."""
    return TASK_KINDS.get(name) or TASK_KINDS[GENERAL]


def require_kind(name: str) -> TaskKind:
    """The kind; raises BadKind: a misspelt name must fail where it is written."""
    if name not in TASK_KINDS:
        raise BadKind(f"{name} is not declared")
    return TASK_KINDS[name]


declare_kinds(
    TaskKind(name=GENERAL, label="一般事项"),
    TaskKind(
        name="engagement.answer",
        label="答复服务委托",
        role="owner",
        escalation=INSIDE,
        by_hand=False,
        page="engagement",
    ),
    TaskKind(name="task.no_owner", label="单位没有负责人", escalation=(Rung(to=To.OPERATOR),)),
)
