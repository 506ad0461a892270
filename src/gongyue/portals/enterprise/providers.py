"""服务机构: which providers act for the firm, for what; the owner invites, answers and ends."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongyue.apps.registry.permissions import require_can
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.selectors.engagements import engagements_of
from gongyue.portals.enterprise.desk import my_own_desk
from gongyue.portals.shared import engagements
from gongyue.portals.shared.engagements import EngagementForm

NOBODY = "没有找到这家服务机构。名称要写全；同名的请填统一社会信用代码。"


@require_http_methods(["GET", "HEAD", "POST"])
def providers(request: HttpRequest) -> HttpResponse:
    """Every engagement of the firm; members read, the owner acts."""
    desk = my_own_desk(request)
    form = EngagementForm("服务机构", "写全名称，或统一社会信用代码", request.POST or None)
    if request.method == "POST":
        require_can(request.user, Can.MANAGE_MEMBERS, desk.pk)
        if form.is_valid() and engagements.ask(request, desk, form, NOBODY):
            return redirect("enterprise:providers")
    found = engagements_of(request.user, desk.pk, on=localdate())
    context = {"desk": desk, "form": form, "engagements": found}
    return render(request, "enterprise/providers.html", context)


@require_safe
def provider(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """One engagement: where the task to answer it leads."""
    desk = my_own_desk(request)
    found = engagements.own_engagement(request, desk, engagement_id)
    return render(request, "enterprise/provider.html", {"desk": desk, "engagement": found})


@require_POST
def answer_provider(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """The owner's answer to a provider that asked."""
    engagements.answer(request, my_own_desk(request), engagement_id)
    return redirect("enterprise:providers")


@require_POST
def end_provider(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """The owner ends it; from this moment the provider sees nothing."""
    engagements.end(request, my_own_desk(request), engagement_id)
    return redirect("enterprise:providers")
