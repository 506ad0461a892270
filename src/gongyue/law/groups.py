"""The groups of rules. Their order is the order on every page; questions.yaml names one."""

GROUPS = (
    "一次算清",
    "入职与合同",
    "工资与加班",
    "休假",
    "女职工与未成年人",
    "社会保险",
    "个税与报税",
    "工伤与职业伤害",
    "平台与零工",
    "离开单位",
    "争议与监察",
    "惠企政策",
    "年龄",
)
