"""数据质量: what is missing, wrong, contradictory or stale in the firm's own records."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongyue.apps.registry.selectors.duplicates import duplicate_of_firm, duplicates_of_firm
from gongyue.apps.registry.selectors.quality import PER_PAGE, quality_of_firm, quality_rows
from gongyue.apps.registry.services.quality import ask_for_quality
from gongyue.portals.enterprise.desk import my_desk
from gongyue.portals.enterprise.exports import PEOPLE
from gongyue.portals.shared.acts import attempt_and_say
from gongyue.portals.shared.exporting import ROWS, exported
from gongyue.portals.shared.paging import number_of, pager_of
from gongyue.portals.shared.sameness import SayForm, said

ASKED = "已提交；结果出来后再打开本页。"
PROPOSED = "已提出。系统管理员或本人确认后，两份登记按一个人显示。"
APART = "已记下不是同一个人，以后不再提示。"


@require_safe
def quality(request: HttpRequest) -> HttpResponse:
    """Counts by group, each opening its rows; and pairs to review."""
    desk = my_desk(request)
    context = {
        "desk": desk,
        "quality": quality_of_firm(request.user, desk.pk),
        "pairs": duplicates_of_firm(request.user, desk.pk),
    }
    return render(request, "enterprise/quality/page.html", context)


@require_safe
def rows(request: HttpRequest, code: str) -> HttpResponse:
    """The people behind one number."""
    desk = my_desk(request)
    ask = partial(quality_rows, request.user, desk.pk, code[:30])
    if file := exported(request, "数据质量", PEOPLE, lambda: ask(per_page=ROWS + 1).rows):
        return file
    found = ask(page=number_of(request))
    context = {"desk": desk, "found": found}
    context["page"] = pager_of(found.total, found.page, PER_PAGE)
    return render(request, "enterprise/quality/rows.html", context)


@require_POST
def refresh(request: HttpRequest) -> HttpResponse:
    """Look anew, in the background."""
    desk = my_desk(request)
    facts = {"by": request.user, "organisation_id": desk.pk, "at": now()}
    attempt_and_say(request, ASKED, ask_for_quality, **facts)
    return redirect("enterprise:quality")


@require_http_methods(["GET", "HEAD", "POST"])
def duplicate(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Two people side by side: propose that they are one, or say that they are two."""
    desk = my_desk(request)
    pair = duplicate_of_firm(request.user, desk.pk, pair_id)
    form = SayForm(request.POST or None)
    if request.method == "POST" and said(form, by=request.user, pair=pair, decide=False):
        messages.success(request, APART if form.cleaned_data["say"] == "apart" else PROPOSED)
        return redirect("enterprise:quality")
    context = {"desk": desk, "pair": pair, "form": form, "propose": True}
    return render(request, "enterprise/quality/pair.html", context)
