"""One file: looked at page by page, downloaded, replaced, withdrawn."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from gongyue.apps.accounts.errors import Refused
from gongyue.apps.documents.kinds import DRAWN, MIME
from gongyue.apps.documents.selectors.documents import (
    document_card,
    document_card_to_change,
    versions_of,
)
from gongyue.apps.documents.services.adding import Handed, document_replace
from gongyue.apps.documents.services.keeping import document_scan_again, document_withdraw
from gongyue.apps.documents.services.opening import (
    WIDTHS,
    document_open,
    first_rows_of,
    has_pass,
    needs_purpose,
    original_of,
    picture_of,
    readable_document,
)
from gongyue.apps.registry.roles import PURPOSES_OF_KIND, Purpose
from gongyue.apps.registry.selectors.organisations import organisations_of
from gongyue.portals.shared.acts import attempt, attempt_and_say
from gongyue.portals.shared.files import sending
from gongyue.portals.shared.files.uploads import UploadForm, sent_to
from gongyue.portals.shared.viewer import files_page


@require_safe
def page(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """The file, opened for a purpose where that must be; without one, the page asks for it."""
    return _page(request, document_id, UploadForm())


@require_safe
def picture(request: HttpRequest, document_id: UUID) -> HttpResponseBase:
    """A page of it as a picture: `n` which, `w` how wide, `o` the pass of having opened it."""
    try:
        document = readable_document(
            by=request.user, document_id=document_id, opened=_pass(request)
        )
        drawn = picture_of(
            document, number=_number(request, "n"), width=_number(request, "w", WIDTHS[1])
        )
    except Refused as refused:
        raise Http404(refused.message_zh) from None
    return sending.picture(drawn)


@require_safe
def original(request: HttpRequest, document_id: UUID) -> HttpResponseBase:
    """The file as it was handed in, always to be saved."""
    try:
        document = readable_document(
            by=request.user, document_id=document_id, opened=_pass(request)
        )
        content = original_of(document)
    except Refused as refused:
        raise Http404(refused.message_zh) from None
    name = document_card(request.user, document_id).name
    return sending.attachment(content, name=name, mime=MIME[document.media])


@require_POST
def replace(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """A better version of one's own file."""
    document_card_to_change(request.user, document_id)
    form = UploadForm(*sent_to(request))
    if form.is_valid():
        file = form.cleaned_data["sent"][0]
        handed = Handed(name=file.name or "", content=file.file)
        facts = {"by": request.user, "document_id": document_id, "handed": handed, "at": now()}
        done, new = attempt(form, document_replace, **facts)
        if done:
            return redirect("files:page", new.pk)
    return _page(request, document_id, form)


@require_POST
def withdraw(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Take one's file back."""
    attempt_and_say(
        request, "已撤回，谁也打不开了。", document_withdraw,
        by=request.user, document_id=document_id, at=now(),
    )  # fmt: skip
    return redirect(files_page(request.user))


@require_POST
def scan(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Ask the scanner again."""
    attempt_and_say(
        request, "", document_scan_again, by=request.user, document_id=document_id, at=now()
    )
    return redirect("files:page", document_id)


def _page(request: HttpRequest, document_id: UUID, form: UploadForm) -> HttpResponse:
    card = document_card(request.user, document_id)
    request.sample = card.is_sample  # type: ignore[attr-defined]
    context: dict[str, Any] = {"card": card, "form": form, "back": files_page(request.user)}
    if card.trouble:
        return render(request, "files/page.html", context)
    opened = _pass(request)
    if not has_pass(by=request.user, document_id=document_id, opened=opened):
        purpose = request.GET.get("purpose", "")
        if needs_purpose(request.user, document_id) and purpose not in Purpose.values:
            return render(request, "files/purpose.html", context | {"purposes": _purposes(request)})
        try:
            opened = document_open(
                by=request.user, document_id=document_id, purpose=purpose, at=now()
            )
        except Refused as refused:
            asked = {"purposes": _purposes(request), "refused": refused.message_zh}
            return render(request, "files/purpose.html", context | asked)
    return render(request, "files/page.html", context | _shown(request, document_id, opened))


def _shown(request: HttpRequest, document_id: UUID, opened: str) -> dict[str, Any]:
    document = readable_document(by=request.user, document_id=document_id, opened=opened)
    number = min(max(_number(request, "n"), 1), max(document.pages, 1))
    shown: dict[str, Any] = {
        "query": urlencode({"o": opened}),
        "number": number,
        "numbers": range(1, document.pages + 1),
        "drawn": document.media in DRAWN,
        "versions": versions_of(request.user, document_id),
    }
    try:
        shown["table"] = first_rows_of(document)
    except Refused as refused:
        shown["unread"] = refused.message_zh
    return shown


def _readable(request: HttpRequest, document_id: UUID) -> Any:
    """What the services hand on to each other; a page looks at its kind at most."""
    return readable_document(by=request.user, document_id=document_id, opened=_pass(request))


def _purposes(request: HttpRequest) -> list[tuple[str, str]]:
    kinds = {place.kind for place in organisations_of(request.user)}
    mine = set().union(*(PURPOSES_OF_KIND.get(kind, frozenset()) for kind in kinds))
    return [(value, label) for value, label in Purpose.choices if value in mine]


def _pass(request: HttpRequest) -> str:
    return request.GET.get("o", "")[:300]


def _number(request: HttpRequest, name: str, otherwise: int = 1) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 7 else otherwise
