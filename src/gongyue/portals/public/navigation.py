"""The menu of the public pages."""

from gongyue.portals.shared.navigation import Item

PORTAL = "劳资服务平台"
NAVIGATION = [
    Item("首页", "public:home"),
    Item("算一算", "public:calculators"),
    Item("用工体检", "public:checkup"),
    Item("法规", "public:acts"),
    Item("空白表", "public:blanks"),
    Item("验真", "public:check"),
    Item("查进度", "public:progress"),
    Item("通知公告", "messages:board"),
]
