"""The other firms of the city: a hundred and eighty, of every trade, size and conduct.

They differ from the twenty of the story in that nobody wrote them by hand. Some people move from
one firm to another, some hold two jobs, and some firms write them down with a slip, so that a city
has its duplicates too.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from random import Random

from django.db import transaction

from gongyue.apps.registry.selectors.organisations import is_registered
from gongyue.cli.demo.city import SEED, City
from gongyue.cli.demo.firms import FIRMS, Firm
from gongyue.cli.demo.people import CROWD, GIVEN, SURNAMES, Employee, credit_code, employees
from gongyue.cli.demo.roster import roster_of
from gongyue.cli.demo.settling import settle
from gongyue.cli.demo.trades import BRANDS, PLACES, TRADES, WHERE, Trade
from gongyue.kernel.dates import add_months

COUNT = 180
SMALLEST, LARGEST = 5, 400
GIANTS = {7: 400, 58: 230, 121: 150}  # a city has a few
CONDUCT = (0.0, 0.05, 0.12, 0.3)  # how much of a firm's staff meets with trouble
CONDUCT_WEIGHTS = (35, 35, 20, 10)
MOVERS, SLIPS = 0.04, 0.35


def tell(city: City, count: int = COUNT) -> None:
    """Firm after firm, each whole or not at all; those already here are passed over."""
    for number, (firm, roster) in enumerate(crowd(city, count), start=len(FIRMS)):
        if is_registered(credit_code(number + 1)):
            continue
        with transaction.atomic():
            settle(city, firm, number=number, days_ago=20 + number, roster=roster)


def crowd(city: City, count: int) -> Iterator[tuple[Firm, list[Employee]]]:
    """The firms with their rosters; the same ones whenever they are told on one day."""
    rng, names, leavers = Random(SEED + 7), set[str](), list[Employee]()
    order = CROWD
    for number in range(count):
        trade = rng.choices(TRADES, [one.share for one in TRADES])[0]
        firm = _firm(rng, trade, number, names)
        staff = employees(rng, count=firm.people, start=order, today=city.today, wages=firm.wages,
                          posts=firm.posts.split(), taken=city.numbers)  # fmt: skip
        order += firm.people
        _set_absences(rng, staff)
        came = _movers(rng, leavers, staff)
        roster = roster_of(firm, staff, city.today)
        # Whoever meets with trouble stays; of the others some have left, for the next firm.
        leavers = _leave(rng, staff[sum(firm.planted.values()) :], city)
        yield firm, [*roster, *came]


def _firm(rng: Random, trade: Trade, number: int, names: set[str]) -> Firm:
    people = GIANTS.get(number) or round(trade.typical * math.exp(rng.gauss(0, trade.spread)))
    people = min(max(people, SMALLEST), LARGEST)
    return Firm(
        name=_new(lambda: "".join(map(rng.choice, (WHERE, BRANDS, trade.endings))), names),
        owner=_new(lambda: rng.choice(SURNAMES) + rng.choice(GIVEN), names),
        place=rng.choices(tuple(PLACES), tuple(PLACES.values()))[0],
        people=people,
        wages=trade.wages,
        posts=trade.posts,
        kind=trade.kind,
        planted=_troubles(rng, trade, people),
    )


def _new(draw: Callable[[], str], names: set[str]) -> str:
    """A name that nobody has yet."""
    while (name := draw()) in names:
        pass
    names.add(name)
    return name


def _troubles(rng: Random, trade: Trade, people: int) -> dict:
    """How many people each trouble of the trade befalls; in a third of the firms nobody."""
    total = round(people * rng.choices(CONDUCT, CONDUCT_WEIGHTS)[0])
    kinds = rng.choices(trade.tends_to, k=total)
    return {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)}


def _set_absences(rng: Random, staff: list[Employee]) -> None:
    for one in staff:
        if rng.random() < 0.1 and one.wage >= 3500:
            one.absent_days = rng.randint(1, 2)


def _leave(rng: Random, staff: list[Employee], city: City) -> list[Employee]:
    """Some left within the last half year, by their own wish."""
    gone = [one for one in staff if rng.random() < MOVERS]
    for one in gone:
        month = add_months(city.today.replace(day=1), -rng.randint(1, 5))
        one.left_on = max(month + timedelta(days=rng.randint(0, 27)), one.hired_on)
        one.remark = "个人原因辞职"
    return gone


def _movers(rng: Random, leavers: list[Employee], staff: list[Employee]) -> list[Employee]:
    """Leavers of the last firm who begin here; a third of them written with a slip."""
    pattern = staff[0]
    came = []
    for one in leavers:
        hired = (one.left_on or pattern.hired_on) + timedelta(days=rng.randint(3, 20))
        new = replace(
            pattern, name=one.name, id_number=one.id_number, phone=one.phone, hired_on=hired,
            signed_on=hired, contract_first=hired, enrolled_on=hired + timedelta(days=9),
            contract_last=add_months(hired, 36) - timedelta(days=1), leave_entitled=0,
            leave_taken=0, left_on=None, remark="", absent_days=0,
        )  # fmt: skip
        if rng.random() < SLIPS:
            _slip(rng, new)
        came.append(new)
    return came


def _slip(rng: Random, one: Employee) -> None:
    """Two neighbouring digits of the number change places, or a character of the name is missed."""
    place = rng.randrange(6, 16)
    number = one.id_number
    if number[place] != number[place + 1]:
        pair = number[place + 1] + number[place]
        one.id_number = number[:place] + pair + number[place + 2 :]
    elif len(one.name) > 2:
        one.name = one.name[:2]
