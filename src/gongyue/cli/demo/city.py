"""The city while it is being told: who is who, which firm has which number, what day it was."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.utils.timezone import get_current_timezone, localdate, now

from gongyue.apps.accounts.services import register_user
from gongyue.apps.registry.selectors.records import records_of_myself
from gongyue.apps.registry.services.organisations import grant_role, register_organisation
from gongyue.cli.demo.cast import Player

SEED = 20261
CITY, ELSEWHERE = "430100", "430181"
User = Any  # what accounts hand out; screens and stories never touch tables


class City:
    """One telling. Chapters read and fill these; `at` turns days ago into an instant."""

    def __init__(self) -> None:
        self.rng = Random(SEED)
        self.today = localdate()
        self.administrator: User = None
        self.users: dict[str, User] = {}  # by name
        self.firms: dict[str, UUID] = {}  # by name
        self.offices: dict[str, UUID] = {}  # by kind
        self.numbers: set[str] = set()  # identity numbers given out

    def at(self, days_ago: int, hour: int = 10) -> datetime:
        """An instant of working hours so many days back; never in the future."""
        day = self.today - timedelta(days=days_ago)
        return min(datetime.combine(day, time(hour), get_current_timezone()), now())

    def user_of(self, player: Player, *, days_ago: int = 60) -> User:
        """The account of somebody on stage, made when first asked for."""
        if player.name not in self.users:
            self.users[player.name] = register_user(
                phone=player.phone, name=player.name, at=self.at(days_ago)
            )
        return self.users[player.name]

    def office(self, *, name: str, kind: str, role: str, player: Player, place: str) -> UUID:
        """An office of the city with one clerk."""
        at = self.at(60)
        office = register_organisation(by=self.administrator, name=name, kind=kind, credit_code="",
                                       place=place, at=at)  # fmt: skip
        grant_role(by=self.administrator, organisation_id=office.pk, user=self.user_of(player),
                   role=role, at=at)  # fmt: skip
        return office.pk

    def records(self, player: Player) -> Iterator:
        """What firms have recorded about somebody on stage, newest first."""
        yield from records_of_myself(self.users[player.name])
