"""代办: what may be delegated, to whom, for how long; and what never may. Closed lists.

docs/reference/roles.md shows the same words.
"""

from datetime import date

from django.db import models

from gongyue.kernel.dates import age_on
from gongyue.kernel.ids import IdentityNumber, InvalidIdentity

MOST_RELATIVES = 8  # as 亲情服务 of the electronic social security card: given and held, each
ADULT = 18
OLD_ENOUGH_TO_GRANT = 16


class Act(models.TextChoices):
    """What a delegate may be let to do."""

    READ_RECORDS = "read_records", "查看我的记录"
    TAKE_STANCE = "take_stance", "确认记录或提出异议"
    REQUEST_CORRECTION = "correct", "申请更正记录"
    QUESTION_ACCESS = "question", "追问谁看过我"
    FILE_REQUESTS = "file_requests", "提交诉求和申请"
    EXPORT = "export", "导出关于我的全部信息"
    LINK = "link", "到窗口绑定或更换手机号"


class Reason(models.TextChoices):
    FAMILY = "family", "亲属代办"
    COUNTER = "counter", "窗口代办"
    COLLEAGUE = "colleague", "同事代办"


class Relation(models.TextChoices):
    SPOUSE = "spouse", "配偶"
    PARENT = "parent", "父母"
    CHILD = "child", "子女"
    SIBLING = "sibling", "兄弟姐妹"
    GRANDPARENT = "grandparent", "祖父母、外祖父母"
    GRANDCHILD = "grandchild", "孙子女、外孙子女"
    OTHER_RELATIVE = "other_relative", "其他亲属"
    COLLEAGUE = "colleague", "同事"
    CLERK = "clerk", "窗口人员"


class DelegationState(models.TextChoices):
    OFFERED = "offered", "等对方接受"
    ACCEPTED = "accepted", "已接受"
    DECLINED = "declined", "对方没有接受"
    REVOKED = "revoked", "已撤销"


# The life of a delegation; its days end it besides.
MOVES: dict[str, frozenset[str]] = {
    DelegationState.OFFERED: frozenset(
        {DelegationState.ACCEPTED, DelegationState.DECLINED, DelegationState.REVOKED}
    ),
    DelegationState.ACCEPTED: frozenset({DelegationState.REVOKED}),
    DelegationState.DECLINED: frozenset(),
    DelegationState.REVOKED: frozenset(),
}

_EVERY = frozenset(Act)
_PAPER_ONLY = frozenset({Act.LINK})  # a clerk has seen both documents
# Acts by reason. A colleague reads and answers; the whole file is a matter of the family.
ACTS_OF_REASON: dict[str, frozenset[str]] = {
    Reason.FAMILY: _EVERY - _PAPER_ONLY,
    Reason.COUNTER: _EVERY,
    Reason.COLLEAGUE: _EVERY - _PAPER_ONLY - {Act.EXPORT, Act.QUESTION_ACCESS},
}
MOST_DAYS: dict[str, int] = {Reason.FAMILY: 366, Reason.COUNTER: 366, Reason.COLLEAGUE: 31}
RELATIONS_OF_REASON: dict[str, tuple[Relation, ...]] = {
    Reason.FAMILY: tuple(Relation)[:7],
    Reason.COUNTER: tuple(Relation)[:7],
    Reason.COLLEAGUE: (Relation.COLLEAGUE,),
}

# What nobody may do for somebody else here, and why.
NEVER: dict[str, tuple[str, str]] = {
    "erase": ("要求删除个人信息", "删掉就找不回来，必须本人办。"),
    "consent": ("同意别的单位看我的记录", "看谁、看什么、看多久，只能本人决定。"),
    "sign_contract": ("签订、变更或者解除劳动合同", "劳动合同由劳动者本人签字。"),
    "settle": ("在调解协议上签字", "代理人签字要另办写明权限的书面委托，交给调解组织。"),
    "delegate": ("再委托给别人", "受托的人不能转委托。"),
    "set_pin": ("设卡片密码", "密码只能本人知道。"),
}


def birth_of(id_number: str) -> date | None:
    """The day of birth an identity number tells; None for documents that do not."""
    try:
        return IdentityNumber.parse(id_number).birth_on
    except InvalidIdentity:
        return None


def is_younger(id_number: str, age: int, on: date) -> bool:
    """Whether somebody is known to be below an age on a day."""
    birth_on = birth_of(id_number)
    return birth_on is not None and age_on(birth_on, on) < age
