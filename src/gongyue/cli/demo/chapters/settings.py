"""How desks are set up: who sees how much, words of one's own, a board, filters, and the logs."""

import re
from contextlib import suppress
from uuid import UUID

from gongyue.apps.accounts.errors import Refused
from gongyue.apps.accounts.selectors import demo_inbox
from gongyue.apps.accounts.services import Caller, send_code, sign_in_with_code
from gongyue.apps.notifications.boards.services import NewAnnouncement, publish
from gongyue.apps.registry.roles import Kind, Role
from gongyue.apps.registry.scoping import Scope
from gongyue.apps.registry.selectors.departments import departments_of
from gongyue.apps.registry.services.links import link_myself
from gongyue.apps.registry.services.members import add_member
from gongyue.apps.registry.services.organisations import grant_role
from gongyue.apps.registry.services.scopes import Wish, set_scope
from gongyue.apps.workspace.services.dictionaries import NewEntry, entry_save
from gongyue.apps.workspace.services.filters import NewFilter, filter_save
from gongyue.apps.workspace.services.switches import module_allow, module_switch
from gongyue.cli.demo import cast
from gongyue.cli.demo.cast import Player
from gongyue.cli.demo.city import City

FIRM, BOSS = "晨光工厂", "陈经理"
OFFICE_DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Edg/142.0"
TELEPHONE = "Mozilla/5.0 (Linux; Android 15) MicroMessenger/8.0"
WORDS = (
    NewEntry(dictionary="post", label="操作工", code="CZG", also="操作员、普工", position=1),
    NewEntry(dictionary="post", label="班长", code="BZ", also="组长、线长", position=2),
    NewEntry(dictionary="shift", label="白班", code="D", also="早班、日班", position=1),
    NewEntry(dictionary="shift", label="夜班", code="N", also="晚班、小夜", position=2),
    NewEntry(dictionary="site", label="一号厂房", code="F1", also="老厂房", position=1),
)
HANDING_OVER = """从下周一起，夜班提前十分钟到岗交接，这十分钟算工时。

- 交接写在班组本上
- 有困难的直接跟我说"""


def tell(city: City) -> None:
    """The factory first, then the others."""
    _scopes_of_the_factory(city)
    _second_inspector(city)
    _words_and_modules(city)
    _filters(city)
    _board(city)
    _sign_ins(city)


def _scopes_of_the_factory(city: City) -> None:
    """方主管 sees her department, 易人事 two others, 伍文员 herself."""
    known = {row.text: row.department_id
             for row in departments_of(city.users[BOSS], city.firms[FIRM])}  # fmt: skip
    own, others = [known["生产"]], [known["质检"], known["仓储"]]
    _member(city, cast.FANG, Role.HR, Wish(scope=Scope.DEPARTMENT, departments=own))
    _member(city, cast.YI, Role.HR, Wish(scope=Scope.CUSTOM, departments=others))
    clerk = city.user_of(cast.WEN)
    link_myself(by=clerk, name=cast.WEN.name, id_number=cast.WEN.id_number, at=city.at(28))
    _member(city, cast.WEN, Role.FINANCE, Wish(scope=Scope.SELF))


def _member(city: City, player: Player, role: str, wish: Wish) -> None:
    boss, at = city.users[BOSS], city.at(27)
    row = add_member(by=boss, organisation_id=city.firms[FIRM], phone=player.phone,
                     name=player.name, role=role, at=at)  # fmt: skip
    set_scope(by=boss, membership_id=row.pk, wish=wish, at=at)


def _second_inspector(city: City) -> None:
    """谭监察员 looks at one county only."""
    admin, at = city.administrator, city.at(26)
    row = grant_role(by=admin, organisation_id=city.offices[Kind.REGULATOR],
                     user=city.users[cast.TAN.name], role=Role.INSPECTOR, at=at)  # fmt: skip
    county = Wish(scope=Scope.PLACES, places=["430121"])
    set_scope(by=admin, membership_id=row.pk, wish=county, at=at)


def _words_and_modules(city: City) -> None:
    """A shop needs no consents; the operator has not opened them to the accountants."""
    for new in WORDS:
        entry_save(by=city.users[BOSS], organisation_id=city.firms[FIRM], new=new, at=city.at(25))
    module_switch(by=city.users["何老板"], organisation_id=city.firms["湘味小馆"],
                  module="consents", is_on=False, at=city.at(24))  # fmt: skip
    module_allow(by=city.administrator, organisation_id=city.firms["守正会计服务"],
                 module="consents", is_allowed=False, at=city.at(24))  # fmt: skip


def _filters(city: City) -> None:
    _filter(city, BOSS, city.firms[FIRM], "enterprise:people", "生产部在职",
            "department=生产&state=current")  # fmt: skip
    bureau = city.offices[Kind.REGULATOR]
    _filter(
        city, cast.ZHOU.name, bureau, "regulator:firms", "制造业", "purpose=inspection&industry=C"
    )


def _filter(
    city: City, name: str, organisation_id: UUID, page: str, called: str, query: str
) -> None:
    new = NewFilter(page=page, name=called, query=query, organisation_id=organisation_id,
                    is_shared=True)  # fmt: skip
    filter_save(by=city.users[name], new=new, at=city.at(20))


def _board(city: City) -> None:
    new = NewAnnouncement(title="夜班交接提前十分钟", text=HANDING_OVER, audience="own",
                          first_on=city.at(3).date(), is_answerable=True)  # fmt: skip
    publish(by=city.users[cast.FANG.name], organisation_id=city.firms[FIRM], new=new,
            at=city.at(3))  # fmt: skip


def _sign_ins(city: City) -> None:
    """At the desk, then from a telephone it did not know; somebody mistypes the code once."""
    _sign_in(city, cast.CHEN, OFFICE_DESK, 6)
    _sign_in(city, cast.FANG, TELEPHONE, 5)
    _sign_in(city, cast.ZHOU, OFFICE_DESK, 4)
    with suppress(Refused):
        _sign_in(city, cast.FANG, TELEPHONE, 3, typed="12345")
    _sign_in(city, cast.CHEN, TELEPHONE, 2)


def _sign_in(city: City, player: Player, device: str, days_ago: int, typed: str = "") -> None:
    caller, at = Caller(device=device), city.at(days_ago, 8)
    send_code(phone=player.phone, caller=caller, at=at)
    found = re.search(r"\d{6}", demo_inbox(player.phone)[0].text)
    code = typed or (found.group() if found else "")
    sign_in_with_code(phone=player.phone, code=code, caller=caller, at=at)
