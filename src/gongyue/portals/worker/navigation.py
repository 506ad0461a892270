"""The tabs under the worker's thumb."""

from gongyue.portals.shared.navigation import Item

PORTAL = "我的工约"
NAVIGATION = [
    Item("首页", "worker:home", icon="home"),
    Item("我的记录", "worker:records", icon="records"),
    Item("办事", "worker:matters", icon="inbox"),
    Item("谁看过我", "worker:accesses", icon="eye"),
    Item("我", "worker:me", icon="person"),
]
