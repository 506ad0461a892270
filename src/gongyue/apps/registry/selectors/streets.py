"""街道、乡镇 for choosing, for showing, and the operator's list of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.db.models.functions import Substr

from gongyue.apps.accounts.models import User
from gongyue.apps.registry.models import Street
from gongyue.apps.registry.permissions import require_can_anywhere
from gongyue.apps.registry.places import DISTRICT, STREET, division_name
from gongyue.apps.registry.roles import Can

LONGEST_NAME = 40
MOST_MEANT = 50


@dataclass(frozen=True, kw_only=True)
class StreetRow:
    """One street of a district as the operator sees it."""

    code: str
    name: str
    imported_at: datetime
    retired_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class DistrictRow:
    """How many streets of a district are in use, and how many are retired."""

    code: str
    name: str
    used: int
    retired: int


def streets_of(district: str) -> list[tuple[str, str]]:
    """Code and name of the streets in use, by code; [] where none were imported."""
    if len(district) != DISTRICT:
        return []
    rows = Street.objects.filter(retired_at=None, **_of(district))
    return list(rows.order_by("code").values_list("code", "name"))


def street_names(codes: Iterable[str]) -> dict[str, str]:
    """Names by code, retired ones too; unknown codes are left out."""
    wanted = {code for code in codes if code}
    if not wanted:
        return {}
    return dict(Street.objects.filter(pk__in=wanted).values_list("code", "name"))


def street_name(code: str) -> str:
    """The name of one street, retired or not; blank when unknown."""
    return street_names([code]).get(code, "")


def streets_named(words: str) -> list[tuple[str, str]]:
    """Streets in use whose name the words end with: (code, what stands before the name)."""
    ends = {words[start:]: words[:start] for start in range(len(words))}
    asked = {end: before for end, before in ends.items() if 2 <= len(end) <= LONGEST_NAME}
    rows = Street.objects.filter(name__in=asked, retired_at=None).order_by("code")
    return [(row.code, asked[row.name]) for row in rows[:MOST_MEANT]]


def street_districts(viewer: User) -> list[DistrictRow]:
    """Districts with streets, by code. Raises NotFound, NotAllowed."""
    require_can_anywhere(viewer, Can.REGISTER_ORGANISATIONS)
    rows = Street.objects.annotate(district=Substr("code", 1, DISTRICT)).values("district")
    counted = rows.annotate(
        used=Count("pk", filter=Q(retired_at=None)), every=Count("pk")
    ).order_by("district")
    return [
        DistrictRow(
            code=row["district"],
            name=division_name(row["district"]),
            used=row["used"],
            retired=row["every"] - row["used"],
        )
        for row in counted
    ]


def streets_in(viewer: User, district: str) -> list[StreetRow]:
    """All streets of a district, retired ones too; of all districts when blank. Raises NotFound,
    NotAllowed."""
    require_can_anywhere(viewer, Can.REGISTER_ORGANISATIONS)
    rows = Street.objects.filter(**_of(district)) if district else Street.objects.all()
    return [
        StreetRow(
            code=row.code, name=row.name, imported_at=row.imported_at, retired_at=row.retired_at
        )
        for row in rows.order_by("code")
    ]


def _of(district: str) -> dict[str, str]:
    """A range, because a LIKE that begins so uses no index on SQLite."""
    return {"code__gte": district.ljust(STREET, "0"), "code__lte": district.ljust(STREET, "9")}
