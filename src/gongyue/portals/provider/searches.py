"""What a provider's desk finds: its clients."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.timezone import localdate

from gongyue.apps.registry.selectors.engagements import engagements_of
from gongyue.portals.shared.searching import Asked, Hit, Source, declare_search, fits


def clients(asked: Asked) -> Iterator[Hit]:
    """By part of the name, within the member's scope."""
    for each in engagements_of(asked.user, asked.desk.pk, on=localdate()):
        if fits(asked.words, each.firm):
            url = reverse("provider:engagement", args=[each.engagement_id])
            yield Hit(title=each.firm, url=url, detail=each.state_label)


declare_search(
    Source(name="provider.clients", label="客户单位", portals=frozenset({"provider"}),
           find=clients, order=20),
)  # fmt: skip
