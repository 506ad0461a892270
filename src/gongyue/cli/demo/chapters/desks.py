"""What waits on the desks: the worst findings as tasks, and one thing to do for each office."""

from datetime import timedelta
from uuid import UUID

from gongyue.apps.checkup.selectors import checkup_page, checkups_of
from gongyue.apps.checkup.services import finding_settle, finding_to_task
from gongyue.apps.registry.roles import Kind, Role
from gongyue.apps.registry.selectors.organisations import members_of
from gongyue.apps.tasks.selectors.firms import about_firm
from gongyue.apps.tasks.services import NewTask, task_open
from gongyue.cli.demo import cast
from gongyue.cli.demo.cast import Player
from gongyue.cli.demo.city import City, User

SETTLED, LEAVE_IS_PLANNED = "leave.unused", "已和本人商量好，年底前排班休完剩下的年假。"


def tell(city: City) -> None:
    """Firms first, then offices; last, one finding that needs no task any more."""
    for owner, firm in (("陈经理", "晨光工厂"), ("何老板", "湘味小馆")):
        _worst_findings_become_tasks(city, city.users[owner], city.firms[firm])
    for player, days, new in _office_tasks(city):
        due = city.today + timedelta(days=days)
        task_open(by=city.users[player.name], new=NewTask(due_on=due, **new), at=city.at(2))
    _one_finding_is_settled(city)


def _worst_findings_become_tasks(city: City, owner: User, firm: UUID) -> None:
    latest = checkups_of(owner, firm)[0]
    helper = _agent_of(owner, firm)
    for finding in checkup_page(owner, latest.checkup_id, severity="high").findings[:4]:
        finding_to_task(by=owner, finding_id=finding.finding_id, at=city.at(1, 15),
                        due_on=city.today + timedelta(days=7) if helper else None,
                        assignee=helper)  # fmt: skip


def _agent_of(owner: User, firm: UUID) -> int | None:
    """Where the agency helps, its clerk has the papers to prepare within a week."""
    held = members_of(owner, firm)
    return next((m.membership_id for m in held if m.name == cast.QIAN.name), None)


def _office_tasks(city: City) -> list[tuple[Player, int, dict]]:
    return [
        (cast.ZHOU, 12, {
            "title": "回访湘味小馆：书面合同与参保登记整改情况",
            "organisation_id": city.offices[Kind.REGULATOR], "role": Role.INSPECTOR,
            "citation": "cn/inspection-regulation#17", "if_nobody": "须在调查期限内处理完毕",
            "about": about_firm(city.firms["湘味小馆"], "return-visit"),
        }),
        (cast.ZHAO, 9, {
            "title": "李师傅与晨光工厂：约双方核对周末加班工时",
            "organisation_id": city.offices[Kind.MEDIATION], "role": Role.MEDIATOR,
            "citation": "cn/dispute-mediation-arbitration-law#14",
            "if_nobody": "十五日内未达成协议的，双方可以申请仲裁",
        }),
        (cast.QIAN, 5, {
            "title": "湘味小馆：为未参保员工准备参保登记材料",
            "organisation_id": city.offices[Kind.PROVIDER], "role": Role.AGENT,
            "citation": "cn/social-insurance-law#58",
            "if_nobody": "逾期未登记的，由征缴机构责令改正",
        }),
    ]  # fmt: skip


def _one_finding_is_settled(city: City) -> None:
    """陈经理 says what he will do about a worker's leave."""
    boss = city.users["陈经理"]
    latest = checkups_of(boss, city.firms["晨光工厂"])[0]
    finding = checkup_page(boss, latest.checkup_id, code=SETTLED).findings[0]
    finding_settle(by=boss, finding_id=finding.finding_id, settlement="later",
                   words=LEAVE_IS_PLANNED, at=city.at(1, 16))  # fmt: skip
