"""Blank forms for whoever would rather write by hand: printed, filled, handed in at the counter."""

from collections.abc import Mapping
from dataclasses import dataclass

from gongyue.apps.documents.paper.letter import (
    Block,
    Clauses,
    Fields,
    Heading,
    Letter,
    Paragraph,
    Remark,
    Ruled,
)

YES_NO = "□ 是　□ 否"
DATE = "　　　　年　　月　　日"


@dataclass(frozen=True, kw_only=True)
class Blank:
    """One form: what it is for, and the paper."""

    slug: str
    title: str
    what: str
    letter: Letter


def _blank(
    slug: str, title: str, what: str, body: tuple[Block, ...], signatures: tuple[str, ...]
) -> Blank:
    letter = Letter(title=title, body=body, signatures=signatures)
    return Blank(slug=slug, title=title, what=what, letter=letter)


def _rows(*rows: tuple[tuple[str, int, str], ...]) -> Fields:
    return Fields(rows=rows)


WHO = _rows(
    (("姓名", 1, ""), ("联系电话", 1, "")),
    (("证件类型", 1, "□ 身份证　□ 其他"), ("证件号码", 1, "")),
    (("用人单位", 1, ""),),
)

REGISTRATION = _blank(
    "registration",
    "劳动者信息登记表",
    "入职时填，单位据此建花名册；劳动者留一份复印件。",
    (
        _rows(
            (("姓名", 1, ""), ("性别", 1, "□ 男　□ 女")),
            (("证件类型", 1, "□ 身份证　□ 其他"), ("证件号码", 1, "")),
            (("手机号", 1, ""), ("民族", 1, "")),
            (("户籍地址", 1, ""),),
            (("现住址", 1, ""),),
            (("紧急联系人", 1, ""), ("联系电话", 1, "")),
        ),
        Heading(text="工作"),
        _rows(
            (("入职日期", 1, DATE), ("部门、岗位", 1, "")),
            (("用工形式", 1, "□ 全日制　□ 非全日制　□ 劳务派遣　□ 实习　□ 退休返聘　□ 劳务"),),
            (("合同期限", 1, "□ 固定期限　□ 无固定期限　□ 以完成一定工作任务为期限"),),
            (("合同起", 1, DATE), ("合同止", 1, DATE)),
            (("试用期", 1, "　　　个月"), ("约定月工资", 1, "　　　　　　　元（税前）")),
            (("工时制度", 1, "□ 标准工时　□ 综合计算工时　□ 不定时"),),
            (("开户银行", 1, ""), ("银行卡号", 1, "")),
            (("已参加的保险", 1, "□ 养老　□ 医疗　□ 失业　□ 工伤　□ 生育　□ 公积金"),),
        ),
        Remark(
            text="单位只收集建立劳动关系所必需的信息，用途是招用登记、发放工资和办理社会保险，"
            "保管好并不得另作他用。"
        ),
    ),
    ("劳动者", "单位经办人，加盖公章"),
)

PUNCH = _blank(
    "punch",
    "补卡申请表",
    "漏打卡、打卡机坏了、外勤没法打卡时填。没有打卡记录不等于没有上班。",
    (
        WHO,
        _rows(
            (("缺卡日期", 1, DATE), ("哪一次", 1, "□ 上班　□ 下班")),
            (("实际到岗", 1, "　　　时　　　分"), ("实际离岗", 1, "　　　时　　　分")),
            (("原因", 1, "□ 忘记　□ 设备故障　□ 外勤、出差　□ 其他"),),
            (("证明人", 1, ""), ("联系电话", 1, "")),
        ),
        Ruled(label="说明（可以附聊天记录、照片、同事证明）", lines=4),
        Ruled(label="单位意见（不同意的，写明理由）", lines=3),
    ),
    ("申请人", "单位经办人"),
)

