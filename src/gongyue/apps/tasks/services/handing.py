"""Whose task it is: taking one from the role, putting it back, giving it to a colleague."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotAllowed, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.models import Membership
from gongyue.apps.registry.permissions import WITHOUT_RIGHT, live_memberships
from gongyue.apps.registry.roles import Role
from gongyue.apps.tasks.events import task_fell_back, task_handed_over
from gongyue.apps.tasks.models import Task, TaskState
from gongyue.apps.tasks.permissions import OWNERS, hand_of, require_assignee
from gongyue.apps.tasks.services.tracing import Act, locked_task, record, require_open

HELD = ["assignee", "role", "asked_role", "handed_by"]
OF_ONE_PERSON = "这是您个人的事，不能交给别人。"


@transaction.atomic
def task_take(*, by: User, task_id: UUID, at: datetime) -> Task:
    """Say that I do it. Of two who take it at once the second is Refused, naming the first."""
    task = locked_task(task_id)
    hand = hand_of(by, task, on=localdate(at))
    require_open(task)
    if hand.membership is None:
        raise Refused("这件事本来就是您的。")
    if hand.membership.pk is None:  # a provider acting for the firm has no role of its own there
        raise Refused("受委托的机构直接办就行，不用认领。")
    if task.assignee and task.assignee.ended_at is None:
        whose = "您" if task.assignee.user_id == by.pk else task.assignee.user.display_name
        raise Refused(f"{whose or '同事'}已经认领了。")
    _give(task, hand.membership, None)
    record("task.taken", task, Act(by=by, at=at, on_behalf_of=hand.on_behalf_of))
    return task


@transaction.atomic
def task_put_back(*, by: User, task_id: UUID, at: datetime) -> Task:
    """Nobody has it by name any more; the role has it."""
    task = locked_task(task_id)
    hand = hand_of(by, task, on=localdate(at))
    require_open(task)
    if task.assignee is None:
        raise Refused("这件事没有人认领。")
    task.assignee = task.handed_by = None
    task.save(update_fields=HELD)
    record("task.put_back", task, Act(by=by, at=at, on_behalf_of=hand.on_behalf_of))
    return task


@transaction.atomic
def task_hand_over(*, by: User, task_id: UUID, to: int, words: str, at: datetime) -> Task:
    """Give it to a colleague (`to`: a membership of the organisation); both are told.

    Raises NotFound, NotAllowed, Refused (closed, no such colleague, no words why).
    """
    if not words.strip():
        raise Refused("请写一句交代：为什么交给他，办到哪一步了。", "words")
    task = locked_task(task_id)
    hand = hand_of(by, task, on=localdate(at))
    require_open(task)
    if task.organisation_id is None:
        raise Refused(OF_ONE_PERSON)
    colleague = require_assignee(task.organisation_id, to)
    if task.assignee_id == colleague.pk:
        raise Refused("这件事已经在这位同事手里。", "to")
    giver = task.assignee.user if task.assignee else None
    _give(task, colleague, by)
    act = Act(by=by, at=at, on_behalf_of=hand.on_behalf_of, words=words, note=_to(colleague))
    record("task.handed_over", task, act)
    task_handed_over.send(
        Task, task=task, by=by, to=colleague.user, giver=giver, words=words.strip(), at=at
    )
    return task


@transaction.atomic
def hand_over_all(*, by: User, membership_id: int, to: int, words: str, at: datetime) -> int:
    """Give a colleague everything that a membership has by name: one's own, or, for the owner,
    anybody's. How many. Raises NotFound, NotAllowed, Refused."""
    membership = _own_or_led(by, membership_id)
    if membership.pk == to:
        raise Refused("请选另一位同事。", "to")
    rows = Task.objects.filter(assignee=membership, state=TaskState.OPEN)
    tasks = list(rows.order_by("pk").values_list("pk", flat=True))
    for task_id in tasks:
        task_hand_over(by=by, task_id=task_id, to=to, words=words, at=at)
    return len(tasks)


def fall_back(*, membership: Membership, at: datetime) -> int:
    """Somebody left a role: what they had by name is the role's again, and the owner is told.

    Where nobody else holds that role it is the owner's. How many.
    """
    others = Membership.objects.filter(
        organisation=membership.organisation_id, role=membership.role, ended_at=None
    ).exclude(pk=membership.pk)
    role = membership.role if others.exists() else _owner_role(membership.organisation_id)
    rows = Task.objects.select_for_update(of=("self",))
    tasks = list(rows.filter(_falls_back(membership, left=not others.exists())).order_by("pk"))
    for task in tasks:
        _give(task, None, None, role=role)
        record("task.fell_back", task, Act(by=None, at=at, note="承办人不再担任这个角色。"))
        task_fell_back.send(Task, task=task, by=membership.user, at=at)
    return len(tasks)


def _falls_back(membership: Membership, *, left: bool) -> Q:
    """What they had by name; and what their role had, if they were the last in it."""
    held = Q(assignee=membership)
    if left:
        held |= Q(organisation=membership.organisation_id, role=membership.role, assignee=None)
    return Q(state=TaskState.OPEN) & held


def _give(task: Task, to: Membership | None, by: User | None, role: str | None = None) -> None:
    task.assignee, task.handed_by = to, by
    if to is not None:
        task.role = to.role
    elif role is not None:
        task.role = role
    task.save(update_fields=HELD)


def _owner_role(organisation_id: UUID) -> str:
    """The owner's role, or everybody's where there is no owner."""
    owners = Membership.objects.filter(
        organisation=organisation_id, role__in=OWNERS, ended_at=None
    ).values_list("role", flat=True)
    return next(iter(owners), "")


def _own_or_led(by: User, membership_id: int) -> Membership:
    for held in live_memberships(by):
        if held.pk == membership_id:
            return held
        if held.role in OWNERS:
            found = Membership.objects.filter(pk=membership_id, organisation=held.organisation_id)
            if led := found.select_related("user", "organisation").first():
                return led
    raise NotAllowed(WITHOUT_RIGHT)


def _to(colleague: Membership) -> str:
    return f"交给{Role(colleague.role).label}"
