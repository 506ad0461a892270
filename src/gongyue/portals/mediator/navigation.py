"""The menu of the mediator's desk."""

from gongyue.apps.registry.roles import Can
from gongyue.portals.shared.navigation import Item

PORTAL = "调解台"
NAVIGATION = [
    Item("待办", "mediator:home", icon="inbox"),
    Item("来件", "mediator:filings", icon="records"),
    Item("通知公告", "messages:board", icon="board"),
    Item("办事步骤", "mediator:guide", icon="law"),
    Item("服务驿站", "mediator:station", icon="person", needs=Can.LINK_AT_COUNTER),
    Item("核验卡片", "mediator:verify", icon="check"),
    Item("经本人同意查阅", "mediator:consents", icon="eye", needs=Can.READ_WITH_CONSENT),
    Item("样例", "mediator:sample", icon="building", group="单位", needs=Can.MANAGE_MEMBERS),
    Item("操作日志", "mediator:acts", icon="eye", group="单位", needs=Can.MANAGE_MEMBERS),
]
