"""Invented content for the gallery: ordinary, long, empty, doubtful."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.timezone import get_current_timezone, localdate

from gongyue.portals.shared.figures import Figure, Line
from gongyue.portals.shared.files import samples as files
from gongyue.portals.shared.navigation import Link, Menu
from gongyue.portals.shared.sides import Act, Side, State, TwoSides
from gongyue.portals.shared.words import value_text

LCL = "cn/labour-contract-law"
NOON = datetime(2026, 9, 1, 12, 0, tzinfo=get_current_timezone())

LINES = (
    Line(label="入职日期", value=value_text(date(2021, 3, 1), None), given=True),
    Line(label="离职日期", value=value_text(date(2024, 6, 30), None), given=True),
    Line(
        label="计算年限（满六个月按一年，不满六个月按半年）",
        value=value_text(Decimal("3.5"), "year"),
        citations=(f"{LCL}#47.1",),
    ),
    Line(
        label="离职前十二个月平均工资",
        value=value_text(Decimal("9000"), "yuan"),
        citations=(f"{LCL}#47.3",),
    ),
)
FIGURE = Figure(
    label="经济补偿",
    value=value_text(Decimal("31500"), "yuan"),
    in_words="叁万壹仟伍佰元整",
    lines=LINES,
    print_url="#print",
)
STALE = Line(
    label="本市上年度职工月平均工资",
    value=value_text(Decimal("8712"), "yuan/month"),
    citations=(f"{LCL}#47.2",),
    stale=True,
    checked_until=date(2026, 2, 28),
    note="每年夏天公布新的数，公布前按最后已知的数计算。",
)
DOUBTFUL = Figure(
    label="经济补偿（按三倍社平封顶）",
    value=value_text(Decimal("91476"), "yuan"),
    in_words="玖万壹仟肆佰柒拾陆元整",
    lines=(*LINES, STALE),
    stale=("average_wage.monthly",),
    doubts=(
        "“本市上年度职工月平均工资”只核对到2026-02-28，此后按最后已知数值计算。",
        "奖金是否计入平均工资，各地做法不同。",
    ),
)
LONG = Figure(
    label="未签书面劳动合同的二倍工资差额（自用工之日起满一个月的次日至满一年的前一日）",
    value=value_text(Decimal("1234567890.12"), "yuan"),
    lines=(
        *LINES,
        Line(
            label="一段特别长的说明，用来看在手机上怎样换行：包括加班费、绩效、季度奖金分摊、"
            "年终奖分摊以及夜班津贴，但不包括高温津贴",
            value=value_text(Decimal("123456789.01"), "yuan/month"),
            citations=(f"{LCL}#82.1", f"{LCL}#14.3", f"{LCL}#10.2", f"{LCL}#47.1"),
        ),
    ),
)
UNLAWFUL = Figure(
    label="试用期约定", value=value_text("超过法定上限", None), lines=LINES[2:3], unlawful=True
)
UNKNOWN = Figure(label="应补缴的医疗保险", value=value_text(None, None))


def _act(label: str, *, primary: bool = False) -> Act:
    return Act(label=label, url="#", primary=primary, link=True)


SIDES = (
    TwoSides(
        title="2026年8月 出勤",
        state=State.AGREED,
        worker=Side(value="22 天", by="李师傅", at=NOON, proof="手机号 + 本人填写的身份证号"),
        firm=Side(value="22 天", by="晨光工厂 陈经理", at=NOON),
    ),
    TwoSides(
        title="2026年9月 加班",
        state=State.DISPUTED,
        worker=Side(value="38 小时", words="国庆前一周每晚到九点", by="李师傅", at=NOON),
        firm=Side(value="24 小时", words="以打卡为准", by="晨光工厂 陈经理", at=NOON),
        due="用人单位须在 2026年11月30日 前答复，不答复将转调解。",
        acts=(_act("补充说明"), _act("接受对方的数", primary=True)),
        history_url="#history",
    ),
    TwoSides(
        title="2026年10月 工资",
        state=State.WAITING,
        firm=Side(value="6,380.00 元", by="晨光工厂 陈经理", at=NOON),
        due="等您核对。不处理不等于同意。",
        acts=(_act("有异议"), _act("核对无误", primary=True)),
    ),
    TwoSides(
        title="2026年10月12日 下班打卡",
        state=State.MISSING,
        due="双方都没有记录，可以补充。",
    ),
    TwoSides(
        title="一条标题特别长的记录：湖南省示例市经济技术开发区"
        "晨光精密制造有限公司第二分厂 2026年9月",
        state=State.DISPUTED,
        worker=Side(
            value="123,456,789.01 元",
            words="说明也很长：那几天厂里赶货，班长在群里通知所有人晚上都要来，有聊天记录和"
            "同事可以作证，门口的闸机也有记录，后来发工资没有算。",
            by="欧阳师傅",
            at=NOON,
            proof="柜台核验",
        ),
        firm=Side(value="0.00 元", by="晨光精密制造有限公司人力资源与行政综合管理部", at=NOON),
    ),
)


def _clocks() -> dict[str, Any]:
    today = localdate()
    days = {"ahead": 24, "near": 3, "today": 0, "late": -5, "done": 2}
    return {"days": {name: today + timedelta(days=gap) for name, gap in days.items()}}


class SampleForm(forms.Form):
    required_css_class = "required"

    wage = forms.CharField(
        label="月工资",
        help_text="税前应发，含奖金和津贴",
        widget=forms.TextInput(attrs={"class": "form-control", "inputmode": "decimal"}),
    )
    started_on = forms.DateField(
        label="入职日期",
        error_messages={"required": "请填写入职日期"},
        widget=forms.DateInput(attrs={"class": "form-control", "type": "date"}),
    )
    kind = forms.ChoiceField(
        label="合同类型",
        choices=[("fixed", "固定期限"), ("open", "无固定期限"), ("task", "完成一定工作任务")],
        widget=forms.RadioSelect,
    )
    place = forms.ChoiceField(
        label="工作地点",
        required=False,
        choices=[("", "请选择"), ("999900", "示例市")],
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    workbook = forms.FileField(label="花名册", required=False)


def _forms() -> dict[str, Any]:
    bad = SampleForm({"wage": "一万二", "started_on": "", "kind": "fixed"})
    bad.add_error("wage", "请用数字填写月工资，例如 8000 或 8,000.50")
    return {"form": SampleForm(), "bad": bad}


ROWS = [
    {
        "name": name,
        "post": post,
        "on": date(2019 + number % 6, 1 + number % 12, 1 + number % 27),
        "wage": Decimal(3000 + number * 437) + Decimal("0.5"),
        "severity": ("high", "medium", "low", "info")[number % 4],
        "status": ("breach", "to_check")[number % 2],
    }
    for number, (name, post) in enumerate(
        7
        * [
            ("李师傅", "装配"),
            ("王骑手", "配送"),
            ("欧阳师傅", "高级设备维护与安全管理"),
            ("张工", "质检"),
        ]
    )
]


def _tables() -> dict[str, Any]:
    return {
        "page": Paginator(ROWS, 5).page(2),
        "empty": Paginator([], 5).page(1),
        "acts": ACTS,
        "total": sum((row["wage"] for row in ROWS), Decimal(0)),
    }


DESK_MENU = (
    Link("首页", "#", "home", "", False),
    Link("待办", "#", "inbox", "", False),
    Link("人员", "#", "people", "用工", True),
    Link("导入", "#", "upload", "用工", False),
    Link("用工体检", "#", "check", "用工", False),
    Link("本单位", "#", "building", "设置", False),
)
TABS = (
    Link("首页", "#", "home", "", True),
    Link("我的记录", "#", "records", "", False),
    Link("算一算", "#", "calculator", "", False),
    Link("谁看过我", "#", "eye", "", False),
)
ACTS = (("task", "派整改任务"), ("export", "导出所选"))
MENUS = {"desk": Menu("企业台", DESK_MENU), "worker": Menu("劳动者", TABS)}

COLOURS = (
    ("paper", "纸", "#fbfaf7", "页面底"),
    ("sheet", "账页", "#fffefc", "卡片、表格"),
    ("margin", "页边", "#f4f1ea", "菜单、表头"),
    ("ink", "墨", "#1f2933", "正文"),
    ("ink-soft", "淡墨", "#4d5864", "说明"),
    ("rule", "界线", "#e2dccf", "细线"),
    ("qing", "青", "#0b6e75", "可以点、可以办"),
    ("qing-wash", "青底", "#e6f0ef", "选中"),
    ("zhu", "朱", "#b93a21", "只用于逾期或违法"),
    ("zhu-wash", "朱底", "#fbede8", "逾期或违法的底色"),
    ("amber", "琥珀", "#855400", "存疑"),
    ("amber-wash", "琥珀底", "#fcf3df", "存疑的底色"),
    ("green", "绿", "#2c6a3d", "双方确认"),
    ("green-wash", "绿底", "#e8f2e8", "双方确认的底色"),
)


def of(name: str) -> dict[str, Any]:
    """The content of one page of the gallery."""
    makers = {
        "figure": lambda: {
            "plain": FIGURE,
            "doubtful": DOUBTFUL,
            "long": LONG,
            "unlawful": UNLAWFUL,
            "unknown": UNKNOWN,
        },
        "two-sides": lambda: {"records": SIDES},
        "clock": _clocks,
        "doubt": lambda: {"doubtful": DOUBTFUL, "plain": FIGURE},
        "fields": _forms,
        "tables": _tables,
        "files": files.sample,
        "colours": lambda: {"colours": COLOURS},
    }
    return makers[name]() if name in makers else {}
