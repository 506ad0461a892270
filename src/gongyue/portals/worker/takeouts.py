"""关于我的一切, and 删除我的信息: taking everything out, and being forgotten."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongyue.apps.accounts.errors import Refused
from gongyue.apps.registry.about_me import PARTS
from gongyue.apps.registry.delegating import Act
from gongyue.apps.registry.selectors.people import myself
from gongyue.apps.registry.selectors.takeouts import erasure_of_myself, takeouts_for
from gongyue.apps.registry.services.erasing import ask_erasure, what_is_kept, withdraw_erasure
from gongyue.apps.registry.services.takeouts import ask_takeout, read_takeout, takeout_hand
from gongyue.portals.shared.acting import acting_of, may_act
from gongyue.portals.shared.acts import attempt_and_say

SURE = "删除"


@may_act(Act.EXPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def takeouts(request: HttpRequest) -> HttpResponse:
    """What there is, the files made, and a button; for oneself or for a grantor."""
    grantor = _grantor(request)
    if myself(grantor or request.user) is None:
        return redirect("worker:link")
    if request.method == "POST":
        hand = takeout_hand(by=request.user, on_behalf_of=grantor, at=now())
        attempt_and_say(
            request, "做好了就出现在下面，七天后删除。", ask_takeout, hand=hand, at=now()
        )
        return redirect("worker:takeouts")
    rows = takeouts_for(request.user, grantor, on=localdate())
    context = {"rows": rows, "parts": [part.label for part in PARTS.values()]}
    return render(request, "worker/takeouts.html", context)


@may_act(Act.EXPORT)
@require_safe
def takeout(request: HttpRequest, takeout_id: UUID) -> HttpResponse:
    """The zip itself."""
    try:
        content = read_takeout(by=request.user, takeout_id=takeout_id, at=now())
    except Refused as refused:
        messages.error(request, refused.message_zh)
        return redirect("worker:takeouts")
    answer = HttpResponse(content, content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="about-me.zip"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def erasure(request: HttpRequest) -> HttpResponse:
    """What the law keeps and until when; and the act, said in so many words."""
    if myself(request.user) is None:
        return redirect("worker:link")
    if request.method == "POST":
        return _ask(request)
    kept = what_is_kept(by=request.user, at=now())
    context = {"kept": kept, "running": [one for one in kept if one.until is None]}
    context |= {"row": erasure_of_myself(request.user), "sure": SURE}
    return render(request, "worker/erasure.html", context)


@require_POST
def erasure_withdraw(request: HttpRequest) -> HttpResponse:
    """Rather not."""
    facts = {"by": request.user, "at": now()}
    attempt_and_say(request, "撤回了，记录照常使用。", withdraw_erasure, **facts)
    return redirect("worker:erasure")


def _ask(request: HttpRequest) -> HttpResponse:
    if request.POST.get("sure", "").strip() != SURE:
        messages.error(request, f"没有提交。要删除，请在框里写“{SURE}”两个字。")
        return redirect("worker:erasure")
    done, row = attempt_and_say(request, "", ask_erasure, by=request.user, at=now())
    if done and row.state == "erased":
        request.session.flush()
        return render(request, "worker/erased.html", {"row": row})
    if done:
        messages.success(request, "记下了。保存期满那天自动删除，在那之前只用于法定监督检查。")
    return redirect("worker:erasure")


def _grantor(request: HttpRequest) -> Any:
    running = acting_of(request)
    return running.grantor if running else None
