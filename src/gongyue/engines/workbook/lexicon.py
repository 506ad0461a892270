"""How Chinese HR sheets call their columns.

headings.txt has one block a field: `=` whole headings, `?` whole headings that only count in a
sheet of the field's own kind, `~` a pattern searched in all levels of the heading joined by |,
`!` a pattern that rules the field out,
`-` the same for the lowest heading only. Headings are compared without blanks, in lower case,
half-width; text in brackets that is no unit is kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from gongyue.engines.workbook.numerals import tight, words

_IGNORED_HEADINGS = """
序号?$|^(no\\.?|№|#)$|行号|项次|顺序|排序|民族|学历|籍贯|户籍|户口|政治面貌|婚|年龄|工龄|司龄|照片
地址|住址|银行|帐号|账号|卡号|开户|紧急|毕业|学校|专业|邮箱|email|微信|qq|签字|签名|签收|签章|领款
证书|职称|血型|身高|宗教|特长|介绍人|推荐|渠道|家庭|配偶|子女|健康|体检|培训|工装|宿舍|档案
社保(卡|账)|公积金(账|比)|比例|迟到|早退|缺卡|忘打卡|出差|外勤|婚假|产假|丧假|陪产|工伤假|哺乳|奖惩
机构|公司$|公司名|用人单位|合同编号|合同份|协议|保密|竞业|承诺|剩余天数|提醒|预警|倒计时|专项|累计
应纳税|税率|速算|起征|考勤组|班次|签到|签退|审核|审批|经办|制表|离职原因|级别|职级|职等|直属|上级
领导|主管|汇报|月龄|属相|车牌|技能|个人编号|险种|档次|生育|工伤|大病|大额|滞纳|利息|补缴
扣零|日工资|日薪|转调休|外出|考勤规则|加班状态|异常天数|标准工作时长|打卡结果|考勤结果|账号$|(计算|发放)方式|入党|入团|入伍|退伍
合同期?号|档案号|健康证|资格证|上岗证|操作证|有效期|籍|民族|身份证(地址|复印)|护照|驾照|工作居住证|爱好
医疗.*基数|失业.*基数|^(合计|总计|小计)$|核对|差异|校验|^问题
"""
IGNORED = re.compile("|".join(_IGNORED_HEADINGS.split()))


_NOTE = re.compile(r"[(【<{「]([^()【】<>{}「」]*)[)】>}」]")
_UNIT = re.compile(
    r"(?:单位[:：]?)?(人民币|万元|千元|元/?月?|小时|工?时|h|天|工?日|个?月|年|分钟?|次|%)(?:数)?"
)
_FOREIGN_WORDS = re.compile(r"([\u4e00-\u9fff]{2})[a-z][a-z.&/' -]{2,}$")
# Attendance services split overtime: 工作日（转加班费）, 节假日（转调休）. Time off replaces pay on
# rest days only, so the others stay overtime of their kind.
_PAID = re.compile(r"转加班费$")
_REST_OF_WORKDAYS = re.compile(r"(工作日|平日|平时|节假日|节日)转调休$")
CHATTER = re.compile(
    r"年[./-]?月[./-]?日?|y{2,4}.*|必填|选填|格式.*|示例.*|例?如.*|文本.*|公历|阳历|\d{1,2}(\.\d+)?%|自动.*|公式.*|请.*|填.*|下拉.*|必须.*"
)


def clean_heading(text: str) -> tuple[str, str]:
    """A heading without blanks, punctuation, units and instructions; and its unit or ""."""
    unit = ""
    base = tight(text).replace("[", "(").replace("]", ")")
    for note in _NOTE.findall(base):
        if found := _UNIT.fullmatch(note):
            unit = found[1]
        if found or CHATTER.fullmatch(note):
            base = (
                _NOTE.sub("", base, count=1)
                if base.count("(") < 2
                else base.replace(f"({note})", "")
            )
    base = _NOTE.sub(lambda match: match[1], base)
    base = _PAID.sub("加班", _REST_OF_WORKDAYS.sub(r"\1加班折休", base))
    base = _FOREIGN_WORDS.sub(r"\1", base)
    return base.strip("*:#、.。;,-_!?△★☆●·/\\'\"()"), unit


@dataclass(frozen=True, slots=True)
class Entry:
    field: str
    whole: frozenset[str]
    weak: frozenset[str]
    find: re.Pattern[str] | None
    never: re.Pattern[str] | None
    leaf_never: re.Pattern[str] | None


def _entry(block: str) -> Entry:
    name, *lines = block.strip().splitlines()
    parts: dict[str, list[str]] = {"=": [], "?": [], "~": [], "!": [], "-": []}
    for line in lines:
        parts[line[0]].append(line[2:].strip())
    return Entry(
        name,
        _cleaned(parts["="]),
        _cleaned(parts["?"]),
        re.compile("|".join(parts["~"])) if parts["~"] else None,
        re.compile("|".join(parts["!"])) if parts["!"] else None,
        re.compile("|".join(parts["-"])) if parts["-"] else None,
    )


def _cleaned(lines: list[str]) -> frozenset[str]:
    return frozenset(clean_heading(word)[0] for word in words(" ".join(lines)))


_BLOCKS = Path(__file__).with_name("headings.txt")
_STARTS = re.compile(r"^(?=[a-z_]+$)", re.M)
LEXICON: tuple[Entry, ...] = tuple(
    _entry(block) for block in _STARTS.split(_BLOCKS.read_text("utf-8")) if block.strip()
)
KNOWN: frozenset[str] = frozenset(word for entry in LEXICON for word in entry.whole | entry.weak)