AUTHORITY = _blank(
    "authority",
    "委托代办授权书",
    "请家人、同事或服务窗口替您办事时填，要写清楚办什么、到哪一天为止。",
    (
        _rows(
            (("委托人", 1, ""), ("联系电话", 1, "")),
            (("证件号码", 1, ""),),
            (("受托人", 1, ""), ("联系电话", 1, "")),
            (("证件号码", 1, ""),),
            (("两人关系", 1, "□ 配偶、父母、子女　□ 同事　□ 服务窗口　□ 其他"),),
        ),
        Paragraph(text="委托人因故不能亲自办理，委托上列受托人代为办理下面打勾的事项："),
        _rows(
            (("可代办事项", 1, "□ 查看我的记录　□ 对记录表示确认或异议　□ 打印本人记录清单"),),
            (("", 1, "□ 领取、提交材料　□ 参加调解并陈述意见　□ 签收文书"),),
            (("其他事项", 1, ""),),
            (("期限起", 1, DATE), ("期限止", 1, DATE)),
        ),
        Clauses(
            items=(
                "没有打勾的事项，受托人无权办理；签订、变更、解除劳动合同和放弃权利，"
                "须另写明并由委托人单独签名。",
                "每一次代办都会记下由谁代办，委托人随时可以看到，也随时可以撤销委托。",
                "受托人应出示本人证件，办理的结果及时告诉委托人。",
            )
        ),
    ),
    ("委托人", "受托人"),
)

LEAVE = _blank(
    "leave",
    "请假申请表",
    "年休假、病假、事假、婚丧产假都用这一张。",
    (
        WHO,
        _rows(
            (("假别", 1, "□ 年休假　□ 病假　□ 事假　□ 婚假　□ 丧假　□ 产假、陪产假　□ 其他"),),
            (("从", 1, DATE + "　　时"), ("到", 1, DATE + "　　时")),
            (("共计", 1, "　　　天　　　小时"), ("工作交给谁", 1, "")),
        ),
        Ruled(label="事由（病假附医院证明）", lines=4),
        Ruled(label="单位意见（年休假改期的，写明改到哪天）", lines=3),
    ),
    ("申请人", "单位经办人"),
)

OVERTIME = _blank(
    "overtime",
    "加班记录单",
    "加班前由单位提出、劳动者同意，加完班双方核对时间并签名，一人一份。",
    (
        WHO,
        _rows(
            (("加班日期", 1, DATE),),
            (("这一天是", 1, "□ 工作日　□ 休息日（周末）　□ 法定休假日"),),
            (("实际开始", 1, "　　　时　　　分"), ("实际结束", 1, "　　　时　　　分")),
            (("扣除休息", 1, "　　　分钟"), ("共计", 1, "　　　小时")),
            (("补偿方式", 1, "□ 加班费　□ 补休（休息日加班可以补休）"),),
        ),
        Ruled(label="加班事由", lines=3),
        Ruled(label="双方对时间有不同说法的，各写各的", lines=4),
    ),
    ("劳动者", "单位经办人"),
)

PAY = _blank(
    "pay",
    "工资核对异议单",
    "工资条和您算的不一样时填。交给单位，要回执；单位不答复的，可以申请调解。",
    (
        WHO,
        _rows(
            (("哪个月的工资", 1, "　　　　年　　月"), ("发放日期", 1, DATE)),
            (("工资条实发", 1, "　　　　　　　　元"), ("您认为应发", 1, "　　　　　　　　元")),
            (("差额", 1, "　　　　　　　　元"), ("收到过工资条", 1, YES_NO)),
        ),
        Ruled(label="哪一项不对，为什么（基本工资、加班费、扣款、考勤……）", lines=5),
        Ruled(label="单位答复（更正的写明哪天补发；不更正的写明理由和依据）", lines=4),
    ),
    ("劳动者", "单位经办人"),
)

BLANKS: Mapping[str, Blank] = {
    blank.slug: blank for blank in (REGISTRATION, PUNCH, LEAVE, OVERTIME, PAY, AUTHORITY)
}
