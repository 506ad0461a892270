"""The menu of the mediator's desk."""

from gongyue.portals.shared.navigation import Item

PORTAL = "调解台"
NAVIGATION = [
    Item("待办", "mediator:home", icon="inbox"),
    Item("办事步骤", "mediator:guide", icon="law"),
]
