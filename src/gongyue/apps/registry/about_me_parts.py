"""The registry's and the accounts' own parts of what is held about somebody."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q, QuerySet

from gongyue.apps.accounts.drafting import drafts_of
from gongyue.apps.accounts.models import SignIn, User
from gongyue.apps.registry.about_me import (
    Part,
    Row,
    Subject,
    declare_not_personal,
    declare_part,
)
from gongyue.apps.registry.consenting import labels_of
from gongyue.apps.registry.event_types import EVENT_TYPES
from gongyue.apps.registry.identity import card_of, identity_of
from gongyue.apps.registry.keys import Erased, unwrapped
from gongyue.apps.registry.models import (
    Card,
    Consent,
    Correction,
    Delegation,
    Employment,
    Event,
    Membership,
    Person,
    PersonLink,
)
from gongyue.apps.registry.roles import Purpose
from gongyue.apps.registry.rows import values_of
from gongyue.apps.registry.services.corrections import said_of
from gongyue.apps.registry.stream import payload_of
from gongyue.apps.registry.wording import lines_of


def _who(subject: Subject) -> Iterator[Row]:
    for person in Person.objects.select_related("key").filter(pk__in=subject.person_ids):
        card = identity_of(person)
        yield {
            "name": card.name,
            "id_number": card.id_number,
            "registered_at": person.made_at,
            "restricted_until": person.restricted_until,
        }


def _accounts(subject: Subject) -> Iterator[Row]:
    for user in User.objects.filter(pk__in=subject.user_ids):
        yield {
            "phone": user.phone,
            "called": user.display_name,
            "joined_at": user.joined_at,
            "active": user.is_active,
            "large_text": user.large_text,
        }


def _drafts(subject: Subject) -> Iterator[Row]:
    for user in User.objects.filter(pk__in=subject.user_ids):
        for written in drafts_of(user):
            words = "；".join(value for _, value in written.values if value)
            yield {"at": written.at, "page": written.title, "words": words}


def _sign_ins(subject: Subject) -> Iterator[Row]:
    for row in SignIn.objects.filter(user__in=subject.user_ids).order_by("-at"):
        yield {
            "at": row.at,
            "how": row.get_how_display(),
            "succeeded": row.succeeded,
            "device": row.device,
        }


def _links(subject: Subject) -> Iterator[Row]:
    for row in PersonLink.objects.filter(person__in=subject.person_ids).order_by("linked_at"):
        yield {
            "proof": row.get_proof_display(),
            "linked_at": row.linked_at,
            "ended_at": row.ended_at,
        }


def _employments(subject: Subject) -> Iterator[Row]:
    rows = Employment.objects.filter(person__in=subject.person_ids)
    for row in rows.select_related("organisation", "person__key").order_by("hired_on"):
        card = card_of(row, unwrapped(row.person.key))
        yield {
            "organisation": row.organisation.name,
            "name": card.name,
            "id_number": card.id_number,
            "phone": card.phone,
            "employee_no": card.employee_no,
            "kind": row.get_kind_display(),
            "department": row.department,
            "post": row.post,
            "hired_on": row.hired_on,
            "left_on": row.left_on,
            "withdrawn": row.is_withdrawn,
        }


def _events(subject: Subject, chosen: Q) -> QuerySet[Event]:
    mine = Q(person__in=subject.person_ids) | Q(actor__in=subject.user_ids, person=None)
    rows = Event.objects.filter(mine & chosen)
    shown = ("organisation", "acting_as", "person__key", "reversed_by")
    return rows.select_related(*shown).order_by("pk")


def _answerable() -> Q:
    return Q(type__in=[name for name, kind in EVENT_TYPES.items() if kind.answerable])


def _records(subject: Subject) -> Iterator[Row]:
    for row in _events(subject, _answerable()):
        payload = _payload(row)
        said = dict(lines_of(values_of(payload))) if "values" in payload else payload
        yield {
            "number": row.pk,
            "what": EVENT_TYPES[row.type].label,
            "organisation": row.organisation.name if row.organisation else "",
            "occurred_on": row.occurred_on,
            "recorded_at": row.recorded_at,
            "withdrawn": hasattr(row, "reversed_by"),
            "content": _told(said),
        }


def _accesses(subject: Subject) -> Iterator[Row]:
    """Who opened my file; not what I opened of others."""
    chosen = Q(type__startswith="access.", person__in=subject.person_ids)
    for row in _events(subject, chosen):
        yield {
            "at": row.recorded_at,
            "office": _office(row),
            "purpose": Purpose(row.purpose).label if row.purpose else "",
            "refused": row.type == "access.refused",
            "content": _told(_payload(row)),
        }


def _stances(subject: Subject) -> Iterator[Row]:
    for row in _events(subject, Q(type__startswith="stance.")):
        payload = _payload(row)
        yield {
            "about": row.about_id,
            "what": EVENT_TYPES[row.type].label,
            "side": {"worker": "本人", "firm": "单位"}.get(str(payload.get("side")), ""),
            "words": payload.get("words", ""),
            "at": row.recorded_at,
            "delegated": row.on_behalf_of_id is not None,
        }


def _others(subject: Subject) -> Iterator[Row]:
    """Everything else that happened to my file, or that I did."""
    known = Q(type__startswith="access.") | Q(type__startswith="stance.") | _answerable()
    for row in _events(subject, ~known):
        yield {
            "number": row.pk,
            "what": EVENT_TYPES[row.type].label,
            "organisation": row.organisation.name if row.organisation else "",
            "by": _office(row),
            "at": row.recorded_at,
            "content": _told(_payload(row)),
        }


def _consents(subject: Subject) -> Iterator[Row]:
    rows = Consent.objects.filter(person__in=subject.person_ids).select_related("organisation")
    for row in rows.order_by("requested_at"):
        yield {
            "organisation": row.organisation.name,
            "purpose": row.get_purpose_display(),
            "kinds": labels_of(row.kinds),
            "state": row.get_state_display(),
            "last_on": row.last_on,
            "requested_at": row.requested_at,
            "answered_at": row.answered_at,
            "withdrawn_at": row.withdrawn_at,
            "text_version": row.text_version,
        }


def _corrections(subject: Subject) -> Iterator[Row]:
    rows = Correction.objects.filter(person__in=subject.person_ids)
    for row in rows.select_related("organisation", "person__key").order_by("asked_at"):
        said = said_of(row)
        yield {
            "about": row.record_id,
            "organisation": row.organisation.name,
            "field": row.field,
            "state": row.get_state_display(),
            "asked_at": row.asked_at,
            **{name: said.get(name, "") for name in ("right", "words", "answer", "decision")},
        }


def _delegations(subject: Subject) -> Iterator[Row]:
    mine = Q(grantor__in=subject.user_ids) | Q(delegate__in=subject.user_ids)
    for row in Delegation.objects.filter(mine).order_by("granted_at"):
        yield {
            "number": row.number,
            "given": row.grantor_id in subject.user_ids,
            "relation": row.get_relation_display(),
            "acts": row.acts,
            "state": row.get_state_display(),
            "first_on": row.first_on,
            "last_on": row.last_on,
        }


def _memberships(subject: Subject) -> Iterator[Row]:
    rows = Membership.objects.filter(user__in=subject.user_ids).select_related("organisation")
    for row in rows.order_by("granted_at"):
        yield {
            "organisation": row.organisation.name,
            "role": row.get_role_display(),
            "granted_at": row.granted_at,
            "ended_at": row.ended_at,
        }


def _cards(subject: Subject) -> Iterator[Row]:
    for row in Card.objects.filter(person__in=subject.person_ids):
        yield {"issued_at": row.issued_at, "pin_set_at": row.pin_set_at}


def _payload(row: Event) -> dict[str, Any]:
    try:
        return payload_of(row)
    except Erased:
        return {}


def _told(said: dict[str, Any]) -> str:
    """label：value；label：value"""
    return "；".join(f"{name}：{value}" for name, value in said.items() if value not in ("", None))


def _office(row: Event) -> str:
    if row.acting_as:
        return row.acting_as.name
    return "受托代办人" if row.on_behalf_of_id else ("本人或其他账号" if row.actor_id else "系统")


def _part(name: str, label: str, rows: Any, covers: Iterable[str], columns: dict[str, str]) -> None:
    declare_part(Part(name=name, label=label, rows=rows, covers=tuple(covers), columns=columns))


_AT = {"at": "时间"}
_part("who", "我是谁", _who, ("registry.Person",),
      {"name": "姓名", "id_number": "证件号码", "registered_at": "登记时间",
       "restricted_until": "限制查阅至"})  # fmt: skip
_part("accounts", "账号", _accounts, ("accounts.User",),
      {"phone": "手机号", "called": "称呼", "joined_at": "注册时间", "active": "可登录",
       "large_text": "长辈版"})  # fmt: skip
_part("sign_ins", "登录记录", _sign_ins, ("accounts.SignIn",),
      {**_AT, "how": "方式", "succeeded": "成功", "device": "设备"})  # fmt: skip
_part("drafts", "没写完的", _drafts, ("accounts.WrittenDraft",),
      {**_AT, "page": "哪张表单", "words": "写的内容"})  # fmt: skip
_part("links", "本人绑定", _links, ("registry.PersonLink",),
      {"proof": "怎么证明的", "linked_at": "绑定时间", "ended_at": "解除时间"})  # fmt: skip
_part("employments", "用工关系", _employments, ("registry.Employment",),
      {"organisation": "单位", "name": "姓名", "id_number": "证件号码", "phone": "手机",
       "employee_no": "工号", "kind": "用工形式", "department": "部门", "post": "岗位",
       "hired_on": "入职", "left_on": "离职", "withdrawn": "已撤回"})  # fmt: skip
_part("records", "登记的记录", _records, ("registry.Event",),
      {"number": "编号", "what": "种类", "organisation": "单位", "occurred_on": "发生日期",
       "recorded_at": "登记时间", "withdrawn": "已撤回", "content": "内容"})  # fmt: skip
_part("stances", "确认和异议", _stances, ("registry.Event",),
      {"about": "关于哪条记录", "what": "答复", "side": "哪一方", "words": "说明", **_AT,
       "delegated": "代办"})  # fmt: skip
_part("accesses", "谁看过我", _accesses, ("registry.Event",),
      {**_AT, "office": "谁", "purpose": "用途", "refused": "被拒绝",
       "content": "看了什么"})  # fmt: skip
_part("others", "其他事件", _others, ("registry.Event",),
      {"number": "编号", "what": "什么事", "organisation": "单位", "by": "谁办的", **_AT,
       "content": "内容"})  # fmt: skip
_part("consents", "同意", _consents, ("registry.Consent",),
      {"organisation": "给谁", "purpose": "用途", "kinds": "哪些记录", "state": "现在",
       "last_on": "到什么时候", "requested_at": "请求时间", "answered_at": "答复时间",
       "withdrawn_at": "撤回时间", "text_version": "告知文本版本"})  # fmt: skip
_part("corrections", "更正申请", _corrections, ("registry.Correction",),
      {"about": "关于哪条记录", "organisation": "单位", "field": "哪一项", "right": "应该是",
       "words": "说明", "state": "现在", "asked_at": "申请时间", "answer": "单位说",
       "decision": "部门说"})  # fmt: skip
_part("delegations", "代办委托", _delegations, ("registry.Delegation",),
      {"number": "编号", "given": "我委托的", "relation": "关系", "acts": "事项",
       "state": "现在", "first_on": "开始", "last_on": "截止"})  # fmt: skip
_part("memberships", "在单位的角色", _memberships, ("registry.Membership",),
      {"organisation": "单位", "role": "角色", "granted_at": "开始",
       "ended_at": "结束"})  # fmt: skip
_part("card", "卡片", _cards, ("registry.Card",),
      {"issued_at": "发卡时间", "pin_set_at": "设密码时间"})  # fmt: skip

declare_not_personal(
    {
        "accounts.SentForm": "提交过的表单的编号，防止重复提交，三十天后删除；没有内容。",
        "registry.PersonKey": "加密用的密钥，本身不说明任何事。",
        "registry.ImportBatch": "单位上传的表格，里面关于本人的每一行都在“登记的记录”里。",
        "registry.Engagement": "单位和服务机构之间的约定，经手人只是账号编号。",
        "registry.DuplicatePair": "系统比对出的疑似重复登记，没有内容；合并了的在“其他事件”里。",
        "registry.RememberedMapping": "单位的表头怎么对应，记着是谁改的。",
        "registry.Sameness": "登记合并的决定，事由在“其他事件”里。",
        "registry.CounterSession": "窗口代办的场次，办了什么都在“其他事件”里。",
        "registry.Takeout": "这份导出本身。",
        "registry.ErasureRequest": "删除请求，在“其他事件”里。",
    }
)
