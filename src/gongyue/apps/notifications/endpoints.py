"""Group chats and other systems of an organisation: added, tried, ended by who runs it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from django.db import transaction

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.accounts.outgoing import BadAddress, check_address
from gongyue.apps.accounts.vault import system_seal, system_unseal
from gongyue.apps.notifications.channels.adapters import hand_over
from gongyue.apps.notifications.channels.parcel import NotDelivered, Parcel
from gongyue.apps.notifications.kinds import GROUPS_OF_ORGANISATION, OF_ORGANISATION, Channel, Group
from gongyue.apps.notifications.models import Endpoint
from gongyue.apps.registry.identifiers import is_sample
from gongyue.apps.registry.permissions import NOT_FOR_YOU, require_can
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.sameness import ids_of_organisation

MOST = 10
HOST_OF = {Channel.WECOM: "qyapi.weixin.qq.com", Channel.DINGTALK: "oapi.dingtalk.com"}


@dataclass(frozen=True, kw_only=True)
class NewEndpoint:
    """`address` as the other system shows it; `secret` signs (DingTalk: may be empty)."""

    channel: str
    label: str
    address: str
    secret: str = ""
    groups: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class EndpointView:
    """As its organisation sees it: never the whole address, for it is the key."""

    endpoint_id: int
    channel_label: str
    label: str
    host: str
    group_labels: tuple[str, ...]
    made_at: datetime


def endpoints_of(viewer: User, organisation_id: UUID) -> list[EndpointView]:
    """Live channels of the organisation, for its owners. Raises NotFound, NotAllowed."""
    require_can(viewer, Can.MANAGE_MEMBERS, organisation_id)
    same = ids_of_organisation(organisation_id)
    rows = Endpoint.objects.filter(organisation__in=same, ended_at=None).order_by("pk")
    return [_view(row) for row in rows]


@transaction.atomic
def endpoint_add(*, by: User, organisation_id: UUID, new: NewEndpoint, at: datetime) -> Endpoint:
    """Let the organisation be told there too. Raises NotFound, NotAllowed, Refused."""
    require_can(by, Can.MANAGE_MEMBERS, organisation_id)
    _check(new)
    if is_sample(organisation_id):
        raise Refused("样例单位的消息不发到外面。")
    if Endpoint.objects.filter(organisation=organisation_id, ended_at=None).count() >= MOST:
        raise Refused(f"最多 {MOST} 个，请先停用不再用的。")
    context = f"notifications.endpoint:{new.channel}"
    return Endpoint.objects.create(
        organisation_id=organisation_id,
        channel=new.channel,
        label=new.label.strip()[:40],
        address_sealed=system_seal(new.address.strip().encode(), context),
        secret_sealed=system_seal(new.secret.strip().encode(), context) if new.secret else b"",
        groups=[group for group in GROUPS_OF_ORGANISATION if group in new.groups],
        made_by=by,
        made_at=at,
    )


@transaction.atomic
def endpoint_end(*, by: User, endpoint_id: int, at: datetime) -> Endpoint:
    """Stop telling it; address and secret are forgotten."""
    row = _own(by, endpoint_id)
    row.ended_at, row.address_sealed, row.secret_sealed = at, b"", b""
    row.save(update_fields=["ended_at", "address_sealed", "secret_sealed"])
    return row


def endpoint_try(*, by: User, endpoint_id: int, at: datetime) -> None:
    """Send a test message now. Raises Refused with what the other side said."""
    row = _own(by, endpoint_id)
    context = f"notifications.endpoint:{row.channel}"
    secret = bytes(row.secret_sealed)
    parcel = Parcel(
        number=str(uuid4()),
        channel=row.channel,
        to=system_unseal(row.address_sealed, context).decode(),
        title="测试消息",
        text="工约的测试消息：这个渠道接通了。",
        kind="notifications.test",
        sent_at=at,
        secret=system_unseal(secret, context).decode() if secret else "",
        owner=row.label,
    )
    try:
        hand_over(parcel)
    except NotDelivered as problem:
        raise Refused(f"没有送到：{problem.why}") from None


def _own(by: User, endpoint_id: int) -> Endpoint:
    row = Endpoint.objects.filter(pk=endpoint_id, ended_at=None).first()
    if row is None:
        raise NotFound(NOT_FOR_YOU)
    require_can(by, Can.MANAGE_MEMBERS, row.organisation_id)
    return row


def _check(new: NewEndpoint) -> None:
    if new.channel not in OF_ORGANISATION:
        raise Refused("请选一种渠道。", "channel")
    if not new.label.strip():
        raise Refused("请起个名字，如“人事群”。", "label")
    try:
        host = str(check_address(new.address).hostname)
    except BadAddress as problem:
        raise Refused(str(problem), "address") from None
    if (expected := HOST_OF.get(Channel(new.channel))) and not _is_of(host, expected):
        raise Refused(f"这种机器人的地址在 {expected}，请从群里整条复制。", "address")
    if new.channel == Channel.WEBHOOK and len(new.secret.strip()) < 16:
        raise Refused("密钥至少 16 个字符，对方系统用它验证是工约发的。", "secret")
    if not {*new.groups} & {*GROUPS_OF_ORGANISATION}:
        raise Refused("请至少选一类消息。", "groups")


def _is_of(host: str, expected: str) -> bool:
    """The real robot's host, or one the operator named as the house's own."""
    from django.conf import settings

    own = {*settings.OUTGOING_HOSTS, *(("127.0.0.1",) if settings.OUTGOING_LOOPBACK else ())}
    return host == expected or host in own


def _view(row: Endpoint) -> EndpointView:
    address = system_unseal(row.address_sealed, f"notifications.endpoint:{row.channel}").decode()
    return EndpointView(
        endpoint_id=row.pk,
        channel_label=str(Channel(row.channel).label),
        label=row.label,
        host=urlsplit(address).hostname or "",
        group_labels=tuple(str(Group(group).label) for group in row.groups),
        made_at=row.made_at,
    )
