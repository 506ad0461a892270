"""常用筛选: keep the query of a list under a name."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from django.db import transaction

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.permissions import NOT_FOR_YOU, live_memberships
from gongyue.apps.workspace.models import SavedFilter

MOST = 20
LONGEST = 500
# What belongs to one look at the list, not to the filter.
PASSING = {"page", "export", "all", "csrfmiddlewaretoken"}


@dataclass(frozen=True, kw_only=True)
class NewFilter:
    """`page` is the route of the list; `query` as in its address, without the question mark."""

    page: str
    name: str
    query: str
    organisation_id: UUID | None = None
    is_shared: bool = False
    is_default: bool = False


@transaction.atomic
def filter_save(*, by: User, new: NewFilter, at: datetime) -> SavedFilter:
    """Save, or save anew under the same name. Raises Refused (no name, too many, too long)."""
    _require_member(by, new.organisation_id)
    name, query = new.name.strip(), lasting(new.query)
    if not name or len(name) > 30:
        raise Refused("请起一个三十个字以内的名称。", "name")
    if not query:
        raise Refused("现在没有筛选条件，先选好条件再存。", "name")
    if len(query) > LONGEST:
        raise Refused("条件太长，存不下。", "name")
    mine = SavedFilter.objects.filter(user=by, organisation=new.organisation_id, page=new.page[:60])
    if mine.exclude(name=name).count() >= MOST:
        raise Refused(f"这个列表已经存了 {MOST} 个，先删掉不用的。", "name")
    if new.is_default:
        mine.update(is_default=False)
    row, _ = mine.update_or_create(
        name=name,
        defaults={
            "query": query,
            "is_shared": new.is_shared and new.organisation_id is not None,
            "is_default": new.is_default,
            "made_at": at,
        },
        create_defaults={
            "user": by,
            "organisation_id": new.organisation_id,
            "page": new.page[:60],
            "query": query,
            "is_shared": new.is_shared and new.organisation_id is not None,
            "is_default": new.is_default,
            "made_at": at,
        },
    )
    return row


@transaction.atomic
def filter_forget(*, by: User, filter_id: int) -> None:
    """Delete one's own. Others' are not found."""
    if not SavedFilter.objects.filter(pk=filter_id, user=by).delete()[0]:
        raise NotFound(NOT_FOR_YOU)


def lasting(query: str) -> str:
    """The query without what passes: page number, export."""
    pairs = parse_qsl(query.lstrip("?"), max_num_fields=50)
    return urlencode([(name, value) for name, value in pairs if name not in PASSING and value])


def _require_member(by: User, organisation_id: UUID | None) -> None:
    if organisation_id is None:
        return
    if organisation_id not in {m.organisation_id for m in live_memberships(by)}:
        raise NotFound(NOT_FOR_YOU)
