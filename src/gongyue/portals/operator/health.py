"""系统健康: what the system stands on, and what to do where it is not well."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from gongyue.apps.operations.checks import worst
from gongyue.apps.operations.selectors import health_of_system
from gongyue.portals.operator.desk import my_desk


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """The same report as `gongyue doctor`."""
    desk = my_desk(request)
    findings = health_of_system(request.user, at=now())
    context = {"desk": desk, "findings": findings, "level": worst(findings)}
    context |= {name: [f for f in findings if f.level == name] for name in ("bad", "warn", "ok")}
    return render(request, "operator/health.html", context)


@require_safe
def law_data(request: HttpRequest, until: str) -> HttpResponse:
    """What the task to check the law is about: the public list of what is due."""
    my_desk(request)
    return redirect(f"{reverse('public:data_status')}?only=due")
