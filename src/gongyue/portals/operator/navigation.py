"""The menu of the operator's desk."""

from gongyue.apps.registry.roles import Can
from gongyue.portals.shared.navigation import Item

PORTAL = "运营台"
NAVIGATION = [
    Item("待办", "operator:home", icon="inbox"),
    Item("来件", "operator:filings", icon="records"),
    Item("数据质量", "operator:quality", icon="search"),
    Item("系统健康", "operator:health", icon="check"),
    Item("通知公告", "messages:board", icon="board"),
    Item("单位功能", "operator:modules", icon="building"),
    Item("法规文本", "operator:statutes", icon="records"),
    Item("街道乡镇", "operator:streets", icon="building"),
    Item("消息渠道", "operator:channels", icon="bell"),
    Item("部门和机构", "operator:organisations", icon="building"),
    Item("成员与角色", "operator:members", icon="building", group="单位"),
    Item("操作日志", "operator:acts", icon="eye", group="单位", needs=Can.MANAGE_MEMBERS),
]
