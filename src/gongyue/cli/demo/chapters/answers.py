"""李师傅 disputes the last pay and confirms the one before; 王骑手 disputes his post."""

from gongyue.apps.registry.services.links import link_myself
from gongyue.apps.registry.services.stances import take_stance
from gongyue.cli.demo import cast
from gongyue.cli.demo.cast import Player
from gongyue.cli.demo.city import City

PAY_IS_SHORT = "这个月周末加了 16 小时班，加班费少算了。"
POST_IS_WRONG = "我是骑手，不是站点调度员，岗位写错了。"


def tell(city: City) -> None:
    """They link themselves first: no firm's data does it for them."""
    for player in (cast.LI, cast.WANG):
        link_myself(by=city.users[player.name], name=player.name,
                    id_number=player.id_number, at=city.at(9))  # fmt: skip
    _answer(city, cast.LI, "pay.recorded", "disputed", PAY_IS_SHORT)
    _answer(city, cast.LI, "pay.recorded", "confirmed", "")
    _answer(city, cast.LI, "employment.recorded", "confirmed", "")
    _answer(city, cast.WANG, "employment.recorded", "disputed", POST_IS_WRONG)


def _answer(city: City, player: Player, kind: str, stance: str, words: str) -> None:
    """The newest record of the kind that has no answer yet."""
    for record in city.records(player):
        if kind == record.type and record.awaits_worker:
            take_stance(by=city.users[player.name], event_id=record.event_id, kind=stance,
                        words=words, at=city.at(6, 20))  # fmt: skip
            return
