"""What many users wish, read in a few queries whatever their number."""

from collections.abc import Iterable

from gongyue.apps.notifications.models import Contact, Preference
from gongyue.apps.notifications.planning import Wishes
from gongyue.apps.registry.keys import CHUNK


def wishes_of(user_ids: Iterable[int], group: str) -> dict[int, Wishes]:
    """The wishes of each user about one group of kinds; users without any are left out."""
    wanted = list(dict.fromkeys(user_ids))
    chosen: dict[int, dict[str, bool]] = {}
    contacts: dict[int, Contact] = {}
    for start in range(0, len(wanted), CHUNK):
        some = wanted[start : start + CHUNK]
        for row in Preference.objects.filter(user__in=some, group=group):
            chosen.setdefault(row.user_id, {})[row.channel] = row.wanted
        contacts |= Contact.objects.in_bulk(some)
    return {
        number: Wishes(chosen=chosen.get(number, {}), contact=contacts.get(number))
        for number in {*chosen, *contacts}
    }
