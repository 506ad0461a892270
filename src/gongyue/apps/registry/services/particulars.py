"""What an organisation says of itself: name, code, place, industry, address; by its owner."""

from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.industries import Industry
from gongyue.apps.registry.models import Organisation
from gongyue.apps.registry.permissions import require_can_manage_members
from gongyue.apps.registry.places import DISTRICT, STREET
from gongyue.apps.registry.services.listing import cut_name
from gongyue.apps.registry.services.organisations import (
    CODE_TAKEN,
    code_of,
    require_place,
    require_street,
)
from gongyue.apps.registry.stream import Entry, append_one

LABELS = {
    "name": "名称",
    "credit_code": "统一社会信用代码",
    "place": "所在地",
    "street": "街道乡镇",
    "industry": "行业",
    "address": "地址",
}


@dataclass(frozen=True, kw_only=True)
class Particulars:
    """None leaves a field as it is; an empty text takes it away where that is possible."""

    name: str | None = None
    credit_code: str | None = None
    place: str | None = None  # six digits, or nine where the street is known
    industry: str | None = None
    address: str | None = None


@transaction.atomic
def change_particulars(
    *, by: User, organisation_id: UUID, particulars: Particulars, at: datetime
) -> Organisation:
    """Write what is different, with an event that says from what to what.

    Raises NotFound, NotAllowed, Refused (no name, a code that cannot be or is somebody else's).
    """
    require_can_manage_members(by, organisation_id)
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=organisation_id)
    wanted = _checked(particulars, organisation)
    changed = {
        name: (getattr(organisation, name) or "", value or "")
        for name, value in wanted.items()
        if (getattr(organisation, name) or "") != (value or "")
    }
    if not changed:
        return organisation
    _save(organisation, {name: wanted[name] for name in changed})
    append_one(
        Entry(
            type="organisation.changed",
            by=by,
            at=at,
            occurred_on=localdate(at),
            organisation_id=organisation.pk,
            payload={"changes": {name: list(pair) for name, pair in changed.items()}},
        )
    )
    return organisation


def _checked(particulars: Particulars, organisation: Organisation) -> dict[str, str | None]:
    said = {field.name: getattr(particulars, field.name) for field in fields(particulars)}
    wanted = {name: value.strip() for name, value in said.items() if value is not None}
    if wanted.get("name") == "":
        raise Refused("请填写单位名称。", "name")
    if "place" in wanted:
        wanted |= _placed(wanted["place"] or "", organisation)
    if wanted.get("industry") and wanted["industry"] not in Industry.values:
        raise Refused("请从表里选一个行业。", "industry")
    if "credit_code" in wanted:
        wanted["credit_code"] = code_of(wanted["credit_code"])
        if wanted["credit_code"] is None and organisation.credit_code:
            raise Refused("登记过的统一社会信用代码可以更正，不能去掉。", "credit_code")
    _require_lengths(wanted)
    return wanted


def _placed(place: str, organisation: Organisation) -> dict[str, str]:
    """Division and street of a choice: without a street, the old one goes."""
    division, street = place[:DISTRICT], place if len(place) == STREET else ""
    require_place(division)
    require_street(street, division, kept=organisation.street)
    return {"place": division, "street": street}


def _require_lengths(wanted: dict[str, str | None]) -> None:
    for name, limit in (("name", 120), ("address", 200)):
        if len(wanted.get(name) or "") > limit:
            raise Refused(f"{LABELS[name]}最多 {limit} 字。", name)


def _save(organisation: Organisation, wanted: dict[str, str | None]) -> None:
    for name, value in wanted.items():
        setattr(organisation, name, value)
    try:
        with transaction.atomic():
            organisation.save(update_fields=[*wanted])
    except IntegrityError:
        raise Refused(CODE_TAKEN, "credit_code") from None
    if "name" in wanted:
        cut_name(organisation)
