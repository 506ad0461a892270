"""样例 and reality never meet: the one place that says who is in which world.

A sample hangs on a real organisation (`Organisation.sample_of`) and is a small world of its own: a
firm, an office, a mediation body and a provider that see each other and nobody else. Numbers of its
organisations and people are marked (identifiers.is_sample), so that the event stream can hold the
wall without asking the database, and the triggers of the database can tell whose events may go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from gongyue.apps.registry.identifiers import is_sample

if TYPE_CHECKING:
    from gongyue.apps.registry.models import Organisation

APART = "样例里的单位和人只在样例里办事，不能和真实的单位、真实的人来往。"


def of_the_same_world(organisation: Organisation | None, path: str = "") -> Q:
    """A condition on Organisation: reality for a real one (or None), its own sample for a sample.
    `path` ends in "__"."""
    return Q(**{f"{path}sample_of": organisation.sample_of_id if organisation else None})


def in_reality(path: str = "") -> Q:
    """A condition on Organisation: no sample. `path` ends in "__"."""
    return Q(**{f"{path}sample_of": None})


def meet(one: Organisation, other: Organisation) -> bool:
    """Whether two organisations may see each other at all."""
    return one.sample_of_id == other.sample_of_id


def owner_of_hash(organisation_id: UUID | None) -> str:
    """What the search hash of a document number is told apart by: nothing in reality, the firm in
    a sample. So the same digits there are another person, whom nobody outside finds or becomes."""
    return f"{organisation_id}|" if is_sample(organisation_id) else ""
