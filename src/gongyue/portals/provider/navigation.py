"""The menu of the provider's desk."""

from gongyue.apps.registry.roles import Can
from gongyue.portals.shared.navigation import Item

PORTAL = "服务台"
NAVIGATION = [
    Item("待办", "provider:home", icon="inbox"),
    Item("通知公告", "messages:board", icon="board"),
    Item("客户单位", "provider:clients", icon="building"),
    Item("核验卡片", "provider:verify", icon="check"),
    Item("经本人同意查阅", "provider:consents", icon="eye", needs=Can.READ_WITH_CONSENT),
    Item("成员与角色", "provider:members", icon="building", group="单位"),
    Item("样例", "provider:sample", icon="building", group="单位", needs=Can.MANAGE_MEMBERS),
    Item("操作日志", "provider:acts", icon="eye", group="单位", needs=Can.MANAGE_MEMBERS),
]
