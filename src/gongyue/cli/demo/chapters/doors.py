"""The sign-in page gets a door for everybody on stage."""

from gongyue.apps.accounts.services import offer_demo_login
from gongyue.cli.demo import cast
from gongyue.cli.demo.city import City


def tell(city: City) -> None:
    """In the order in which they stand on the page."""
    for order, player in enumerate(cast.ON_STAGE):
        offer_demo_login(user=city.users[player.name], label=player.label, order=order)
