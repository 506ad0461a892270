"""何老板 lets an agency's clerk do the papers; other firms engage the agency itself."""

from gongyue.apps.accounts.services import register_user
from gongyue.apps.registry.engaging import EngagementAct
from gongyue.apps.registry.roles import Kind, Role
from gongyue.apps.registry.selectors.engagements import staff_of_provider
from gongyue.apps.registry.services.engagements import (
    Terms,
    answer_engagement,
    ask_engagement,
    assign_client,
)
from gongyue.apps.registry.services.organisations import grant_role
from gongyue.cli.demo.city import City, User
from gongyue.cli.demo.people import mobile

EVERYTHING = tuple(EngagementAct.values)
# Owner, firm, acts: agreed by both.
CLIENTS = (
    ("喻经理", "洁家家政", EVERYTHING),
    ("金经理", "金井茶业", (EngagementAct.CHECK_UP, EngagementAct.TASKS)),
    ("邱社长", "大围山果业", (EngagementAct.SEE_PEOPLE, EngagementAct.IMPORT)),
)
WAITING = ("莫经理", "天心物业", "想请你们代办 26 名员工的社保登记和花名册。")


def tell(city: City) -> None:
    """钱经办 acts as the restaurant's HR, and for the agency's clients in its name."""
    grant_role(by=city.users["何老板"], organisation_id=city.firms["湘味小馆"],
               user=city.users["钱经办"], role=Role.HR, at=city.at(20))  # fmt: skip
    head = _head_of_agency(city)
    for owner, firm, acts in CLIENTS:
        row = _ask(city, owner, firm, Terms(acts=acts, first_on=city.at(18).date()))
        answer_engagement(by=head, engagement_id=row.pk, accept=True, at=city.at(17))
        agents = staff_of_provider(head, city.offices[Kind.PROVIDER])
        mine = [pk for pk, name, _ in agents if name == "钱经办"]
        assign_client(by=head, engagement_id=row.pk, membership_ids=mine, at=city.at(17, 15))
    owner, firm, words = WAITING
    _ask(city, owner, firm, Terms(acts=EVERYTHING, first_on=city.today, words=words))


def _head_of_agency(city: City) -> User:
    head = register_user(phone=mobile(11), name="白总", at=city.at(60))
    facts = {"organisation_id": city.offices[Kind.PROVIDER], "role": Role.OWNER, "at": city.at(60)}
    grant_role(by=city.administrator, user=head, **facts)
    return head


def _ask(city: City, owner: str, firm: str, terms: Terms):  # type: ignore[no-untyped-def]
    facts = {"by": city.users[owner], "organisation_id": city.firms[firm], "at": city.at(18)}
    return ask_engagement(other_id=city.offices[Kind.PROVIDER], terms=terms, **facts)
