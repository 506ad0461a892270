"""The menu of the firm's desk."""

from gongyue.apps.registry.roles import Can
from gongyue.portals.shared.desks import BE_MEMBER
from gongyue.portals.shared.navigation import Item

PORTAL = "用人单位"
NAVIGATION = [
    Item("工作台", "enterprise:home", icon="home"),
    Item("待办", "enterprise:inbox", icon="inbox"),
    Item("部门来函", "enterprise:filings", icon="records"),
    Item("用工体检", "enterprise:checkups", icon="check", needs=Can.CHECK_UP),
    Item("规定变了影响谁", "enterprise:impact", icon="law", needs=Can.CHECK_UP),
    Item("算一算", "public:calculators", icon="calculator"),
    Item("人员", "enterprise:people", icon="people", group="记录", needs=Can.SEE_PEOPLE),
    Item("导入表格", "enterprise:imports", icon="upload", group="记录", needs=Can.IMPORT_RECORDS),
    Item("文件和证明", "enterprise:papers", icon="law", group="记录", needs=Can.DO_TASKS),
    Item("数据质量", "enterprise:quality", icon="search", group="记录", needs=Can.IMPORT_RECORDS),
    Item("单位信息", "enterprise:organisation", icon="building", group="单位", needs=BE_MEMBER),
    Item("部门", "enterprise:departments", icon="people", group="单位", needs=BE_MEMBER),
    Item("服务机构", "enterprise:providers", icon="people", group="单位", needs=BE_MEMBER),
    Item("通知公告", "messages:board", icon="board", group="单位"),
    Item("成员与角色", "enterprise:members", icon="building", group="单位", needs=BE_MEMBER),
    Item("海报", "enterprise:posters", icon="board", group="单位"),
    Item(
        "启用的功能",
        "workspace:modules",
        icon="check",
        group="单位",
        needs=Can.MANAGE_MEMBERS,
        query="desk=enterprise",
    ),
    Item(
        "字典",
        "workspace:dictionaries",
        icon="records",
        group="单位",
        needs=Can.MANAGE_MEMBERS,
        query="desk=enterprise",
    ),
    Item("样例", "enterprise:sample", icon="building", group="单位", needs=Can.IMPORT_RECORDS),
    Item("操作日志", "enterprise:acts", icon="eye", group="单位", needs=Can.MANAGE_MEMBERS),
    Item("核验卡片", "enterprise:verify", icon="check"),
    Item("经本人同意查阅", "enterprise:consents", icon="eye", needs=Can.READ_WITH_CONSENT),
]
