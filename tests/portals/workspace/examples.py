"""Example arguments of the pages on which a desk sets itself up."""

from __future__ import annotations

from typing import Any

from tests.cast import AT, Cast, Examples


def entry_of_factory(cast: Cast) -> Any:
    """A post in the factory's own dictionary."""
    from gongyue.apps.workspace.services.dictionaries import NewEntry, entry_save

    new = NewEntry(dictionary="post", label="装配工", also="组装工、装配")
    return entry_save(by=cast.enterprise, organisation_id=cast.factory.pk, new=new, at=AT)


def filter_of_chen(cast: Cast) -> Any:
    """A filter of the list of people."""
    from gongyue.apps.workspace.services.filters import NewFilter, filter_save

    new = NewFilter(
        page="enterprise:people",
        name="装配车间",
        query="department=装配车间&page=3",
        organisation_id=cast.factory.pk,
    )
    return filter_save(by=cast.enterprise, new=new, at=AT)


EXAMPLES: Examples = {
    "workspace:retire_entry": lambda cast: {"entry_id": entry_of_factory(cast).pk},
    "workspace:forget_filter": lambda cast: {"filter_id": filter_of_chen(cast).pk},
}
