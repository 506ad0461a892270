"""Firms as an office finds them: by part of a name, code, place, industry, size and kind."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.industries import Industry
from gongyue.apps.registry.models import Employment, FirmPiece, Organisation
from gongyue.apps.registry.models.employments import employed_on
from gongyue.apps.registry.naming import asked_pieces
from gongyue.apps.registry.permissions import (
    NOT_FOR_YOU,
    reach_prefix,
    require_purpose,
)
from gongyue.apps.registry.places import STREET
from gongyue.apps.registry.reach import firms_within, office_membership, reaches
from gongyue.apps.registry.roles import EMPLOYERS, Can, Kind
from gongyue.apps.registry.sameness import (
    canonical_organisations,
    merged_away,
    with_same_organisations,
)
from gongyue.apps.registry.selectors.streets import street_names

PER_PAGE = 30
RARE = 900  # so many are found by their pieces at once; more are looked for in order of the list
COUNTED = 300  # of a common word, no more than this are counted
CODE_PREFIX, CODE_LENGTH = 6, 18
# Bands of 登记的在职人数: value → (label, at least, at most).
SIZES: dict[str, tuple[str, int, int | None]] = {
    "none": ("没有登记人员", 0, 0),
    "micro": ("1–19 人", 1, 19),
    "small": ("20–49 人", 20, 49),
    "medium": ("50–299 人", 50, 299),
    "large": ("300 人以上", 300, None),
}
SORTS = {
    "name": ("名称", ("name", "id")),
    "people": ("人数从多到少", ("-headcount", "-id")),
    "newest": ("登记从新到旧", ("-registered_at", "-id")),
}


@dataclass(frozen=True, kw_only=True)
class FirmQuery:
    """What is asked for; blank asks for everything. `words`: part of a name, initials, or a code.

    `place` is a division inside the office's own, or a street of nine digits;
    `size` and `sort` are keys of SIZES and SORTS.
    """

    words: str = ""
    place: str = ""
    industry: str = ""
    size: str = ""
    kind: str = ""
    sort: str = "name"


@dataclass(frozen=True, kw_only=True)
class FirmRow:
    """A firm in an office's list: no names of people in it. `people` is counted today."""

    organisation_id: UUID
    name: str
    kind_label: str
    credit_code: str
    place: str
    street_name: str
    address: str
    industry: str
    people: int
    registered_at: datetime


@dataclass(frozen=True, kw_only=True)
class FirmPage:
    """A page of the list; `total` is at least so many when `more`."""

    rows: tuple[FirmRow, ...]
    total: int
    more: bool
    page: int
    pages: int


