"""验真: anybody with number and code sees whether a paper was issued, stands, and is unchanged."""

import hashlib
from time import time
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongyue.apps.accounts.doors import Door
from gongyue.apps.accounts.services import caller_of
from gongyue.apps.documents.selectors.checking import check_paper

DOOR = Door("check", most=60, seconds=3_600)  # a counter behind one address checks many in an hour
LARGEST = 20 * 1024 * 1024


class CheckForm(forms.Form):
    """`n` and `c` are short because they stand in the QR."""

    n = forms.CharField(
        label="编号",
        max_length=60,
        help_text="在文书右上角和左下角，例如 K7Q2M-2026-00001",
        error_messages={"required": "请填写编号", "max_length": "编号没有这么长"},
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )
    c = forms.CharField(
        label="校验码",
        max_length=30,
        help_text="在二维码下面，八位，不分大小写",
        error_messages={"required": "请填写校验码", "max_length": "校验码没有这么长"},
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )
    file = forms.FileField(
        label="PDF 文件",
        required=False,
        max_length=200,
        error_messages={"empty": "这个文件是空的", "max_length": "文件名太长"},
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
    )
    sha256 = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    use_required_attribute = False

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST:
            raise forms.ValidationError("文件超过 20 MB，不会是这里出具的文书")
        return file


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """The form; and the answer, to what was typed, scanned or dropped."""
    asked = request.POST if request.method == "POST" else request.GET
    form = CheckForm(asked, request.FILES) if {"n", "c"} & asked.keys() else CheckForm()
    context: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid() and _let_in(request, form):
        context |= _answered(form)
    return render(request, "public/check.html", context)


def _answered(form: CheckForm) -> dict[str, Any]:
    facts = form.cleaned_data
    sha256 = _digest(facts["file"]) if facts["file"] else facts["sha256"]
    answer = check_paper(number=facts["n"], code=facts["c"], sha256=sha256)
    return {
        "answer": answer,
        "asked": True,
        "compared": answer.comparison if answer and sha256 else "",
    }


def _digest(file: Any) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def _let_in(request: HttpRequest, form: CheckForm) -> bool:
    seconds = DOOR.wait(caller_of(request).address, time())
    if seconds:
        minutes = int(seconds // 60) + 1
        form.add_error(
            None, f"这个网络地址一小时内已验真 {DOOR.most} 次，请 {minutes} 分钟后再来。"
        )
    return not seconds
