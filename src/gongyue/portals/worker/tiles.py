"""The worker's home in squares: everything one does, one press away. Squares without a screen are
not drawn, so a capability appears here as soon as its page exists."""

from collections.abc import Mapping
from dataclasses import dataclass

from gongyue.portals.shared.navigation import Item
from gongyue.portals.shared.viewer import address_or_nothing

TILES = (
    Item("我的记录", "worker:records", icon="records"),
    Item("待办", "worker:matters", icon="inbox"),
    Item("打卡", "worker:clock", icon="check"),
    Item("工资", "worker:pay", icon="calculator"),
    Item("学习", "worker:learning", icon="board"),
    Item("与我有关的问题", "worker:findings", icon="law"),
    Item("消息", "messages:inbox", icon="bell"),
    Item("我的卡", "worker:card", icon="person"),
    Item("请人帮忙", "worker:delegations", icon="people"),
    Item("谁看过我", "worker:accesses", icon="eye"),
    Item("算一算", "public:calculators", icon="calculator"),
)


@dataclass(frozen=True, kw_only=True)
class Tile:
    label: str
    url: str
    icon: str
    count: int


def tiles_of(counts: Mapping[str, int]) -> list[Tile]:
    """`counts`: route → how many wait there."""
    return [
        Tile(label=item.label, url=url, icon=item.icon, count=counts.get(item.url_name, 0))
        for item in TILES
        if (url := address_or_nothing(item.url_name))
    ]
