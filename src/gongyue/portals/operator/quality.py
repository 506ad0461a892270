"""数据质量: the whole system by counts; two people side by side only for a purpose."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongyue.apps.registry.roles import Purpose
from gongyue.apps.registry.selectors.duplicates import (
    duplicates_of_city,
    pair_for_operator,
    people_of_pair,
    sayings_of_city,
)
from gongyue.apps.registry.selectors.quality import quality_of_city
from gongyue.apps.registry.services import merging
from gongyue.apps.registry.services.pairs import open_pair
from gongyue.portals.operator.desk import my_desk
from gongyue.portals.shared.acts import attempt_and_say
from gongyue.portals.shared.firm_pairs import pair_page, pairs_page
from gongyue.portals.shared.sameness import SayForm, said

SAID = "已记下。已由本人绑定账号的，等本人确认。"


@require_safe
def quality(request: HttpRequest) -> HttpResponse:
    """Counts, pairs without names, and what has been said of pairs."""
    desk = my_desk(request)
    pairs, total = duplicates_of_city(request.user)
    context = {"desk": desk, "quality": quality_of_city(request.user), "pairs": pairs}
    context |= {"total": total, "sayings": sayings_of_city(request.user)}
    return render(request, "operator/quality/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def duplicate(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Asked for with a purpose, both sides are opened and both people can see it."""
    desk = my_desk(request)
    both = people_of_pair(request.user, pair_id)
    if request.method != "POST":
        if request.GET.get("purpose") != Purpose.DUPLICATES:
            return render(request, "operator/quality/purpose.html", {"desk": desk})
        open_pair(by=request.user, people=both, purpose=Purpose.DUPLICATES, at=now())
    pair = pair_for_operator(request.user, pair_id)
    form = SayForm(request.POST or None)
    if request.method == "POST" and said(form, by=request.user, pair=pair, decide=True):
        messages.success(request, SAID)
        return redirect("operator:quality")
    return render(request, "operator/quality/pair.html", {"desk": desk, "pair": pair, "form": form})


@require_safe
def firm_pairs(request: HttpRequest) -> HttpResponse:
    """Organisations that may be one."""
    return pairs_page(request, my_desk(request))


@require_http_methods(["GET", "HEAD", "POST"])
def firm_pair(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Two of them side by side: merged at once, or said to be two."""
    return pair_page(request, my_desk(request), pair_id)


@require_POST
def decide(request: HttpRequest, saying_id: UUID) -> HttpResponse:
    """On what others proposed, and back again."""
    my_desk(request)
    of_firms = request.POST.get("what") == "firms"
    acts = {
        "confirm": ("已合并。", merging.confirm_same),
        "apart": ("已记下不是同一个。", merging.say_apart),
        "undo": ("已撤销，一切如前。", merging.undo_same),
    }
    done, act = acts.get(request.POST.get("how", ""), acts["undo"])
    attempt_and_say(request, done, act, by=request.user, saying_id=saying_id, at=now())
    return redirect("operator:firm_pairs" if of_firms else "operator:quality")
