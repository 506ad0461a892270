"""演示收件箱: everything the demo city would have sent by SMS, mail or to a group chat."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.accounts.selectors import demo_messages
from gongyue.apps.notifications.kinds import Channel
from gongyue.apps.notifications.overview import demo_waiting
from gongyue.portals.shared.acting import ANY, may_act
from gongyue.portals.shared.paging import page_of


@login_not_required
@may_act(ANY)
@never_cache
@require_safe
def demo_inbox(request: HttpRequest) -> HttpResponse:
    """By recipient and channel, newest first; and what still waits, and why."""
    if not settings.DEMO:
        raise NotFound("只有演示城市有这一页")
    asked = {name: request.GET.get(name, "")[:200] for name in ("to", "channel")}
    everything = demo_messages()
    rows = [
        row
        for row in everything
        if asked["to"] in {"", row.to} and asked["channel"] in {"", row.channel}
    ]
    context = {
        "page": page_of(request, rows, 30),
        "labels": dict(Channel.choices),
        "recipients": sorted({(row.to, row.name) for row in everything}),
        "waiting": demo_waiting(now()),
        **asked,
    }
    return render(request, "messages/demo.html", context)
