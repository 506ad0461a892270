"""What happened in a sample before its learner arrives, told through services."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.timezone import localdate

from gongyue.apps.accounts.models import User
from gongyue.apps.checkup.selectors import checkup_page
from gongyue.apps.checkup.services import checkup_organisation, finding_to_task
from gongyue.apps.documents.paper.letter import Clauses, Letter, Paragraph, print_letter
from gongyue.apps.documents.permissions import Owner
from gongyue.apps.documents.services.adding import Handed, document_add
from gongyue.apps.documents.services.certificates import Wanted, certificate_issue
from gongyue.apps.registry.engaging import EngagementAct
from gongyue.apps.registry.roles import Kind, Purpose, Role
from gongyue.apps.registry.selectors.people import people_of_organisation
from gongyue.apps.registry.services.engagements import Terms, answer_engagement, ask_engagement
from gongyue.apps.registry.services.imports import import_at_once
from gongyue.apps.registry.services.samples import World, as_one_of
from gongyue.apps.samples.books import invented, workbook
from gongyue.apps.tasks.filings.handling import filing_answer
from gongyue.apps.tasks.filings.submitting import (
    NewFiling,
    Visitor,
    filing_submit,
    filing_submit_at_counter,
)
from gongyue.apps.tasks.services import NewTask, task_open

# Numbers of telephones are written nowhere else; in a sample nobody is found by one.
VISITOR = "19900000000"
LETTER = "（样例）请报送近两个月的工资支付表，并说明周末加班工资怎样计算。"
QUESTION = "（样例）员工试用期里请病假，试用期可以顺延吗？"
COMPLAINT = "（样例）周末加了十六小时班，工资条上的加班费和平时一样算，想请你们核对。"
ANSWER = "（样例）已经核对工资表，差额下月补发；没有补发请再来。"
HELP = "（样例）单位说下个月再谈补发的事，想请你们帮忙约个时间调解。"
RULE = (
    "（样例）每天工作八小时；延长工作时间先和本人商量，休息日加班又不能补休的，按百分之二百支付。"
)

DESKS = (
    (Kind.REGULATOR, "（样例）回访样例单位：书面合同和参保登记", "cn/inspection-regulation#17"),
    (
        Kind.MEDIATION,
        "（样例）约张示范和样例单位核对周末加班工时",
        "cn/dispute-mediation-arbitration-law#14",
    ),
    (Kind.PROVIDER, "（样例）为样例单位准备参保登记材料", "cn/social-insurance-law#58"),
)


@dataclass(frozen=True, kw_only=True)
class Telling:
    """Who tells, in which sample, when; `site`: where papers are checked."""

    world: World
    by: User
    at: datetime
    site: str

    @property
    def today(self) -> date:
        return localdate(self.at)

    def org(self, kind: str) -> UUID:
        """One of the organisations, by kind."""
        return self.world.inside[kind].pk

    def as_one_of(self, kind: str) -> AbstractContextManager[UUID]:
        """Within it the teller speaks for that organisation."""
        return as_one_of(self.world, kind, by=self.by, at=self.at)

    def ago(self, days: int) -> datetime:
        """So many days before the telling, at the same hour."""
        return self.at - timedelta(days=days)


def tell(telling: Telling) -> None:
    """Oldest first; the last things wait for the learner."""
    with telling.as_one_of(Kind.ENTERPRISE) as firm:
        _books(telling, firm)
        _papers(telling, firm)
        _checkup(telling, firm)
    _agency(telling)
    _handed_in(telling)
    _written(telling)
    for kind, title, citation in DESKS:
        _desk(telling, kind, title, citation)


def _books(it: Telling, firm: UUID) -> None:
    content = workbook(invented(it.today), it.today)
    facts = {"content": content, "name": "样例用工台账.xlsx", "at": it.ago(9)}
    import_at_once(by=it.by, organisation_id=firm, **facts)


def _papers(it: Telling, firm: UUID) -> None:
    body = (Paragraph(text="本办法是样例。"), Clauses(items=(RULE,)))
    rules = Letter(title="考勤与加班管理办法", issuer="样例单位", sample=True, body=body)
    handed = Handed(name="样例·考勤与加班管理办法.pdf", content=print_letter(rules).pdf)
    owner = Owner(organisation_id=firm)
    document_add(by=it.by, owner=owner, kind="contract", handed=handed, at=it.ago(6))
    person = people_of_organisation(it.by, firm, per_page=1).rows[0].person_id
    wanted = Wanted(kind="employed", recipient="样例收件单位", use="（样例）办理居住登记")
    facts = {"wanted": wanted, "purpose": Purpose.STAFF_MANAGEMENT, "site": it.site}
    certificate_issue(by=it.by, organisation_id=firm, person_id=person, at=it.ago(5), **facts)


def _checkup(it: Telling, firm: UUID) -> None:
    """The two worst findings are tasks already; the others wait to be made some."""
    done = checkup_organisation(by=it.by, organisation_id=firm, on=it.today, at=it.ago(1))
    due = it.today + timedelta(days=7)
    for finding in checkup_page(it.by, done.pk, severity="high").findings[:2]:
        facts = {"role": Role.OWNER, "due_on": due, "at": it.at}
        finding_to_task(by=it.by, finding_id=finding.finding_id, **facts)


def _agency(it: Telling) -> None:
    """The firm asks, the provider accepts."""
    words = "（样例）社保登记和花名册请你们代办。"
    acts = tuple(EngagementAct.values)
    terms = Terms(acts=acts, first_on=localdate(it.ago(8)), words=words)
    with it.as_one_of(Kind.ENTERPRISE) as firm:
        other = it.org(Kind.PROVIDER)
        asked = ask_engagement(
            by=it.by, organisation_id=firm, other_id=other, terms=terms, at=it.ago(8)
        )
    with it.as_one_of(Kind.PROVIDER):
        answer_engagement(by=it.by, engagement_id=asked.pk, accept=True, at=it.ago(7))


def _handed_in(it: Telling) -> None:
    """Three came to a counter; one of them has an answer."""
    with it.as_one_of(Kind.REGULATOR) as office:
        first = _at_counter(it, office, ("opinion.complaint", COMPLAINT), 4)
        filing_answer(by=it.by, filing_id=first, at=it.ago(2), words=ANSWER)
        _at_counter(it, office, ("opinion.request", HELP), 1)
    with it.as_one_of(Kind.MEDIATION) as office:
        _at_counter(it, office, ("opinion.request", HELP), 3)


def _at_counter(it: Telling, office: UUID, asked: tuple[str, str], days_ago: int) -> UUID:
    new = NewFiling(kind=asked[0], office_id=office, words=asked[1])
    visitor = Visitor(name="来访人（样例）", phone=VISITOR)
    return filing_submit_at_counter(by=it.by, new=new, visitor=visitor, at=it.ago(days_ago)).pk


def _written(it: Telling) -> None:
    """The firm asks the office something; the office writes to the firm."""
    for kind, to, days_ago, name, words in (
        (Kind.ENTERPRISE, Kind.REGULATOR, 2, "opinion.question", QUESTION),
        (Kind.REGULATOR, Kind.ENTERPRISE, 1, "notice.reply", LETTER),
    ):
        with it.as_one_of(kind) as sender:
            new = NewFiling(kind=name, office_id=it.org(to), organisation_id=sender, words=words)
            filing_submit(by=it.by, new=new, at=it.ago(days_ago))


def _desk(it: Telling, kind: str, title: str, citation: str) -> None:
    """One thing to do for whoever learns there."""
    with it.as_one_of(kind) as organisation_id:
        new = NewTask(
            title=title,
            organisation_id=organisation_id,
            citation=citation,
            due_on=it.today + timedelta(days=9),
            if_nobody="样例：没有人办，到期会提醒负责人",
        )
        task_open(by=it.by, new=new, at=it.ago(1))
