"""在职证明 and 用工情况说明: what a firm's HR certifies of an employee, from the registry."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.documents.models import PaperKind
from gongyue.apps.documents.paper.letter import (
    Amounts,
    Block,
    Letter,
    Pairs,
    Paragraph,
    Remark,
    day_text,
)
from gongyue.apps.documents.services.issuing import (
    Draft,
    Issued,
    document_issue,
    document_reissue,
)
from gongyue.apps.registry.identity import Card, card_of
from gongyue.apps.registry.keys import Erased, unwrapped
from gongyue.apps.registry.models import Employment, Organisation
from gongyue.apps.registry.models.employments import EmploymentKind
from gongyue.apps.registry.permissions import NOT_FOR_YOU, WITHOUT_RIGHT, require_can
from gongyue.apps.registry.roles import EMPLOYERS, Can
from gongyue.apps.registry.sameness import ids_of_organisation, ids_of_person
from gongyue.apps.registry.services.access import open_person
from gongyue.kernel.ids import mask_identity

RECIPIENT_LIMIT, PURPOSE_LIMIT = 60, 100
LARGEST_INCOME = Decimal(10) ** 8


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the certificate is to say. `income`: yuan a month before tax, None to say nothing of
    it; `whole_number`: print the identity number whole, as banks and embassies ask."""

    kind: str
    recipient: str
    use: str
    income: Decimal | None = None
    whole_number: bool = False


def certificate_issue(  # noqa: PLR0913 - who, for whom, about whom, and what it says
    *, by: User, organisation_id: UUID, person_id: UUID, wanted: Wanted, purpose: str,
    site: str, at: datetime, instead_of: UUID | None = None,
) -> Issued:  # fmt: skip
    """Issue a certificate of an employee; the employee sees it, and that their file was opened.

    `purpose`: why the firm opens the file (registry). `instead_of`: the paper it replaces. Call
    outside a transaction. Raises NotFound, NotAllowed, Refused (naming the field).
    """
    firm = _firm(by, organisation_id)
    _require_sensible(wanted)
    open_person(
        by=by,
        person_id=person_id,
        purpose=purpose,
        at=at,
        words=f"出具证明，用于{wanted.use.strip()}",
    )
    employment, card = _employment(organisation_id, person_id)
    _require_fits(wanted, employment, localdate(at))
    draft = Draft(
        kind=wanted.kind,
        organisation_id=organisation_id,
        person_id=person_id,
        recipient=wanted.recipient.strip(),
        letter=_letter(firm, employment, card, wanted, localdate(at)),
    )
    facts = {"by": by, "draft": draft, "site": site, "at": at}
    return document_reissue(paper_id=instead_of, **facts) if instead_of else document_issue(**facts)


def _firm(by: User, organisation_id: UUID) -> Organisation:
    firm = require_can(by, Can.ANSWER_FOR_FIRM, organisation_id)
    if firm.kind not in EMPLOYERS:
        raise NotAllowed(WITHOUT_RIGHT)
    return firm


def _require_sensible(wanted: Wanted) -> None:
    if wanted.kind not in {PaperKind.EMPLOYED, PaperKind.EMPLOYMENT}:
        raise Refused("请选择要出具哪一种证明。", "kind")
    for field, text, limit, label in (
        ("recipient", wanted.recipient, RECIPIENT_LIMIT, "出具给谁"),
        ("use", wanted.use, PURPOSE_LIMIT, "用途"),
    ):
        if not text.strip():
            raise Refused(f"请填写{label}。", field)
        if len(text.strip()) > limit:
            raise Refused(f"{label}最多 {limit} 字。", field)
    if wanted.income is not None and not 0 < wanted.income <= LARGEST_INCOME:
        raise Refused("月收入要大于 0，最多一亿元。", "income")


def _employment(organisation_id: UUID, person_id: UUID) -> tuple[Employment, Card]:
    rows = Employment.objects.filter(
        organisation__in=ids_of_organisation(organisation_id),
        person__in=ids_of_person(person_id),
        is_withdrawn=False,
    )
    # The running one first, else the latest.
    found = rows.select_related("person__key").order_by("has_left", "-hired_on", "-pk").first()
    try:
        if found is not None:
            return found, card_of(found, unwrapped(found.person.key))
    except Erased:
        pass
    raise NotFound(NOT_FOR_YOU)


def _require_fits(wanted: Wanted, employment: Employment, on: date) -> None:
    if wanted.kind == PaperKind.EMPLOYED and _has_left(employment, on):
        raise Refused("这个人登记为已离职，不能出具在职证明。可以出具用工情况说明。", "kind")
    if employment.hired_on is None:
        raise Refused("登记里没有入职日期，写不出证明。请先补登记入职日期，再来出具。", "kind")


def _has_left(employment: Employment, on: date) -> bool:
    if employment.left_on is not None:
        return employment.left_on <= on
    return employment.has_left


def _letter(
    firm: Organisation, employment: Employment, card: Card, wanted: Wanted, on: date
) -> Letter:
    return Letter(
        title=str(PaperKind(wanted.kind).label),
        issuer=firm.name,
        on=on,
        addressee=wanted.recipient.strip(),
        body=_body(firm, employment, card, wanted, on),
        seal=firm.name,
        signatures=("单位经办人",),
    )


def _now(employment: Employment, left: bool) -> str:
    if not left:
        return "在职"
    return f"{day_text(employment.left_on)}离职" if employment.left_on else "已离职"


def _body(
    firm: Organisation, employment: Employment, card: Card, wanted: Wanted, on: date
) -> tuple[Block, ...]:
    number = card.id_number if wanted.whole_number else mask_identity(card.id_number or "")
    left = _has_left(employment, on)
    until = f"至{day_text(employment.left_on)}止" if employment.left_on and left else "至今"
    if left and not employment.left_on:
        until = "，现已离职"
    said = (
        f"兹证明{card.name}（证件号码 {number or '未登记'}）"
        f"自{day_text(employment.hired_on)}起{until}在本单位工作。"
    )
    kind = str(EmploymentKind(employment.kind).label)
    rows = (
        ("姓名", card.name),
        ("证件号码", number),
        ("用工形式", kind),
        ("部门、岗位", "　".join(filter(None, (employment.department, employment.post)))),
        ("入职日期", day_text(employment.hired_on)),
        ("目前", _now(employment, left)),
        ("单位统一社会信用代码", firm.credit_code or ""),
    )
    income: tuple[Block, ...] = ()
    if wanted.income is not None:
        income = (Amounts(rows=(("税前月收入", wanted.income),), label="月收入"),)
    return (
        Paragraph(text=said),
        Pairs(rows=rows),
        *income,
        Paragraph(text=f"本证明仅用于{wanted.use.strip()}，不作其他用途。"),
        Remark(
            text="以上内容来自本单位在工约平台的用工登记。"
            "本人可以看到这份证明，也可以对登记提出异议。"
        ),
    )
