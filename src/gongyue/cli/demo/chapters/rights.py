"""李师傅's rights: who looked and why, corrections, consents, and who may act for him.

At the service station his father, who has no telephone, lets him act for him.
"""

from datetime import timedelta
from uuid import UUID

from gongyue.apps.registry.card_codes import code_of
from gongyue.apps.registry.delegating import Act, Reason, Relation
from gongyue.apps.registry.roles import Kind, Purpose, Role
from gongyue.apps.registry.selectors.accesses import accesses_to_myself
from gongyue.apps.registry.selectors.records import RecordView
from gongyue.apps.registry.services.access import open_as_delegate
from gongyue.apps.registry.services.cards import my_card, verify_card
from gongyue.apps.registry.services.consents import (
    Asked,
    give_consent,
    offer_consent,
    open_by_consent,
    request_consent,
    withdraw_consent,
)
from gongyue.apps.registry.services.corrections import (
    Wrong,
    correct_record,
    own_hand,
    refuse_correction,
    request_correction,
)
from gongyue.apps.registry.services.delegations import Offer, accept_delegation, offer_delegation
from gongyue.apps.registry.services.links import link_myself
from gongyue.apps.registry.services.organisations import grant_role
from gongyue.apps.registry.services.questions import explain_opening, question_access
from gongyue.apps.registry.services.stances import take_stance
from gongyue.apps.registry.services.station_acts import (
    Intention,
    everything_on_paper,
    offer_of,
    record_delegation,
    register_intention,
)
from gongyue.apps.registry.services.stations import Visitor, end_visit, start_visit
from gongyue.cli.demo import cast
from gongyue.cli.demo.city import City

WHY = "我只反映了周末加班费，为什么整份档案都看了？"
BECAUSE = "核对加班费要看合同工资、考勤和工资表；没有下载，看完就关了。"
RESTED = "那天是调休，不是年假，今年的年假我只休了两天。"
RIGHT_YOU_ARE = "查过排班表，那天确实是调休，已改。"
INSURED = "我觉得应该从上班第一天算参保。"
IT_STANDS = "参保登记是入职后第十二天办的，登记的就是办理那天，和社保凭证一致，所以不改。"
HOURS = "调解前核对周末加班的工时和工资。"
APPLYING = "找周末的兼职，给中介看一下工作经历。"
FAMILY_ACTS = (Act.READ_RECORDS, Act.TAKE_STANCE)
FATHERS_ACTS = (Act.READ_RECORDS, Act.REQUEST_CORRECTION, Act.FILE_REQUESTS)
LOOKING_FOR = Intention(posts="门卫、保洁", place="星沙街道附近", hours="白班，最好半天",
                        words="退休了想找点轻的活，离家近就行。")  # fmt: skip


def tell(city: City) -> None:
    """In the order in which he found out about each."""
    _asks_who_looked(city)
    _corrections(city)
    _consent_to_mediation(city)
    _consent_taken_back(city)
    _wife(city)
    _father_at_the_station(city)


def _asks_who_looked(city: City) -> None:
    li, zhou = city.users[cast.LI.name], city.users[cast.ZHOU.name]
    seen = accesses_to_myself(li)
    opening = next(one for one in seen if one.purpose_code == Purpose.COMPLAINT)
    asked = question_access(by=li, event_id=opening.event_id, words=WHY, at=city.at(3, 20))
    explain_opening(by=zhou, question_id=asked.pk, words=BECAUSE, at=city.at(2, 9))


def _corrections(city: City) -> None:
    """The factory agrees about a day of leave, and not about the insurance."""
    boss, leave = city.users["陈经理"], Wrong(field="leave_taken", right="2", words=RESTED)
    asked = _ask(city, "leave.recorded", leave, days_ago=5)
    correct_record(by=boss, correction_id=asked, right="2", words=RIGHT_YOU_ARE, at=city.at(4, 15))
    hired = _newest(city, "employment.recorded").occurred_on
    first_day = Wrong(field="enrolled_on", right=hired.isoformat(), words=INSURED)
    asked = _ask(city, "insurance.recorded", first_day, days_ago=4)
    refuse_correction(by=boss, correction_id=asked, words=IT_STANDS, at=city.at(2, 15))


