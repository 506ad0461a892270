"""What the city told whom: three announcements, an answer, and every message sent since."""

from datetime import timedelta
from uuid import UUID

from gongyue.apps.notifications.boards.services import (
    NewAnnouncement,
    answer,
    mark_announcement_read,
    publish,
    reply,
)
from gongyue.apps.notifications.delivering import deliver_due
from gongyue.apps.registry.roles import Kind
from gongyue.apps.registry.selectors.organisations import organisations_of
from gongyue.cli.demo.city import City

DAYS = 60
WELCOME = """这是演示城市的公告栏。登录后，右上角的“消息”里是发给您的每一条消息。

- 劳动者：绑定本人身份，核对各单位登记的记录
- 用人单位：导入花名册，做一次用工体检
- 监管、调解、服务机构：在各自的台面上办待办

短信、邮件和群消息都没有真的发出去，[演示收件箱](/demo/inbox/) 里看得到每一条。"""
INSPECTION = """下月起检查辖区用人单位的工资支付和书面合同。请先做一次用工体检，自查自改。

请在本公告下答复：

1. 自查什么时候做完
2. 有没有拖欠，准备哪天付清"""
OVERHAUL = """本周六设备检修，装配车间不上班，工资照发。

- 仓库和门卫照常
- 有事在下面答复，或者找人事"""


def tell(city: City) -> None:
    """The boards first; then every day's messages go out in their order."""
    _boards(city)
    for days in range(DAYS, -1, -1):
        deliver_due(at=city.at(days, 20))


def _boards(city: City) -> None:
    operator = organisations_of(city.administrator)[0].organisation_id
    welcome = _new(city, "欢迎来到演示城市：先看这里", WELCOME, "everybody", 30, is_pinned=True)
    publish(by=city.administrator, organisation_id=operator, new=welcome, at=city.at(30))
    inspection = _new(city, "工资支付和书面合同专项检查", INSPECTION, "firms", 5)
    zhou, chen, factory = city.users["周监察员"], city.users["陈经理"], city.firms["晨光工厂"]
    row = publish(by=zhou, organisation_id=city.offices[Kind.REGULATOR], new=inspection,
                  at=city.at(5, 9))  # fmt: skip
    mark_announcement_read(by=chen, announcement_id=row.pk, at=city.at(4, 9))
    told = answer(by=chen, announcement_id=row.pk, organisation_id=factory, at=city.at(4, 9),
                  words="体检已经做完，加班费的差额这个月随工资补上。")  # fmt: skip
    reply(by=zhou, answer_id=told.pk, words="收到。补发后请把工资表导进来。", at=city.at(3, 10))
    _overhaul(city, factory)


def _overhaul(city: City, factory: UUID) -> None:
    new = _new(city, "周六设备检修，车间停一天", OVERHAUL, "own", 2, is_answerable=True,
               is_urgent=True)  # fmt: skip
    publish(by=city.users["陈经理"], organisation_id=factory, new=new, at=city.at(2, 9))


def _new(
    city: City, title: str, text: str, audience: str, days_ago: int, **more: bool
) -> NewAnnouncement:
    first_on = city.today - timedelta(days=days_ago)
    return NewAnnouncement(title=title, text=text, audience=audience, first_on=first_on, **more)
