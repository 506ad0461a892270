"""Whatever needs someone to act: who, what, by when, and what happens if nobody does."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongyue.apps.registry.identifiers import time_ordered_uuid


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
    title = models.CharField("事项", max_length=120)
    organisation = models.ForeignKey(
        "registry.Organisation", null=True, on_delete=models.PROTECT, related_name="tasks"
    )
    role = models.CharField("承办角色", max_length=16, blank=True)
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
        ]

    def __str__(self) -> str:
        return f"待办 {self.pk}"
