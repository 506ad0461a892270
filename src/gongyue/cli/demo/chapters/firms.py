"""The twenty firms of the story move in, with the cast among their people."""

from gongyue.cli.demo.city import City
from gongyue.cli.demo.firms import FIRMS
from gongyue.cli.demo.people import employees
from gongyue.cli.demo.roster import roster_of
from gongyue.cli.demo.settling import settle


def tell(city: City) -> None:
    """Each on a day of its own."""
    for number, firm in enumerate(FIRMS):
        staff = employees(
            city.rng, count=firm.people, start=1000 + 100 * number, today=city.today,
            wages=firm.wages, posts=firm.posts.split(), taken=city.numbers,
        )  # fmt: skip
        roster = roster_of(firm, staff, city.today)
        settle(city, firm, number=number, days_ago=45 - number, roster=roster)
