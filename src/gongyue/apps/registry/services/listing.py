"""What the lists of firms are found and sorted by: pieces of names, and how many people."""

from uuid import UUID

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from gongyue.apps.registry.models import Employment, FirmPiece, Organisation
from gongyue.apps.registry.models.employments import employed_on
from gongyue.apps.registry.naming import pieces_of
from gongyue.apps.registry.roles import EMPLOYERS


def cut_name(organisation: Organisation) -> None:
    """Cut the name of a firm anew; offices are not searched by name."""
    FirmPiece.objects.filter(organisation=organisation).delete()
    if organisation.kind in EMPLOYERS:
        FirmPiece.objects.bulk_create(
            FirmPiece(organisation=organisation, piece=piece)
            for piece in sorted(pieces_of(organisation.name))
        )


def count_people_of(organisation_id: UUID) -> None:
    """Count one firm's people; an import has just changed them."""
    _count(Organisation.objects.filter(pk=organisation_id))


def count_people_everywhere() -> int:
    """Count every firm that declared anybody: somebody's last day may have passed. How many."""
    firms = Organisation.objects.filter(employments__isnull=False)
    return _count(Organisation.objects.filter(pk__in=firms.values("pk")))


def _count(firms: QuerySet[Organisation]) -> int:
    here = Employment.objects.filter(
        employed_on(localdate()), organisation=OuterRef("pk"), is_withdrawn=False
    )
    counted = here.order_by().values("organisation").annotate(n=Count("pk")).values("n")
    number = Coalesce(Subquery(counted, output_field=IntegerField()), 0)
    return firms.update(headcount=number)
