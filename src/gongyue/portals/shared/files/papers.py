"""One issued paper, as both sides see it: its pages, its PDF, whether it stands."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from gongyue.apps.accounts.errors import Refused
from gongyue.apps.documents.selectors.papers import PaperCard, paper_page, paper_to_end
from gongyue.apps.documents.services.issuing import REASON_LIMIT, document_void
from gongyue.apps.documents.services.opening import paper_open, paper_picture, pdf_of
from gongyue.portals.shared.acts import attempt
from gongyue.portals.shared.files import sending
from gongyue.portals.shared.viewer import files_page

CERTIFICATES = {"employed", "employment"}


class VoidForm(forms.Form):
    reason = forms.CharField(
        label="作废的原因",
        max_length=REASON_LIMIT,
        help_text="本人看得到；公开的验真页只说“已作废”。",
        error_messages={"required": "请写明作废的原因", "max_length": f"最多写 {REASON_LIMIT} 字"},
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
    )
    use_required_attribute = False


@require_safe
def page(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """What it says, by whom, whether it stands."""
    paper_open(by=request.user, paper_id=paper_id, at=now())
    return _page(request, paper_page(request.user, paper_id), VoidForm())


@require_safe
def picture(request: HttpRequest, paper_id: UUID) -> HttpResponseBase:
    """A page of it as a picture."""
    text = request.GET.get("n", "1")
    number = int(text) if text.isdecimal() and text.isascii() and len(text) < 5 else 1
    try:
        return sending.picture(paper_picture(by=request.user, paper_id=paper_id, number=number))
    except Refused as refused:
        raise Http404(refused.message_zh) from None


@require_safe
def pdf(request: HttpRequest, paper_id: UUID) -> HttpResponseBase:
    """As it was issued, to the byte."""
    card = paper_page(request.user, paper_id)
    try:
        content = pdf_of(request.user, paper_id)
    except Refused as refused:
        raise Http404(refused.message_zh) from None
    return sending.attachment(
        content, name=f"{card.title}-{card.number}.pdf", mime="application/pdf"
    )


@require_POST
def void(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """The issuer says that it is valid no more."""
    card, form = paper_to_end(request.user, paper_id), VoidForm(request.POST)
    if form.is_valid():
        facts = {"by": request.user, "paper_id": paper_id, "at": now(), **form.cleaned_data}
        if attempt(form, document_void, **facts)[0]:
            messages.success(request, "已作废。验真的人会看到“已作废”。")
            return redirect("files:paper", paper_id)
    return _page(request, card, form)


def _page(request: HttpRequest, card: PaperCard, form: VoidForm) -> HttpResponse:
    request.sample = card.is_sample  # type: ignore[attr-defined]
    context = {
        "card": card,
        "form": form,
        "numbers": range(1, card.pages + 1),
        "back": files_page(request.user),
        "certificate": card.kind in CERTIFICATES and card.person_id,
    }
    return render(request, "files/paper.html", context)
