"""Which office is over an organisation: the nearest regulator of its place, else the operator."""

from gongyue.apps.registry.models import Organisation
from gongyue.apps.registry.permissions import covers, reach_prefix
from gongyue.apps.registry.roles import Kind
from gongyue.apps.registry.samples import of_the_same_world


def regulator_of(organisation: Organisation) -> Organisation | None:
    """The nearest regulator whose place covers the organisation's, never itself."""
    offices = Organisation.objects.filter(kind=Kind.REGULATOR, is_active=True).filter(
        of_the_same_world(organisation)
    )
    near = [
        office
        for office in offices.exclude(pk=organisation.pk)
        if covers(office.place, organisation.place)
    ]
    # A district's office before the city's.
    near.sort(key=lambda office: len(reach_prefix(office.place)), reverse=True)
    return near[0] if near else None


def office_over(organisation: Organisation) -> Organisation | None:
    """As regulator_of; where there is none, whoever runs the system must find one."""
    same = of_the_same_world(organisation)
    operator = Organisation.objects.filter(same, kind=Kind.OPERATOR, is_active=True)
    return regulator_of(organisation) or operator.order_by("registered_at").first()