def _ask(city: City, kind: str, wrong: Wrong, *, days_ago: int) -> UUID:
    at = city.at(days_ago, 20)
    hand = own_hand(by=city.users[cast.LI.name], on_behalf_of=None, at=at)
    event_id = _newest(city, kind).event_id
    return request_correction(hand=hand, event_id=event_id, wrong=wrong, at=at).pk


def _newest(city: City, kind: str) -> RecordView:
    return next(record for record in city.records(cast.LI) if record.type == kind)


def _consent_to_mediation(city: City) -> None:
    """He shows his card; 赵调解员 asks, he agrees, she reads."""
    li, zhao, at = city.users[cast.LI.name], city.users[cast.ZHAO.name], city.at(3, 11)
    office = city.offices[Kind.MEDIATION]
    code = code_of(my_card(by=li, at=at).handle, at)
    shown = verify_card(by=zhao, organisation_id=office, code=code, at=at)
    asked = Asked(purpose=Purpose.MEDIATION, kinds=("attendance.recorded", "pay.recorded"),
                  days=60, words=HOURS)  # fmt: skip
    row = request_consent(by=zhao, organisation_id=office, person_id=shown.person_id, asked=asked,
                          at=at)  # fmt: skip
    give_consent(by=li, consent_id=row.pk, at=at)
    open_by_consent(by=zhao, consent_id=row.pk, at=at)


def _consent_taken_back(city: City) -> None:
    """The agency has looked once; then he found nothing there and ended it."""
    li, office = city.users[cast.LI.name], city.offices[Kind.PROVIDER]
    asked = Asked(purpose=Purpose.HIRING, kinds=("employment.recorded",), days=30, words=APPLYING)
    row = offer_consent(by=li, organisation_id=office, asked=asked, at=city.at(12, 19))
    open_by_consent(by=city.users[cast.QIAN.name], consent_id=row.pk, at=city.at(11))
    withdraw_consent(by=li, consent_id=row.pk, at=city.at(8, 19))


def _wife(city: City) -> None:
    """吴阿姨 looks for him, and confirms a month of attendance while he is at the machine."""
    li, wife = city.users[cast.LI.name], city.user_of(cast.WU)
    link_myself(by=wife, name=cast.WU.name, id_number=cast.WU.id_number, at=city.at(5))
    at = city.at(5, 20)
    offer = Offer(phone=cast.WU.phone, name=cast.WU.name, reason=Reason.FAMILY,
                  relation=Relation.SPOUSE, acts=FAMILY_ACTS, first_on=at.date(),
                  last_on=city.today + timedelta(days=180))  # fmt: skip
    row = offer_delegation(by=li, offer=offer, at=at)
    accept_delegation(by=wife, delegation_id=row.pk, at=city.at(5, 21))
    open_as_delegate(by=wife, grantor=li, at=city.at(2, 12))
    month = _newest(city, "attendance.recorded").event_id
    take_stance(by=wife, event_id=month, kind="confirmed", words="", on_behalf_of=li,
                at=city.at(2, 12))  # fmt: skip


def _father_at_the_station(city: City) -> None:
    """One visit, three lines on the receipt."""
    office, clerk, at = city.offices[Kind.MEDIATION], city.users[cast.MEI.name], city.at(1, 9)
    grant_role(by=city.administrator, organisation_id=office, user=clerk, role=Role.CLERK,
               at=city.at(50))  # fmt: skip
    came = Visitor(name=cast.FATHER.name, id_number=cast.FATHER.id_number, agreed=True,
                   queue_number="A012")  # fmt: skip
    session = start_visit(by=clerk, organisation_id=office, visitor=came, at=at)
    days = (at.date(), city.today + timedelta(days=90))
    offer = offer_of(phone=cast.LI.phone, name=cast.LI.name, relation=Relation.CHILD,
                     acts=FATHERS_ACTS, days=days)  # fmt: skip
    record_delegation(session=session, offer=offer, delegate_id_number=cast.LI.id_number, at=at)
    register_intention(session=session, intention=LOOKING_FOR, at=at)
    everything_on_paper(session=session, at=at)
    end_visit(by=clerk, at=at)
