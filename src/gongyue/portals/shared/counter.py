"""窗口: a clerk hands in for somebody who came in person, and gives them the receipt."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from gongyue.apps.registry.permissions import require_can
from gongyue.apps.registry.roles import Can
from gongyue.apps.tasks.attaching import with_files
from gongyue.apps.tasks.filings.kinds import offered
from gongyue.apps.tasks.filings.selectors import offices_for
from gongyue.apps.tasks.filings.submitting import NewFiling, Visitor, filing_submit_at_counter
from gongyue.portals.shared.acts import attempt
from gongyue.portals.shared.desks import Desk
from gongyue.portals.shared.files.uploads import sent_to
from gongyue.portals.shared.filing_forms import CounterForm


@require_http_methods(["GET", "HEAD", "POST"])
def at_counter(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Raises NotAllowed for whoever does not sit at a counter."""
    require_can(request.user, Can.LINK_AT_COUNTER, desk.pk)
    form = CounterForm(
        *sent_to(request),
        offices=offices_for(desk.here.place),
        kinds=offered(desk.here.kind),
        initial={"office": str(desk.pk)},
    )
    if form.is_valid():
        handed, sent = form.take_files(), form.cleaned_data
        new = NewFiling(kind=sent["kind"], office_id=UUID(sent["office"]), words=sent["words"])
        visitor = Visitor(name=sent["name"], phone=sent["phone"])
        call = {"by": request.user, "new": new, "visitor": visitor, "at": now()}
        act = filing_submit_at_counter
        done, filing = attempt(form, with_files, does=act, handed=handed, **call)
        if done:
            messages.success(request, "已登记。请把回执打印给来访人。")
            return redirect(desk.address("filing_paper", filing.pk))
    return render(request, "desk/counter.html", {"desk": desk, "form": form})
