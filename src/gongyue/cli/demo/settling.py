"""How a firm comes to the city: it registers, hands in its books, and has itself checked."""

from uuid import UUID

from gongyue.apps.accounts.services import register_user
from gongyue.apps.checkup.services import checkup_organisation
from gongyue.apps.registry.services.imports import import_at_once
from gongyue.apps.registry.services.organisations import register_organisation
from gongyue.apps.registry.services.particulars import Particulars, change_particulars
from gongyue.cli.demo.books import HABITS, last_months, workbook
from gongyue.cli.demo.city import City, User
from gongyue.cli.demo.firms import Firm
from gongyue.cli.demo.people import Employee, credit_code, mobile

MONTHS_ON_FILE = 3
# The first department of a firm tells its industry (section of GB/T 4754).
INDUSTRIES = {
    "生产": "C", "前厅": "H", "技术": "I", "站点": "G", "门店": "F", "工地": "E", "运输": "G",
    "家政": "O", "教学": "P", "诊室": "Q", "秩序": "K", "业务": "L", "客房": "H",
}  # fmt: skip


def settle(city: City, firm: Firm, *, number: int, days_ago: int, roster: list[Employee]) -> UUID:
    """The `number` gives it a credit code, its owner a telephone, and its books their habit."""
    owner, at = _owner(city, firm, number, days_ago + 5), city.at(days_ago)
    row = register_organisation(by=owner, name=firm.name, kind=firm.kind, place=firm.place,
                                credit_code=credit_code(number + 1), at=at)  # fmt: skip
    city.firms[firm.name] = row.pk
    trade = Particulars(industry=INDUSTRIES.get(firm.posts.partition("/")[0], ""))
    change_particulars(by=owner, organisation_id=row.pk, particulars=trade, at=at)
    content = workbook(firm.name, roster, months=last_months(city.today, MONTHS_ON_FILE),
                       habit=HABITS[number % len(HABITS)])  # fmt: skip
    import_at_once(by=owner, organisation_id=row.pk, content=content,
                   name=f"{firm.name}用工台账.xlsx", at=at)  # fmt: skip
    checkup_organisation(by=owner, organisation_id=row.pk, on=city.today, at=city.at(1))
    return row.pk


def _owner(city: City, firm: Firm, number: int, days_ago: int) -> User:
    if firm.owner not in city.users:
        city.users[firm.owner] = register_user(
            phone=mobile(500 + number), name=firm.owner, at=city.at(days_ago)
        )
    return city.users[firm.owner]
