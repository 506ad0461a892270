"""Make a sample, and remove it: each one act."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongyue.apps.accounts.errors import Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.services.samples import (
    World,
    found_world,
    let_in,
    note_removed,
    require_can_sample,
    world_of,
)
from gongyue.apps.samples.removing import Removed, remove_world
from gongyue.apps.samples.story import Telling, tell


@transaction.atomic
def sample_make(*, by: User, organisation_id: UUID, site: str, at: datetime) -> World:
    """Tell the sample of an organisation; its members find it among their desks.

    `site`: where papers are checked, as for documents.document_issue. Some seconds. Raises
    NotFound, NotAllowed, Refused (there is one already, nothing to make one for).
    """
    root = require_can_sample(by, organisation_id)
    world = found_world(by=by, root=root, at=at)
    tell(Telling(world=world, by=by, at=at, site=site))
    let_in(world, by=by, at=at)
    return world


@transaction.atomic
def sample_remove(*, by: User, organisation_id: UUID, at: datetime) -> Removed:
    """Delete every row of the sample; one event on the real organisation says who did it and how
    much it was. Raises NotFound, NotAllowed, Refused (there is none).
    """
    root = require_can_sample(by, organisation_id)
    world = world_of(root)
    if world is None:
        raise Refused("没有样例可删。")
    removed = remove_world(world)
    counts = {"people": removed.people, "events": removed.events, "rows": removed.rows}
    note_removed(by=by, root=root, counts=counts, at=at)
    return removed
