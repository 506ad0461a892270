"""何老板 lets an agency do the restaurant's papers."""

from gongyue.apps.registry.roles import Role
from gongyue.apps.registry.services.organisations import grant_role
from gongyue.cli.demo.city import City


def tell(city: City) -> None:
    """钱经办 acts as the restaurant's HR."""
    grant_role(by=city.users["何老板"], organisation_id=city.firms["湘味小馆"],
               user=city.users["钱经办"], role=Role.HR, at=city.at(20))  # fmt: skip
