"""这也是我吗: other registrations that somebody says are mine."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from gongyue.apps.registry.selectors.duplicates import questions_for_me
from gongyue.apps.registry.services import merging
from gongyue.portals.shared.acts import attempt_and_say


@require_safe
def same(request: HttpRequest) -> HttpResponse:
    """What waits for an answer; nothing is decided by waiting."""
    return render(request, "worker/same.html", {"questions": questions_for_me(request.user)})


@require_POST
def same_answer(request: HttpRequest, saying_id: UUID) -> HttpResponse:
    """Me too, or not me."""
    acts = {
        "yes": ("已认定都是您本人，那份登记的记录现在也能看到。", merging.confirm_same),
        "no": ("已记下不是您本人，以后不再问。", merging.say_apart),
    }
    done, act = acts.get(request.POST.get("how", ""), acts["no"])
    attempt_and_say(request, done, act, by=request.user, saying_id=saying_id, at=now())
    return redirect("worker:same")
