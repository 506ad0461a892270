"""Whatever needs someone to act: who, what, by when, and what happens if nobody does."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from gongyue.apps.registry.identifiers import time_ordered_uuid
from gongyue.apps.tasks.kinds import GENERAL


class TaskState(models.TextChoices):
    OPEN = "open", "待办"
    DONE = "done", "已办"
    CANCELLED = "cancelled", "已取消"


MOVES: dict[str, frozenset[str]] = {
    TaskState.OPEN: frozenset({TaskState.DONE, TaskState.CANCELLED}),
    TaskState.DONE: frozenset(),
    TaskState.CANCELLED: frozenset(),
}


class Task(models.Model):
    """Belongs to an organisation (and perhaps a role in it) or to a person, never to both.

    `title` and `if_nobody` name no person: `concerns` does, and its name is read by rights.
    """

    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)
    kind = models.CharField("种类", max_length=40, default=GENERAL)
    title = models.CharField("事项", max_length=120)
    organisation = models.ForeignKey(
        "registry.Organisation", null=True, on_delete=models.PROTECT, related_name="tasks"
    )
    role = models.CharField("承办角色", max_length=16, blank=True)
    # The role it was asked of first. It may still act when silence has moved the task on.
    asked_role = models.CharField("原承办角色", max_length=16, blank=True)
    person = models.ForeignKey(
        "registry.Person", null=True, on_delete=models.PROTECT, related_name="tasks"
    )
    concerns = models.ForeignKey(
        "registry.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )
    # Somebody of the organisation by name; when their membership ends, the role has it again.
    assignee = models.ForeignKey(
        "registry.Membership", null=True, on_delete=models.PROTECT, related_name="tasks"
    )
    due_on = models.DateField("期限", null=True)
    # Who gave it to the assignee, where a colleague did.
    handed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # The day of the citation, where the organisation set itself another one.
    law_due_on = models.DateField("法定日期", null=True)
    citation = models.CharField("期限依据", max_length=80, blank=True)
    if_nobody = models.CharField("逾期后果", max_length=300, blank=True)
    about = models.CharField("来源", max_length=80, blank=True, db_index=True)
    state = models.CharField(max_length=10, choices=TaskState, default=TaskState.OPEN)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    overdue_told_at = models.DateTimeField(null=True)
    reminders = models.JSONField("提前几天提醒", default=list)
    remind_on = models.DateField("下次提醒日", null=True)
    # How many rungs of its ladder silence has climbed, and the day of the next one.
    rung = models.PositiveSmallIntegerField("已升级次数", default=0)
    moves_on = models.DateField("无人办理时移交日", null=True)

    class Meta:
        verbose_name = "待办"
        verbose_name_plural = "待办"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="tasks_task_one_owner",
                condition=Q(organisation__isnull=False, person__isnull=True)
                | Q(organisation__isnull=True, person__isnull=False, role=""),
            ),
            models.CheckConstraint(
                name="tasks_task_state", condition=Q(state__in=TaskState.values)
            ),
            models.CheckConstraint(
                name="tasks_task_closed_at",
                condition=Q(state="open", closed_at__isnull=True)
                | (~Q(state="open") & Q(closed_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="tasks_task_due_says_what_then",
                condition=Q(due_on__isnull=True) | ~Q(if_nobody=""),
            ),
            models.CheckConstraint(
                name="tasks_task_assignee_in_organisation",
                condition=Q(assignee__isnull=True) | Q(organisation__isnull=False),
            ),
            # Silence moves whatever is open: there is always a day on which it does.
            models.CheckConstraint(
                name="tasks_task_open_moves_on",
                condition=Q(state="open", moves_on__isnull=False)
                | (~Q(state="open") & Q(moves_on__isnull=True, remind_on__isnull=True)),
            ),
            models.UniqueConstraint(
                name="tasks_task_open_once",
                fields=["organisation", "about"],
                condition=Q(state="open") & ~Q(about="") & Q(organisation__isnull=False),
            ),
            models.UniqueConstraint(
                name="tasks_task_open_once_person",
                fields=["person", "about"],
                condition=Q(state="open") & ~Q(about="") & Q(person__isnull=False),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "state", "due_on"], name="tasks_task_inbox"),
            models.Index(fields=["moves_on"], name="tasks_task_moves", condition=Q(state="open")),
            models.Index(
                fields=["remind_on"],
                name="tasks_task_reminds",
                condition=Q(remind_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"待办 {self.pk}"


class TaskTrace(models.Model):
    """Which events of the stream tell the story of a task; who, when and what stand there."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="trace")
    event = models.OneToOneField("registry.Event", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "办理经过"
        verbose_name_plural = "办理经过"

    def __str__(self) -> str:
        return f"经过 {self.pk}"


class Cover(models.Model):
    """代班: a colleague does the tasks of a member from the first to the last day.

    Between two memberships of one organisation, because an account may work for several.
    """

    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)
    absent = models.ForeignKey(
        "registry.Membership", on_delete=models.PROTECT, related_name="covered_by"
    )
    colleague = models.ForeignKey(
        "registry.Membership", on_delete=models.PROTECT, related_name="covers"
    )
    first_on = models.DateField("起")
    last_on = models.DateField("止（含当日）")
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "代班"
        verbose_name_plural = "代班"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="tasks_cover_days_in_order", condition=Q(last_on__gte=F("first_on"))
            ),
            models.CheckConstraint(
                name="tasks_cover_not_by_oneself", condition=~Q(absent=F("colleague"))
            ),
            models.CheckConstraint(
                name="tasks_cover_ends_after_it_was_given",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("given_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"代班 {self.pk}"
