"""文件和证明: what the firm issued, its own files, and certificates of its people."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.documents.kinds import DocumentKind
from gongyue.apps.documents.permissions import Owner
from gongyue.apps.documents.selectors.documents import documents_of_organisation
from gongyue.apps.documents.selectors.papers import papers_of_organisation
from gongyue.apps.documents.services.certificates import Wanted, certificate_issue
from gongyue.apps.registry.permissions import NOT_FOR_YOU
from gongyue.apps.registry.roles import PURPOSES_OF_KIND, Purpose
from gongyue.apps.registry.selectors.people import names_of_people
from gongyue.portals.enterprise.desk import my_desk
from gongyue.portals.enterprise.papers_forms import CertificateForm
from gongyue.portals.shared.acts import attempt
from gongyue.portals.shared.desks import Desk
from gongyue.portals.shared.exporting import Column, exported
from gongyue.portals.shared.files.site import missing_words, site_of
from gongyue.portals.shared.files.uploads import UploadForm, sent_to, take
from gongyue.portals.shared.paging import page_of

FIRMS_OWN = (DocumentKind.CONTRACT, DocumentKind.CERTIFICATE, DocumentKind.PAY, DocumentKind.OTHER)
PAPERS = (
    Column("编号", lambda row: row.number),
    Column("种类", lambda row: row.kind_label),
    Column("题目", lambda row: row.title),
    Column("关于谁", lambda row: row.whom),
    Column("给谁", lambda row: row.recipient),
    Column("出具日期", lambda row: row.issued_on),
    Column("状态", lambda row: row.state_label),
)
ABOUT_PEOPLE = (*FIRMS_OWN, DocumentKind.IDENTITY)


@require_http_methods(["GET", "HEAD", "POST"])
def papers(request: HttpRequest) -> HttpResponse:
    """Everything the firm issued, and its own files."""
    desk = my_desk(request)
    form = UploadForm(*sent_to(request), kinds=FIRMS_OWN)
    if form.is_valid() and take(request, form, owner=Owner(organisation_id=desk.pk)):
        return redirect("enterprise:papers")
    rows = papers_of_organisation(request.user, desk.pk)
    if file := exported(request, "文书", PAPERS, lambda: rows):
        return file
    context = {
        "desk": desk,
        "form": form,
        "page": page_of(request, rows, 20),
        "cards": documents_of_organisation(request.user, desk.pk),
    }
    return render(request, "enterprise/papers/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def person_papers(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Certificates of one employee: those issued, and the form for another."""
    desk = my_desk(request)
    form = CertificateForm(request.POST or None, initial={"kind": "employed"})
    if request.method == "POST" and form.is_valid():
        done, issued = attempt(form, certificate_issue, **_facts(request, desk, person_id, form))
        if done:
            if issued.missing:
                messages.warning(request, missing_words(issued.missing))
            messages.success(request, f"已出具，编号 {issued.paper.number}。本人能看到。")
            return redirect("files:paper", issued.paper.pk)
    return _person(request, desk, person_id, {"form": form})


@require_POST
def person_files(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Files about one employee, such as the signed contract as a scan; the employee sees them."""
    desk = my_desk(request)
    upload = UploadForm(*sent_to(request), kinds=ABOUT_PEOPLE)
    owner = Owner(person_id=person_id, organisation_id=desk.pk)
    if upload.is_valid() and take(request, upload, owner=owner):
        return redirect("enterprise:person_papers", person_id)
    return _person(request, desk, person_id, {"upload": upload})


def _person(
    request: HttpRequest, desk: Desk, person_id: UUID, forms: dict[str, Any]
) -> HttpResponse:
    name = names_of_people(request.user, desk.pk, {person_id}).get(person_id)
    if name is None:
        raise NotFound(NOT_FOR_YOU)
    purpose = _purpose(request, desk)
    context = {
        "desk": desk,
        "name": name,
        "person_id": person_id,
        "form": CertificateForm(initial={"kind": "employed"}),
        "upload": UploadForm(kinds=ABOUT_PEOPLE),
        "instead_of": _instead_of(request),
        "papers": papers_of_organisation(request.user, desk.pk, person_id=person_id),
        "cards": documents_of_organisation(request.user, desk.pk, person_id=person_id),
        "purpose": purpose,
        "back": f"{reverse('enterprise:person', args=[person_id])}?purpose={purpose}",
    }
    return render(request, "enterprise/papers/person.html", context | forms)


def _facts(request: HttpRequest, desk: Desk, person_id: UUID, form: Any) -> dict[str, Any]:
    return {
        "by": request.user,
        "organisation_id": desk.pk,
        "person_id": person_id,
        "wanted": Wanted(**form.cleaned_data),
        "purpose": _purpose(request, desk),
        "site": site_of(request),
        "at": now(),
        "instead_of": _instead_of(request),
    }


def _instead_of(request: HttpRequest) -> UUID | None:
    """The paper that a new one takes the place of."""
    text = request.POST.get("instead_of") or request.GET.get("instead_of") or ""
    try:
        return UUID(text)
    except ValueError:
        return None


def _purpose(request: HttpRequest, desk: Desk) -> str:
    """Why the file was opened on the page that led here, else the everyday one."""
    asked = request.POST.get("purpose") or request.GET.get("purpose") or ""
    return asked if asked in PURPOSES_OF_KIND[desk.here.kind] else Purpose.STAFF_MANAGEMENT
