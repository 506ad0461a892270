"""我的文件: what I handed in, what was issued about me, and the list of all my records on paper."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from gongyue.apps.documents.kinds import DocumentKind
from gongyue.apps.documents.permissions import Owner, firms_of_person
from gongyue.apps.documents.selectors.documents import documents_of_myself
from gongyue.apps.documents.selectors.papers import papers_of_myself
from gongyue.apps.documents.services.own_records import own_records_issue
from gongyue.apps.registry.selectors.people import myself
from gongyue.portals.shared.acts import attempt_and_say
from gongyue.portals.shared.files.site import missing_words, site_of
from gongyue.portals.shared.files.uploads import UploadForm, sent_to, take

KINDS = (
    DocumentKind.EVIDENCE,
    DocumentKind.CONTRACT,
    DocumentKind.PAY,
    DocumentKind.IDENTITY,
    DocumentKind.CERTIFICATE,
    DocumentKind.OTHER,
)


@require_http_methods(["GET", "HEAD", "POST"])
def files(request: HttpRequest) -> HttpResponse:
    """Both lists, and the form to hand something in."""
    me = myself(request.user)
    if me is None:
        return redirect("worker:link")
    form = UploadForm(*sent_to(request), kinds=KINDS, firms=firms_of_person(me.person_id))
    if form.is_valid() and take(request, form, owner=_owner(form, me.person_id)):
        return redirect("worker:files")
    context = {
        "form": form,
        "cards": documents_of_myself(request.user),
        "papers": papers_of_myself(request.user),
    }
    return render(request, "worker/files.html", context)


@require_POST
def records_paper(request: HttpRequest) -> HttpResponse:
    """本人记录清单, issued on the spot."""
    done, issued = attempt_and_say(
        request, "清单做好了。", own_records_issue, by=request.user, site=site_of(request), at=now()
    )
    if not done:
        return redirect("worker:link")
    if issued.missing:
        messages.warning(request, missing_words(issued.missing))
    return redirect("files:paper", issued.paper.pk)


def _owner(form: UploadForm, person_id: UUID) -> Owner:
    shared = form.cleaned_data.get("share")
    return Owner(person_id=person_id, organisation_id=UUID(shared) if shared else None)
