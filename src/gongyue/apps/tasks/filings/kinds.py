"""Kinds of filing, declared in code, and the kinds of task that filings open."""

from collections.abc import Iterable
from dataclasses import dataclass

from gongyue.apps.registry.roles import EMPLOYERS, Kind, Role
from gongyue.apps.tasks.kinds import BadKind, TaskKind, declare_kinds

OFFICES = frozenset({Kind.REGULATOR, Kind.MEDIATION, Kind.OPERATOR})


@dataclass(frozen=True, kw_only=True)
class FilingKind:
    """What all filings of one kind have in common.

    to: kinds of organisation that take it. days: working days promised, unless the office
    promises another number or the capability hands in a day with its article. senders: kinds of
    organisation that may send it; empty: it is sent by a person. task_kind: of the task at the
    office. offered: whether it can be chosen in 意见与求助, or only its capability submits it.
    """

    name: str
    label: str
    hint: str = ""
    to: frozenset[str] = OFFICES
    days: int = 10
    senders: frozenset[str] = frozenset()
    task_kind: str = "filings.answer"
    offered: bool = False

    def __post_init__(self) -> None:
        if "." not in self.name or len(self.name) > 40 or not self.label or not self.to:
            raise BadKind(f"{self.name}: app.thing, with a label and somebody who takes it")
        if not 1 <= self.days <= 60:
            raise BadKind(f"{self.name}: between 1 and 60 working days are promised")


FILING_KINDS: dict[str, FilingKind] = {}


def declare_filings(*kinds: FilingKind) -> None:
    """Add kinds to the list; a name belongs to one kind only."""
    for kind in kinds:
        if FILING_KINDS.get(kind.name, kind) != kind:
            raise BadKind(f"{kind.name} is declared twice")
        FILING_KINDS[kind.name] = kind


def filing_kind(name: str) -> FilingKind | None:
    """The kind, where it is still declared."""
    return FILING_KINDS.get(name)


def offered(organisation_kind: str) -> list[FilingKind]:
    """What may be sent to such an organisation under 意见与求助."""
    return [k for k in FILING_KINDS.values() if k.offered and organisation_kind in k.to]


def sent_by(organisation_kind: str) -> Iterable[FilingKind]:
    """What such an organisation may send to others."""
    return [k for k in FILING_KINDS.values() if organisation_kind in k.senders]


declare_kinds(
    TaskKind(name="filings.answer", label="答复来件", reminders=(3, 1, 0), page="filing",
             by_hand=False),
    TaskKind(name="filings.reply", label="补充情况", reminders=(3, 0), page="filing",
             by_hand=False),
    TaskKind(name="filings.look", label="看答复", reminders=(0,), page="filing"),
    TaskKind(name="filings.follow_up", label="差评回访", role=Role.OWNER, reminders=(1, 0),
             page="filing"),
)  # fmt: skip

declare_filings(
    FilingKind(name="opinion.question", label="咨询", hint="政策、办事、权利义务", days=5,
               offered=True),
    FilingKind(name="opinion.request", label="求助", hint="遇到难处，请部门帮忙", days=10,
               offered=True),
    FilingKind(name="opinion.complaint", label="投诉反映", hint="单位、机构或工作人员做得不对",
               days=15, offered=True),
    FilingKind(name="opinion.suggestion", label="建议", hint="怎样做得更好", days=15,
               offered=True),
    FilingKind(name="notice.reply", label="请回复的通知", to=EMPLOYERS, days=10,
               senders=frozenset({Kind.REGULATOR, Kind.MEDIATION})),
)  # fmt: skip
