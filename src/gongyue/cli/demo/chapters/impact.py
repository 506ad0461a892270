"""周监察员 sees what a rise of the minimum wage would do in the city before it is published."""

from datetime import date

from gongyue.apps.impact.services import impact_order
from gongyue.apps.impact.writing import patch_of
from gongyue.apps.registry.roles import Kind
from gongyue.cli.demo import cast
from gongyue.cli.demo.city import CITY, City


def tell(city: City) -> None:
    """From the first of the month after next, as such things are announced."""
    first = _month_after_next(city.today)
    text = patch_of(
        place=CITY,
        parameter="minimum_wage.monthly",
        first=first,
        value="2400",
        source="调整最低工资标准的通知（征求意见稿，虚构）",
    )
    impact_order(
        by=city.user_of(cast.ZHOU),
        office_id=city.offices[Kind.REGULATOR],
        title="最低工资调到2400元，影响多少人",
        on=first,
        patch_text=text,
        at=city.at(0),
    )


def _month_after_next(day: date) -> date:
    months = day.year * 12 + day.month + 1
    return date(months // 12, months % 12 + 1, 1)
