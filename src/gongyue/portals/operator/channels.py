"""消息渠道: which channels are connected, how they fared in the last days, a test to oneself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from gongyue.apps.notifications.overview import DAYS, channel_health, failures
from gongyue.apps.notifications.trying import try_channel
from gongyue.portals.operator.desk import my_desk
from gongyue.portals.shared.acts import attempt_and_say


@require_safe
def channels(request: HttpRequest) -> HttpResponse:
    """Counts and failures, without a word of any message."""
    context = {
        "desk": my_desk(request),
        "channels": channel_health(request.user, at=now()),
        "failures": failures(request.user, at=now()),
        "days": DAYS,
    }
    return render(request, "operator/channels.html", context)


@require_POST
def try_one(request: HttpRequest) -> HttpResponse:
    """A test message to the own phone, mailbox or WeChat."""
    my_desk(request)
    facts = {"by": request.user, "channel": request.POST.get("channel", "")[:10], "at": now()}
    attempt_and_say(request, "测试消息已交给对方系统，请看本人的手机或邮箱。", try_channel, **facts)
    return redirect("operator:channels")
