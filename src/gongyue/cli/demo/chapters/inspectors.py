"""周监察员 opens files and says why; 欧监察员 may not, and forgetting the purpose is refused."""

from contextlib import suppress

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.registry.roles import Purpose
from gongyue.apps.registry.services.access import open_organisation, open_person
from gongyue.cli.demo import cast
from gongyue.cli.demo.city import City

WHY_ZHOU_LOOKS = "本人反映周末加班费少算，核对工资表和考勤。"


def tell(city: City) -> None:
    """Reads and refusals, all of which 李师傅 and the factory can see."""
    zhou, factory = city.users["周监察员"], city.firms["晨光工厂"]
    person = next(city.records(cast.LI)).person_id
    open_organisation(by=zhou, organisation_id=factory, purpose=Purpose.INSPECTION,
                      at=city.at(4))  # fmt: skip
    open_person(by=zhou, person_id=person, purpose=Purpose.COMPLAINT, at=city.at(4, 11),
                words=WHY_ZHOU_LOOKS)  # fmt: skip
    with suppress(NotFound):  # the factory is not in 浏阳
        open_person(by=city.users[cast.OU.name], person_id=person,
                    purpose=Purpose.INSPECTION, at=city.at(3))  # fmt: skip
    with suppress(Refused):  # who may, forgot to say why
        open_organisation(by=zhou, organisation_id=factory, purpose="", at=city.at(4, 9))
