"""The offices open, and everybody on stage gets an account."""

from gongyue.apps.registry.roles import Kind, Role
from gongyue.apps.registry.services.organisations import create_first_administrator
from gongyue.apps.registry.services.streets import streets_import
from gongyue.cli.demo import cast
from gongyue.cli.demo.city import CITY, ELSEWHERE, City

OFFICES = (
    ("长沙市劳动保障监察支队（演示）", Kind.REGULATOR, Role.INSPECTOR, cast.ZHOU),
    ("星沙街道劳动争议调解中心（演示）", Kind.MEDIATION, Role.MEDIATOR, cast.ZHAO),
    ("星城人力服务（演示）", Kind.PROVIDER, Role.AGENT, cast.QIAN),
)
# Invented, in the invented district: a real list is the operator's to bring in.
STREETS = """代码,名称
999902001,梧桐街道
999902002,晴川街道
999902003,望月街道
999902101,橘香镇
"""


def tell(city: City) -> None:
    """Without an administrator there are no offices; without offices nobody helps or looks."""
    city.administrator = city.users[cast.HU.name] = create_first_administrator(
        phone=cast.HU.phone, name=cast.HU.name, password=f"demo-{city.rng.getrandbits(64):x}",
        operator_name="工约演示城市", place=CITY, at=city.at(60),
    )  # fmt: skip
    streets_import(by=city.administrator, content=STREETS.encode(), complete=True, at=city.at(60))
    for player in cast.ON_STAGE:
        city.user_of(player)
    for name, kind, role, player in OFFICES:
        city.offices[kind] = city.office(name=name, kind=kind, role=role, player=player, place=CITY)
    # Another place, so another reach; 欧监察员 has no door of her own.
    city.office(name="浏阳市劳动保障监察大队（演示）", kind=Kind.REGULATOR, role=Role.INSPECTOR,
                player=cast.OU, place=ELSEWHERE)  # fmt: skip
