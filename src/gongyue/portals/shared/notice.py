"""发函: an office writes to a firm and wants an answer, which comes back here."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from gongyue.apps.tasks.attaching import with_files
from gongyue.apps.tasks.filings.kinds import sent_by
from gongyue.apps.tasks.filings.submitting import NoticeTo, notice_send
from gongyue.portals.shared.acts import attempt
from gongyue.portals.shared.desks import Desk
from gongyue.portals.shared.drafts import once_only
from gongyue.portals.shared.files.uploads import FileFields, sent_to
from gongyue.portals.shared.filing_forms import words_field


class NoticeForm(FileFields):
    firm = forms.CharField(
        label="发给哪个单位",
        max_length=120,
        help_text="单位全称，或者统一社会信用代码；在本单位管辖的地方",
        error_messages={"required": "请填单位全称或统一社会信用代码"},
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label="哪一种",
        error_messages={"required": "请选一种", "invalid_choice": "请选一种"},
        widget=forms.RadioSelect,
    )
    words = words_field("内容", "要对方做什么、报送什么。对方看得到，必须回复。")

    def __init__(self, *args: Any, kinds: list[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = [(kind.name, kind.label) for kind in kinds]
        self.fields["kind"].initial = kinds[0].name


@require_http_methods(["GET", "HEAD", "POST"])
@once_only
def send(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Only offices write such letters. Raises Http404 for the others."""
    kinds = list(sent_by(desk.here.kind))
    if not kinds:
        raise Http404
    form = NoticeForm(*sent_to(request), kinds=kinds, initial={"firm": request.GET.get("to")})
    if form.is_valid():
        handed = form.take_files()
        notice = NoticeTo(sender_id=desk.pk, **form.cleaned_data)
        call = {"by": request.user, "notice": notice, "at": now()}
        done, filing = attempt(form, with_files, does=notice_send, handed=handed, **call)
        if done:
            messages.success(request, "已发出。对方回复了，会回到待办里。")
            return redirect(desk.address("filing", filing.pk))
    return render(request, "desk/notice.html", {"desk": desk, "form": form})
