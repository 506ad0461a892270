"""查进度: how far a filing is, by 流水号 and the last four digits of the telephone, no sign-in."""

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from gongyue.apps.accounts.services import caller_of
from gongyue.apps.tasks.filings.progress import filing_progress
from gongyue.portals.shared.acts import attempt

DIGITS = {"class": "form-control", "inputmode": "numeric", "autocomplete": "off"}


class ProgressForm(forms.Form):
    number = forms.CharField(
        label="流水号",
        max_length=60,
        help_text="回执上的十五位数字，横线可以不写",
        error_messages={"required": "请填流水号", "max_length": "流水号是十五位数字"},
        widget=forms.TextInput(attrs=DIGITS),
    )
    tail = forms.CharField(
        label="手机号后四位",
        max_length=8,
        help_text="登记时留的手机号",
        error_messages={"required": "请填手机号后四位", "max_length": "只填后四位"},
        widget=forms.TextInput(attrs=DIGITS),
    )


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("number", "tail")
def progress(request: HttpRequest) -> HttpResponse:
    """The code on a receipt brings the number along; the tail is always typed."""
    form = ProgressForm(request.POST or None, initial={"number": request.GET.get("n", "")[:60]})
    found = None
    if request.method == "POST" and form.is_valid():
        call = {"caller": caller_of(request), "at": now(), **form.cleaned_data}
        _, found = attempt(form, filing_progress, **call)
    return render(request, "public/progress.html", {"form": form, "found": found})
