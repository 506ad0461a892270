"""The menu of the provider's desk."""

from gongyue.portals.shared.navigation import Item

PORTAL = "服务台"
NAVIGATION = [
    Item("待办", "provider:home", icon="inbox"),
    Item("客户单位", "provider:clients", icon="building"),
]
