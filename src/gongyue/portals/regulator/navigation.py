"""The menu of the regulator's desk."""

from gongyue.apps.registry.roles import Can
from gongyue.portals.shared.navigation import Item

PORTAL = "监管台"
NAVIGATION = [
    Item("待办", "regulator:home", icon="inbox"),
    Item("来件", "regulator:filings", icon="records"),
    Item("辖区单位", "regulator:firms", icon="building", needs=Can.SEE_FIRMS),
    Item("查人员", "regulator:people", icon="people", needs=Can.OPEN_PERSON),
    Item("通知公告", "messages:board", icon="board"),
    Item("数据质量", "regulator:quality", icon="search", needs=Can.SEE_FIRMS),
    Item("政策影响测算", "regulator:impacts", icon="calculator", needs=Can.SEE_FIRMS),
    Item("我的查阅", "regulator:openings", icon="eye"),
    Item("海报", "regulator:posters", icon="board"),
    Item("服务驿站", "regulator:station", icon="person", needs=Can.LINK_AT_COUNTER),
    Item("核验卡片", "regulator:verify", icon="check"),
    Item("经本人同意查阅", "regulator:consents", icon="eye", needs=Can.READ_WITH_CONSENT),
    Item("成员与角色", "regulator:members", icon="building", group="单位"),
    Item("样例", "regulator:sample", icon="building", group="单位", needs=Can.MANAGE_MEMBERS),
    Item("操作日志", "regulator:acts", icon="eye", group="单位", needs=Can.MANAGE_MEMBERS),
]
