"""意见与求助: what people hand in, how offices answer, and a letter that wants an answer."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from gongyue.apps.registry.roles import Kind, Role
from gongyue.apps.registry.selectors.organisations import members_of
from gongyue.apps.registry.services.organisations import grant_role
from gongyue.apps.tasks.filings.handling import filing_answer, filing_ask, filing_close
from gongyue.apps.tasks.filings.rating import filing_rate
from gongyue.apps.tasks.filings.replying import filing_reply
from gongyue.apps.tasks.filings.submitting import (
    NewFiling,
    Visitor,
    filing_submit,
    filing_submit_at_counter,
)
from gongyue.apps.tasks.services.clock import move_on
from gongyue.apps.tasks.services.covers import cover_give
from gongyue.cli.demo import cast
from gongyue.cli.demo.city import City, User
from gongyue.cli.demo.people import mobile

UNPAID = "我在晨光工厂上班，这个月周末加了十六小时班，工资条上只有八小时。该找谁核对？"
WHICH = "请补充：是哪几天、有没有考勤或者聊天记录。"
THESE = "上个月两个周六，有打卡照片，记录里我也点了有异议。"
LOOKED = "已核对考勤，缺八小时加班工资。已告知单位补发，请留意下次工资条；没有补发，直接在这里写。"
RIDER = "跑外卖没有签劳动合同，受伤了算工伤吗？"
INJURY = "平台已参加职业伤害保障试点，先在平台上一键报案，材料清单见附页。"
SLOW = "希望窗口中午也有人。"
NOON = "中午已安排值班。"
WAITING = "老板说下个月再说，调解的事一直没有人联系我。"
LETTER = "请报送近三个月的工资支付表和考勤记录，并说明周末加班工资的计算方法。"


def tell(city: City) -> None:
    """Oldest first; the last ones still wait."""
    bureau, li = city.offices[Kind.REGULATOR], city.users[cast.LI.name]
    zhou, wang = city.users[cast.ZHOU.name], city.users[cast.WANG.name]
    clerk = city.user_of(cast.DENG)
    grant_role(by=city.administrator, organisation_id=bureau, user=clerk, role=Role.CLERK,
               at=city.at(50))  # fmt: skip
    _closed(city, (wang, "opinion.question", RIDER), (12, INJURY, "explained"), 4)
    _closed(city, (li, "opinion.suggestion", SLOW), (15, NOON, "explained"), 2)
    _asked_and_answered(city, li, zhou)
    waiting = NewFiling(kind="opinion.request", office_id=city.offices[Kind.MEDIATION],
                        words=WAITING)  # fmt: skip
    filing_submit(by=wang, new=waiting, at=city.at(25))
    _letter(city, zhou, bureau)
    _at_the_counter(city, clerk, bureau)
    _a_day_off(city, zhou, bureau)
    move_on(at=city.at(0))


def _closed(city: City, asked: Any, answered: Any, level: int) -> None:
    """Handed in, closed two days later, rated the day after."""
    (filer, kind, words), (days, reply, outcome) = asked, answered
    new = NewFiling(kind=kind, office_id=city.offices[Kind.REGULATOR], words=words)
    filing = filing_submit(by=filer, new=new, at=city.at(days))
    zhou, pk = city.users[cast.ZHOU.name], filing.pk
    filing_close(by=zhou, filing_id=pk, outcome=outcome, words=reply, at=city.at(days - 2))
    reasons = ["clear"] if level > 3 else ["slow"]
    filing_rate(by=filer, filing_id=pk, level=level, reasons=reasons, words="",
                at=city.at(days - 3))  # fmt: skip


def _asked_and_answered(city: City, li: User, zhou: User) -> None:
    new = NewFiling(kind="opinion.complaint", office_id=city.offices[Kind.REGULATOR], words=UNPAID)
    pk = filing_submit(by=li, new=new, at=city.at(8)).pk
    filing_ask(by=zhou, filing_id=pk, words=WHICH, at=city.at(7))
    filing_reply(by=li, filing_id=pk, words=THESE, at=city.at(6, 20))
    filing_answer(by=zhou, filing_id=pk, words=LOOKED, at=city.at(1, 16))


def _letter(city: City, zhou: User, bureau: UUID) -> None:
    new = NewFiling(kind="notice.reply", office_id=city.firms["晨光工厂"], organisation_id=bureau,
                    words=LETTER)  # fmt: skip
    filing_submit(by=zhou, new=new, at=city.at(3))


def _at_the_counter(city: City, clerk: User, bureau: UUID) -> None:
    new = NewFiling(kind="opinion.question", office_id=bureau, words="退休以后返聘，还要交社保吗？")
    visitor = Visitor(name="何大姐", phone=mobile(22))
    filing_submit_at_counter(by=clerk, new=new, visitor=visitor, at=city.at(1, 9))


def _a_day_off(city: City, zhou: User, bureau: UUID) -> None:
    """For three days 邓窗口 does what falls to 周监察员."""
    numbers = {member.name: member.membership_id for member in members_of(zhou, bureau)}
    days = (city.today, city.today + timedelta(days=2))
    cover_give(by=zhou, membership_id=numbers[cast.ZHOU.name], to=numbers[cast.DENG.name],
               days=days, at=city.at(0))  # fmt: skip
