"""The story of the demo city, told through the same services the screens use.

Days are counted back from today, so that the city is alive whenever it is told.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.utils.timezone import get_current_timezone, localdate, now

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.services import offer_demo_login, register_user
from gongyue.apps.checkup.selectors import checkup_page, checkups_of
from gongyue.apps.checkup.services import checkup_organisation, finding_settle, finding_to_task
from gongyue.apps.registry.roles import Kind, Purpose, Role
from gongyue.apps.registry.selectors.organisations import members_of
from gongyue.apps.registry.selectors.records import records_of_myself
from gongyue.apps.registry.services.access import open_organisation, open_person
from gongyue.apps.registry.services.imports import import_plan, import_start
from gongyue.apps.registry.services.links import link_myself
from gongyue.apps.registry.services.organisations import (
    create_first_administrator,
    grant_role,
    register_organisation,
)
from gongyue.apps.registry.services.stances import take_stance
from gongyue.apps.registry.services.undo import import_undo
from gongyue.apps.tasks.services import NewTask, task_open
from gongyue.cli.demo import cast
from gongyue.cli.demo.books import HABITS, last_months, workbook
from gongyue.cli.demo.cast import Player
from gongyue.cli.demo.firms import FIRMS, SHOP, Firm
from gongyue.cli.demo.people import credit_code, employees, mobile
from gongyue.cli.demo.roster import roster_of

SEED = 20261
PAY_IS_SHORT = "这个月周末加了 16 小时班，加班费少算了。"
POST_IS_WRONG = "我是骑手，不是站点调度员，岗位写错了。"
User = Any  # what accounts hand out; screens and stories never touch tables
MONTHS_ON_FILE = 3
CITY, ELSEWHERE = "430100", "430181"
WRONG_SHOP = "湘味小馆河西店"
WHY_ZHOU_LOOKS = "本人反映周末加班费少算，核对工资表和考勤。"
SETTLED, LEAVE_IS_PLANNED = "leave.unused", "已和本人商量好，年底前排班休完剩下的年假。"


def tell() -> None:
    """Fill an empty demo database. Takes some seconds; every record has passed a service."""
    _City().tell()


class _City:
    """One telling: who is who, and which firm has which number."""

    def __init__(self) -> None:
        self.rng = Random(SEED)
        self.today = localdate()
        self.users: dict[str, User] = {}
        self.firms: dict[str, UUID] = {}
        self.offices: dict[str, UUID] = {}

    def tell(self) -> None:
        self._open_the_offices()
        for number, firm in enumerate(FIRMS):
            self._settle(firm, number)
        self._agency_helps_the_restaurant()
        self._a_wrong_file_is_taken_back()
        self._workers_answer()
        self._inspector_looks()
        self._another_inspector_may_not()
        self._work_on_the_desks()
        self._one_finding_is_settled()
        self._doors_for_visitors()

    def at(self, days_ago: int, hour: int = 10) -> datetime:
        """An instant of working hours so many days back; never in the future."""
        day = self.today - timedelta(days=days_ago)
        return min(datetime.combine(day, time(hour), get_current_timezone()), now())

    # -- who there is ---------------------------------------------------------------------------

    def _open_the_offices(self) -> None:
        at = self.at(60)
        administrator = create_first_administrator(
            phone=mobile(9), name="系统管理员", password=f"demo-{self.rng.getrandbits(64):x}",
            operator_name="工约演示城市", place=CITY, at=at,
        )  # fmt: skip
        for player in cast.ON_STAGE:
            self.users[player.name] = register_user(phone=player.phone, name=player.name, at=at)
        for name, kind, role, player in (
            ("长沙市劳动保障监察支队（演示）", Kind.REGULATOR, Role.INSPECTOR, cast.ZHOU),
            ("星沙街道劳动争议调解中心（演示）", Kind.MEDIATION, Role.MEDIATOR, cast.ZHAO),
            ("星城人力服务（演示）", Kind.PROVIDER, Role.AGENT, cast.QIAN),
        ):
            self.offices[kind] = self._office(administrator, name, kind, role, player, CITY)
        # Another place, so another reach; 欧监察员 has no door of her own.
        self.users[cast.OU.name] = register_user(phone=cast.OU.phone, name=cast.OU.name, at=at)
        self._office(administrator, "浏阳市劳动保障监察大队（演示）", Kind.REGULATOR,
                     Role.INSPECTOR, cast.OU, ELSEWHERE)  # fmt: skip

    def _office(
        self, by: User, name: str, kind: str, role: str, player: Player, place: str
    ) -> UUID:
        at = self.at(60)
        office = register_organisation(by=by, name=name, kind=kind, credit_code="", place=place,
                                       at=at)  # fmt: skip
        grant_role(by=by, organisation_id=office.pk, user=self.users[player.name], role=role, at=at)
        return office.pk

    def _settle(self, firm: Firm, number: int) -> None:
        """A firm registers, hands in its books, and has itself checked."""
        owner = self._owner(firm, number)
        at = self.at(45 - number)
        row = register_organisation(by=owner, name=firm.name, kind=firm.kind, place=firm.place,
                                    credit_code=credit_code(number + 1), at=at)  # fmt: skip
        self.firms[firm.name] = row.pk
        staff = employees(
            self.rng, count=firm.people, start=1000 + 100 * number, today=self.today,
            wages=firm.wages, posts=firm.posts.split(),
        )  # fmt: skip
        content = workbook(firm.name, roster_of(firm, staff, self.today),
                           months=last_months(self.today, MONTHS_ON_FILE),
                           habit=HABITS[number % len(HABITS)])  # fmt: skip
        batch = import_plan(by=owner, organisation_id=row.pk, content=content,
                            name=f"{firm.name}用工台账.xlsx", at=at)  # fmt: skip
        import_start(by=owner, batch_id=batch.pk, at=at)
        checkup_organisation(by=owner, organisation_id=row.pk, on=self.today, at=self.at(1))

    def _owner(self, firm: Firm, number: int) -> User:
        if firm.owner not in self.users:
            self.users[firm.owner] = register_user(
                phone=mobile(50 + number), name=firm.owner, at=self.at(50)
            )
        return self.users[firm.owner]

    # -- what they do ---------------------------------------------------------------------------

    def _agency_helps_the_restaurant(self) -> None:
        grant_role(by=self.users["何老板"], organisation_id=self.firms["湘味小馆"],
                   user=self.users["钱经办"], role=Role.HR, at=self.at(20))  # fmt: skip

    def _a_wrong_file_is_taken_back(self) -> None:
        """何老板 picks the roster of the shop across the river, sees it, and takes it back."""
        boss, mine = self.users["何老板"], self.firms["湘味小馆"]
        staff = employees(Random(SEED + 1), count=5, start=9000, today=self.today,
                          wages=(3200, 4800), posts=SHOP.split())  # fmt: skip
        content = workbook(WRONG_SHOP, staff, months=[], habit=HABITS[0])
        batch = import_plan(by=boss, organisation_id=mine, content=content,
                            name=f"{WRONG_SHOP}花名册.xlsx", at=self.at(8))  # fmt: skip
        import_start(by=boss, batch_id=batch.pk, at=self.at(8))
        import_undo(by=boss, batch_id=batch.pk, at=self.at(8, 11))

    def _workers_answer(self) -> None:
        """李师傅 disputes the last pay and confirms the one before; 王骑手 disputes his post."""
        for player in (cast.LI, cast.WANG):
            link_myself(by=self.users[player.name], name=player.name,
                        id_number=player.id_number, at=self.at(9))  # fmt: skip
        self._answer(cast.LI, "pay.recorded", "disputed", PAY_IS_SHORT)
        self._answer(cast.LI, "pay.recorded", "confirmed", "")
        self._answer(cast.LI, "employment.recorded", "confirmed", "")
        self._answer(cast.WANG, "employment.recorded", "disputed", POST_IS_WRONG)

    def _answer(self, player: Player, kind: str, stance: str, words: str) -> None:
        """The newest record of the kind that has no answer yet."""
        for record in self._records(player):
            if kind == record.type and record.awaits_worker:
                take_stance(by=self.users[player.name], event_id=record.event_id, kind=stance,
                            words=words, at=self.at(6, 20))  # fmt: skip
                return

    def _records(self, player: Player) -> Iterator:
        yield from records_of_myself(self.users[player.name])

    def _inspector_looks(self) -> None:
        zhou, factory = self.users["周监察员"], self.firms["晨光工厂"]
        open_organisation(by=zhou, organisation_id=factory, purpose=Purpose.INSPECTION,
                          at=self.at(4))  # fmt: skip
        for record in self._records(cast.LI):
            open_person(by=zhou, person_id=record.person_id, purpose=Purpose.COMPLAINT,
                        at=self.at(4, 11), words=WHY_ZHOU_LOOKS)  # fmt: skip
            return

    def _another_inspector_may_not(self) -> None:
        """The factory is not in 浏阳; and 周监察员, who may, forgot to say why."""
        person = next(self._records(cast.LI)).person_id
        with suppress(NotFound):
            open_person(by=self.users[cast.OU.name], person_id=person,
                        purpose=Purpose.INSPECTION, at=self.at(3))  # fmt: skip
        with suppress(Refused):
            open_organisation(by=self.users["周监察员"], organisation_id=self.firms["晨光工厂"],
                              purpose="", at=self.at(4, 9))  # fmt: skip

    # fmt: off
    def _work_on_the_desks(self) -> None:
        for owner, firm in (("陈经理", "晨光工厂"), ("何老板", "湘味小馆")):
            self._worst_findings_become_tasks(self.users[owner], self.firms[firm])
        self._desk_task(cast.ZHOU, Kind.REGULATOR, Role.INSPECTOR, 12,
                        "回访湘味小馆：书面合同与参保登记整改情况",
                        "cn/inspection-regulation#17", "须在调查期限内处理完毕")  # fmt: skip
        self._desk_task(cast.ZHAO, Kind.MEDIATION, Role.MEDIATOR, 9,
                        "李师傅与晨光工厂：约双方核对周末加班工时",
                        "cn/dispute-mediation-arbitration-law#14",
                        "十五日内未达成协议的，双方可以申请仲裁")  # fmt: skip
        self._desk_task(cast.QIAN, Kind.PROVIDER, Role.AGENT, 5,
                        "湘味小馆：为未参保员工准备参保登记材料",
                        "cn/social-insurance-law#58", "逾期未登记的，由征缴机构责令改正")

    # fmt: on

    def _worst_findings_become_tasks(self, owner: User, firm: UUID) -> None:
        latest = checkups_of(owner, firm)[0]
        helper = self._agent_of(owner, firm)
        for finding in checkup_page(owner, latest.checkup_id, severity="high").findings[:4]:
            finding_to_task(by=owner, finding_id=finding.finding_id, at=self.at(1, 15),
                            due_on=self.today + timedelta(days=7) if helper else None,
                            assignee=helper)  # fmt: skip

    def _agent_of(self, owner: User, firm: UUID) -> int | None:
        """Where the agency helps, its clerk has the papers to prepare within a week."""
        held = members_of(owner, firm)
        return next((m.membership_id for m in held if m.name == cast.QIAN.name), None)

    def _one_finding_is_settled(self) -> None:
        """陈经理 says what he will do about a worker's leave."""
        boss = self.users["陈经理"]
        latest = checkups_of(boss, self.firms["晨光工厂"])[0]
        finding = checkup_page(boss, latest.checkup_id, code=SETTLED).findings[0]
        finding_settle(by=boss, finding_id=finding.finding_id, settlement="later",
                       words=LEAVE_IS_PLANNED, at=self.at(1, 16))  # fmt: skip

    def _desk_task(  # noqa: PLR0913 - one line of an inbox
        self, player: Player, kind: str, role: str, days: int, title: str, citation: str,
        if_nobody: str,
    ) -> None:  # fmt: skip
        new = NewTask(title=title, organisation_id=self.offices[kind], role=role,
                      due_on=self.today + timedelta(days=days), citation=citation,
                      if_nobody=if_nobody)  # fmt: skip
        task_open(by=self.users[player.name], new=new, at=self.at(2))

    def _doors_for_visitors(self) -> None:
        for order, player in enumerate(cast.ON_STAGE):
            offer_demo_login(user=self.users[player.name], label=player.label, order=order)
