"""Keys issued, shown once, revoked; listed for who issued them."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.locks import lock_word
from gongyue.apps.accounts.models import User
from gongyue.apps.accounts.vault import keyed_hash
from gongyue.apps.apikeys.models import ApiKey, KeyScope
from gongyue.apps.registry.identifiers import is_sample
from gongyue.apps.registry.permissions import NOT_FOR_YOU, require_can
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.sameness import ids_of_organisation
from gongyue.apps.registry.stream import append_act

MOST = 5
DAYS = (30, 90, 180, 365)
BEGINS = "gyk_"
SECRET_BYTES = 32
SHORTEST_PURPOSE = 4


@dataclass(frozen=True, kw_only=True)
class NewKey:
    """`days`: how long it answers, one of DAYS."""

    label: str
    purpose: str
    days: int
    scope: str = KeyScope.LAW_READ


@dataclass(frozen=True, kw_only=True)
class KeyView:
    """Never the key. `state`: live, expired or revoked."""

    key_id: int
    label: str
    purpose: str
    scope_label: str
    prefix: str
    made_by: str
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None
    state: str


@transaction.atomic
def key_issue(
    *, by: User, organisation_id: UUID | None, new: NewKey, at: datetime
) -> tuple[ApiKey, str]:
    """With the key itself, which is shown this once. Without an organisation it is one's own.

    Raises NotFound, NotAllowed, Refused.
    """
    require_can_issue(by, organisation_id)
    _check(new)
    if organisation_id is not None and is_sample(organisation_id):
        raise Refused("样例单位不发密钥。")
    lock_word("api_keys", str(organisation_id or by.pk))
    if _of(by, organisation_id).filter(revoked_at=None, expires_at__gt=at).count() >= MOST:
        raise Refused(f"最多 {MOST} 个有效的密钥，请先作废不再用的。")
    prefix = BEGINS + secrets.token_hex(4)
    text = f"{prefix}_{secrets.token_urlsafe(SECRET_BYTES)}"
    key = ApiKey.objects.create(
        organisation_id=organisation_id,
        user=None if organisation_id else by,
        label=new.label.strip()[:40],
        purpose=new.purpose.strip()[:200],
        scope=new.scope,
        prefix=prefix,
        key_hash=hash_of(text),
        made_by=by,
        made_at=at,
        expires_at=at + timedelta(days=new.days),
    )
    _record("api_key.issued", key, by, at)
    return key, text


@transaction.atomic
def key_revoke(*, by: User, key_id: int, at: datetime) -> ApiKey:
    """It answers no more, at once. Raises NotFound, NotAllowed."""
    key = own_key(by, key_id)
    if key.revoked_at is None:
        key.revoked_at = at
        key.save(update_fields=["revoked_at"])
        _record("api_key.revoked", key, by, at)
    return key


def keys_of(viewer: User, organisation_id: UUID | None, *, at: datetime) -> list[KeyView]:
    """Every one there was, the newest first. Raises NotFound, NotAllowed."""
    require_can_issue(viewer, organisation_id)
    rows = _of(viewer, organisation_id).select_related("made_by").order_by("-made_at", "-pk")
    return [_view(key, at) for key in rows]


def key_of(viewer: User, key_id: int, *, at: datetime) -> KeyView:
    """Raises NotFound, NotAllowed."""
    return _view(own_key(viewer, key_id), at)


def own_key(by: User, key_id: int) -> ApiKey:
    """One's own, or of an organisation that `by` runs. Raises NotFound, NotAllowed."""
    key = ApiKey.objects.filter(pk=key_id).select_related("organisation", "made_by").first()
    if key is None or (key.organisation_id is None and key.user_id != by.pk):
        raise NotFound(NOT_FOR_YOU)
    require_can_issue(by, key.organisation_id)
    return key


def require_can_issue(by: User, organisation_id: UUID | None) -> None:
    """For oneself anybody with an account; for an organisation who runs it."""
    if organisation_id is not None:
        require_can(by, Can.MANAGE_MEMBERS, organisation_id)
    elif not by.is_authenticated:
        raise NotFound(NOT_FOR_YOU)


def hash_of(text: str) -> str:
    """What is kept of a key."""
    return keyed_hash("api_key", text)


def _of(by: User, organisation_id: UUID | None) -> QuerySet[ApiKey]:
    if organisation_id is None:
        return ApiKey.objects.filter(user=by)
    return ApiKey.objects.filter(organisation__in=ids_of_organisation(organisation_id))


def _check(new: NewKey) -> None:
    """Raises Refused naming the field."""
    if not new.label.strip():
        raise Refused("请起个名字，如“工资系统”。", "label")
    if len(new.purpose.strip()) < SHORTEST_PURPOSE:
        raise Refused("请写明用途，如“工资系统核对最低工资”。", "purpose")
    if new.days not in DAYS:
        raise Refused("请从列表里选有效期。", "days")
    if new.scope not in KeyScope.values:
        raise Refused("没有这个范围。", "scope")


def _record(kind: str, key: ApiKey, by: User, at: datetime) -> None:
    """Of an organisation it is an act of its desk; one's own key is one's own affair."""
    if key.organisation is None:
        return
    payload = {"key": key.pk, "label": key.label, "prefix": key.prefix}
    append_act(kind, key.organisation, payload, by=by, at=at)


def _view(key: ApiKey, at: datetime) -> KeyView:
    state = "revoked" if key.revoked_at else "expired" if key.expires_at <= at else "live"
    return KeyView(
        key_id=key.pk,
        label=key.label,
        purpose=key.purpose,
        scope_label=str(KeyScope(key.scope).label),
        prefix=key.prefix,
        made_by=key.made_by.display_name if key.made_by else "",
        made_at=key.made_at,
        expires_at=key.expires_at,
        used_at=key.used_at,
        revoked_at=key.revoked_at,
        state=state,
    )