def find_firms(
    viewer: User,
    office_id: UUID,
    *,
    purpose: str,
    query: FirmQuery,
    page: int = 1,
    per_page: int = PER_PAGE,
) -> FirmPage:
    """Firms within the member's reach; four queries a page whatever the number of firms.

    Raises NotFound (not of this office), Refused (no purpose). Listing opens nothing: opening one
    is services.access.open_organisation, which is recorded.
    """
    membership = office_membership(viewer, office_id, Can.SEE_FIRMS)
    require_purpose(Kind.REGULATOR, purpose)
    firms = Organisation.objects.filter(firms_within(membership)).exclude(merged_away())
    rows, capped = _matching(firms, query)
    total = rows.order_by()[: COUNTED + 1].count() if capped else rows.count()
    more = capped and total > COUNTED
    total = min(total, COUNTED) if capped else total
    pages = max(1, -(-total // per_page))
    page = min(max(page, 1), pages)
    order = SORTS.get(query.sort, SORTS["name"])[1]
    start = (page - 1) * per_page
    wanted = list(rows.order_by(*order)[start : start + per_page])
    counts = people_today([firm.pk for firm in wanted])
    names = street_names(firm.street for firm in wanted)
    found = tuple(firm_row(firm, counts.get(firm.pk, 0), names) for firm in wanted)
    return FirmPage(rows=found, total=total, more=more, page=page, pages=pages)


def firm_for_office(viewer: User, office_id: UUID, organisation_id: UUID) -> FirmRow:
    """The head of a firm's file; call services.access.open_organisation first. Raises NotFound."""
    membership = office_membership(viewer, office_id, Can.OPEN_FIRM)
    firm = Organisation.objects.filter(pk=organisation_id).first()
    if firm is None or not reaches(membership, firm):
        raise NotFound(NOT_FOR_YOU)
    people = people_today([firm.pk]).get(firm.pk, 0)
    return firm_row(firm, people, street_names([firm.street]))


def people_today(firms: list[UUID]) -> dict[UUID, int]:
    """How many people each firm declares today; firms without any are left out."""
    same = canonical_organisations(with_same_organisations(firms))
    rows = Employment.objects.filter(
        employed_on(localdate()), organisation__in=same, is_withdrawn=False
    )
    counts: Counter[UUID] = Counter()
    for firm, number in rows.order_by().values_list("organisation").annotate(n=Count("pk")):
        counts[same[firm]] += number
    return {firm: counts[same[firm]] for firm in firms if counts[same[firm]]}


def firm_row(firm: Organisation, people: int, names: Mapping[str, str]) -> FirmRow:
    """One line of the list; `names` of streets by code."""
    return FirmRow(
        organisation_id=firm.pk,
        name=firm.name,
        kind_label=str(Kind(firm.kind).label),
        credit_code=firm.credit_code or "",
        place=firm.place,
        street_name=names.get(firm.street, ""),
        address=firm.address,
        industry=str(Industry(firm.industry).label) if firm.industry else "",
        people=people,
        registered_at=firm.registered_at,
    )


def _matching(
    firms: QuerySet[Organisation], query: FirmQuery
) -> tuple[QuerySet[Organisation], bool]:
    """The firms asked for, and whether counting them all would take too long."""
    if len(query.place) == STREET:
        firms = firms.filter(street=query.place)
    elif query.place:
        firms = firms.filter(place__startswith=reach_prefix(query.place))
    if query.industry in Industry.values:
        firms = firms.filter(industry=query.industry)
    if query.kind in EMPLOYERS:
        firms = firms.filter(kind=query.kind)
    if query.size in SIZES:
        _, low, high = SIZES[query.size]
        firms = firms.filter(headcount__gte=low)
        firms = firms.filter(headcount__lte=high) if high is not None else firms
    words = query.words.strip()
    return _worded(firms, words) if words else (firms, False)


def _worded(firms: QuerySet[Organisation], words: str) -> tuple[QuerySet[Organisation], bool]:
    if code := _code(words):
        # A range, because a LIKE that begins so uses no index on SQLite.
        last = code.ljust(CODE_LENGTH, "Z")
        return firms.filter(credit_code__gte=code, credit_code__lte=last), False
    pieces = asked_pieces(words)
    found = _having(pieces)
    if len(found) <= RARE:
        return firms.filter(pk__in=canonical_organisations(found).values()), False
    for piece in pieces:
        rows = FirmPiece.objects.filter(piece=piece, organisation=OuterRef("pk"))
        firms = firms.filter(Exists(rows))
    return firms, True


def _having(pieces: list[str]) -> list[UUID]:
    """Firms that have every piece, beginning from the rarest; one more than RARE at most."""
    if not pieces:
        return []
    first, *others = sorted(pieces, key=_how_many)
    rows = FirmPiece.objects.filter(piece=first)
    for piece in others:
        same = FirmPiece.objects.filter(piece=piece, organisation=OuterRef("organisation"))
        rows = rows.filter(Exists(same))
    return list(rows.order_by().values_list("organisation", flat=True)[: RARE + 1])


def _how_many(piece: str) -> int:
    return FirmPiece.objects.filter(piece=piece).order_by()[: RARE * 10].count()


def _code(words: str) -> str:
    """A credit code or its beginning; empty for a name. Codes begin with digits, names do not."""
    code = "".join(words.split()).upper()
    is_code = code.isascii() and code.isalnum() and code[:CODE_PREFIX].isdigit()
    return code if is_code and CODE_PREFIX <= len(code) <= CODE_LENGTH else ""
