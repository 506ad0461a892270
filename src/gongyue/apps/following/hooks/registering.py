"""Addresses of an organisation's own systems: registered, rotated, stopped, resumed."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.accounts.outgoing import BadAddress, check_address
from gongyue.apps.accounts.vault import system_seal
from gongyue.apps.following.models import Hook
from gongyue.apps.registry.identifiers import is_sample
from gongyue.apps.registry.permissions import NOT_FOR_YOU, require_can
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.stream import append_act
from gongyue.law.registry import RULES
from gongyue.law.rulebook import BOOK

MOST = 5
CONTEXT = "following.hook"
SECRET_BYTES = 32


@dataclass(frozen=True, kw_only=True)
class NewHook:
    """`rule` and `place` narrow what is sent; empty means everything."""

    label: str
    purpose: str
    address: str
    rule: str = ""
    place: str = ""


@transaction.atomic
def hook_register(
    *, by: User, organisation_id: UUID, new: NewHook, at: datetime
) -> tuple[Hook, str]:
    """Send changes there from now on; with the secret, which is shown this once.

    Raises NotFound, NotAllowed, Refused.
    """
    require_can(by, Can.MANAGE_MEMBERS, organisation_id)
    host, secret = _checked(new), secrets.token_urlsafe(SECRET_BYTES)
    if is_sample(organisation_id):
        raise Refused("样例单位的内容不发到外面。")
    if Hook.objects.filter(organisation=organisation_id, ended_at=None).count() >= MOST:
        raise Refused(f"最多 {MOST} 个，请先停用不再用的。")
    hook = Hook.objects.create(
        organisation_id=organisation_id,
        label=new.label.strip()[:40],
        purpose=new.purpose.strip()[:200],
        host=host[:255],
        address_sealed=system_seal(new.address.strip().encode(), CONTEXT),
        secret_sealed=system_seal(secret.encode(), CONTEXT),
        rule=new.rule.strip(),
        place=new.place.strip(),
        made_by=by,
        made_at=at,
    )
    _record("law_hook.registered", hook, by, at)
    return hook, secret


@transaction.atomic
def hook_rotate(*, by: User, hook_id: int, at: datetime) -> tuple[Hook, str]:
    """Another secret from now on, shown this once; what waits is signed by it too.

    Raises NotFound, NotAllowed.
    """
    hook, secret = own_hook(by, hook_id), secrets.token_urlsafe(SECRET_BYTES)
    hook.secret_sealed, hook.rotated_at = system_seal(secret.encode(), CONTEXT), at
    hook.save(update_fields=["secret_sealed", "rotated_at"])
    _record("law_hook.rotated", hook, by, at)
    return hook, secret


@transaction.atomic
def hook_resume(*, by: User, hook_id: int) -> Hook:
    """Send again after it was stopped; what was missed is redelivered one by one."""
    hook = own_hook(by, hook_id)
    hook.stopped_at, hook.failures = None, 0
    hook.save(update_fields=["stopped_at", "failures"])
    return hook


@transaction.atomic
def hook_end(*, by: User, hook_id: int, at: datetime) -> Hook:
    """No more; address and secret are forgotten, the log stays."""
    hook = own_hook(by, hook_id)
    hook.ended_at, hook.address_sealed, hook.secret_sealed = at, b"", b""
    hook.save(update_fields=["ended_at", "address_sealed", "secret_sealed"])
    _record("law_hook.ended", hook, by, at)
    return hook


def own_hook(by: User, hook_id: int) -> Hook:
    """A live one of an organisation that `by` runs. Raises NotFound, NotAllowed."""
    hook = Hook.objects.filter(pk=hook_id, ended_at=None).select_related("organisation").first()
    if hook is None:
        raise NotFound(NOT_FOR_YOU)
    require_can(by, Can.MANAGE_MEMBERS, hook.organisation_id)
    return hook


def _checked(new: NewHook) -> str:
    """The host. Raises Refused naming the field."""
    if not new.label.strip():
        raise Refused("请起个名字，如“人事系统”。", "label")
    if len(new.purpose.strip()) < 4:
        raise Refused("请写明用途，如“更新本单位的工资底线”。", "purpose")
    if new.rule.strip() and new.rule.strip() not in RULES:
        raise Refused("没有这个计算，请从列表里选。", "rule")
    if new.place.strip() and not BOOK.is_place(new.place.strip()):
        raise Refused("没有这个行政区划代码。", "place")
    try:
        return str(check_address(new.address).hostname)
    except BadAddress as problem:
        raise Refused(str(problem), "address") from None


def _record(kind: str, hook: Hook, by: User, at: datetime) -> None:
    payload = {"hook": hook.pk, "label": hook.label, "host": hook.host}
    append_act(kind, hook.organisation, payload, by=by, at=at)
