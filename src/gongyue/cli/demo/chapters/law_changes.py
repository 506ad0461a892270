"""An upgrade brought the minimum wage of September: who follows it is told what it means for them.

The city begins with the table as it was before; the row that is added is the real one.
"""

from collections.abc import Mapping
from typing import Any

from gongyue.apps.apikeys.issuing import NewKey, key_issue
from gongyue.apps.following.followings import follow
from gongyue.apps.following.hooks.delivering import deliver_hooks
from gongyue.apps.following.hooks.registering import NewHook, hook_register
from gongyue.apps.following.noticing import notice_changes
from gongyue.apps.following.services import tell_changes
from gongyue.apps.following.telling import tell as tell_followers
from gongyue.cli.demo import cast
from gongyue.cli.demo.city import CITY, City
from gongyue.law.rulebook import BOOK, Rulebook
from gongyue.law.tracking import book_with, items_of

RULE, COUNTY = "minimum_wage", "430121"
KEY = NewKey(label="工资系统", purpose="工资系统核对最低工资和加班费", days=365)
NEW = (f"value:{CITY}:minimum_wage.monthly", f"value:{COUNTY}:minimum_wage.monthly")


def tell(city: City) -> None:
    """The table before, who follows, the table of today, what everybody is told."""
    notice_changes(at=city.at(12), book=_before())
    numbers = _follow(city)
    _hook(city)
    changes = notice_changes(at=city.at(9))
    tell_changes(at=city.at(9))
    tell_followers(numbers, [change.pk for change in changes], at=city.at(9))
    deliver_hooks(at=city.at(9))


def _before() -> Rulebook:
    """As if the newest rows were not there yet."""
    items = items_of(BOOK)
    return book_with(BOOK, {key: _without_last(items[key].content) for key in NEW})


def _without_last(content: Mapping[str, Any]) -> dict[str, Any]:
    return {**content, "rows": content["rows"][:-1]}


def _follow(city: City) -> list[int]:
    """李师傅 the minimum wage, two firms and the agency their place."""
    at = city.at(11)
    wanted = (
        (cast.LI, None, RULE, ""),
        (cast.HE, city.firms["湘味小馆"], "", CITY),
        (cast.CHEN, city.firms["晨光工厂"], RULE, COUNTY),
    )
    return [
        follow(by=city.users[who.name], organisation_id=firm, rule=rule, place=place, at=at).pk
        for who, firm, rule, place in wanted
    ]


def _hook(city: City) -> None:
    """The factory's payroll takes the minimum wage by itself, and asks by a key of its own; in the
    demo nothing leaves."""
    new = NewHook(
        label="工资系统",
        purpose="更新工资系统里的最低工资",
        address="https://pay.chenguang.example/law",
        rule=RULE,
    )
    chen, factory = city.users[cast.CHEN.name], city.firms["晨光工厂"]
    hook_register(by=chen, organisation_id=factory, new=new, at=city.at(11))
    key_issue(by=chen, organisation_id=factory, new=KEY, at=city.at(11))
