"""客户单位: the firms that engaged this provider, what waits there, and the way to their desks."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.checkup.selectors import latest_checkups
from gongyue.apps.registry.permissions import NOT_FOR_YOU, require_can
from gongyue.apps.registry.roles import EMPLOYERS, Can
from gongyue.apps.registry.selectors.engagements import (
    EngagementView,
    engagements_of,
    staff_of_provider,
)
from gongyue.apps.registry.selectors.organisations import organisations_of
from gongyue.apps.registry.services.engagements import assign_client
from gongyue.apps.tasks.selectors.firms import open_tasks_by_firm
from gongyue.portals.provider.desk import my_desk
from gongyue.portals.shared import engagements
from gongyue.portals.shared.acts import attempt_and_say
from gongyue.portals.shared.engagements import EngagementForm, own_engagement
from gongyue.portals.shared.exporting import Column, exported
from gongyue.portals.shared.paging import page_of
from gongyue.portals.shared.rights import words_of

NOBODY = "没有找到用这个代码登记的单位。请核对，或请对方先在平台登记。"
CODE, CODE_HELP = "单位的统一社会信用代码", "十八位；单位的负责人会收到请求"
PER_PAGE = 30
CLIENTS = (
    Column("单位", lambda row: row.firm),
    Column("委托的事", lambda row: "、".join(row.act_labels)),
    Column("从哪天起", lambda row: row.first_on),
    Column("到哪天止", lambda row: row.last_on),
    Column("经办人", lambda row: "、".join(name for _, name in row.agents)),
)


class AssignForm(forms.Form):
    agents = forms.MultipleChoiceField(
        label="谁负责",
        required=False,
        help_text="都不勾：没有专人",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, staff: list[tuple[int, str, str]], held: tuple[tuple[int, str], ...]
    ) -> None:
        super().__init__(initial={"agents": [str(pk) for pk, _ in held]})
        self.fields["agents"].choices = [(str(pk), f"{name}（{role}）") for pk, name, role in staff]


@require_http_methods(["GET", "HEAD", "POST"])
def clients(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, the clients with their counts, and asking another firm."""
    desk = my_desk(request)
    form = EngagementForm(
        "单位的统一社会信用代码", "十八位；单位的负责人会收到请求", request.POST or None
    )
    if request.method == "POST":
        require_can(request.user, Can.MANAGE_MEMBERS, desk.pk)
        if form.is_valid() and engagements.ask(request, desk, form, NOBODY):
            return redirect("provider:clients")
    found = engagements_of(request.user, desk.pk, on=localdate())
    running = [each for each in found if each.state == "running"]
    if file := exported(request, "客户", CLIENTS, lambda: running):
        return file
    page = page_of(request, running, PER_PAGE)
    context = {"desk": desk, "form": form, "page": page, "rows": _rows(request, list(page))}
    context["waiting"] = [each for each in found if each.state == "asked"]
    context["past"] = [each for each in found if each.state not in ("running", "asked")][:20]
    context["roles"] = _by_role(request)
    return render(request, "provider/clients.html", context)


@require_http_methods(["GET", "HEAD"])
def client(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """One client: what was agreed, who looks after it."""
    desk = my_desk(request)
    found = own_engagement(request, desk, engagement_id)
    form = AssignForm(staff_of_provider(request.user, desk.pk), found.agents)
    context = {"desk": desk, "engagement": found, "form": form}
    return render(request, "provider/client.html", context)


@require_POST
def answer_client(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """The provider's answer to a firm that invited it."""
    engagements.answer(request, my_desk(request), engagement_id)
    return redirect("provider:clients")


@require_POST
def end_client(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """The provider ends it, or takes its request back."""
    engagements.end(request, my_desk(request), engagement_id)
    return redirect("provider:clients")


@require_POST
def assign(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Who of the provider looks after a client."""
    own_engagement(request, my_desk(request), engagement_id)
    agents = [int(pk) for pk in request.POST.getlist("agents") if pk.isdecimal() and len(pk) < 19]
    facts = {"by": request.user, "engagement_id": engagement_id, "at": now()}
    attempt_and_say(request, "已分配。", assign_client, membership_ids=agents, **facts)
    return redirect("provider:engagement", engagement_id)


@require_POST
def enter(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """To the client's desk; its head says in whose name one works there."""
    found = own_engagement(request, my_desk(request), engagement_id)
    mine = {place.organisation_id for place in organisations_of(request.user)}
    if found.firm_id not in mine:
        raise NotFound(NOT_FOR_YOU)
    request.session["desk"] = str(found.firm_id)
    return redirect("enterprise:home")


def _rows(request: HttpRequest, page: list[EngagementView]) -> list[tuple]:
    """(engagement, open tasks, last check-up) where the acts agreed upon let one see them."""
    tasks = open_tasks_by_firm(request.user, on=localdate())
    asked = [each.firm_id for each in page if each.runs and "check_up" in each.acts]
    checkups = latest_checkups(request.user, asked)
    return [(each, tasks.get(each.firm_id, 0), checkups.get(each.firm_id)) for each in page]


def _by_role(request: HttpRequest) -> list[tuple]:
    """Firms whose owner gave this user a role of the firm itself."""
    held = [place for place in organisations_of(request.user) if place.kind in EMPLOYERS]
    return [(firm, words_of(firm.rights)) for firm in held if not firm.acting_as]
