"""收件箱: what somebody has to do at this desk."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongyue.portals.provider.desk import my_desk
from gongyue.portals.shared import inbox as tasks
from gongyue.portals.shared.asked import address_of


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """The most urgent first."""
    return tasks.inbox_page(request, my_desk(request))


@require_http_methods(["GET", "HEAD", "POST"])
def task(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """One task, and the form to close it."""
    return tasks.one_task(request, my_desk(request), task_id, about_url)


@require_POST
def tasks_done(request: HttpRequest) -> HttpResponse:
    """Close the ticked ones."""
    return tasks.tasks_done(request, my_desk(request))


def about_url(about: str) -> str:
    """Where a task is answered."""
    return address_of("provider", about)
