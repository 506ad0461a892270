"""Handing files in: the form of every page that takes some, and what it does with them.

    form = UploadForm(*sent_to(request))
    if form.is_valid() and take(request, form, owner=Owner(…)):
        return redirect(…)

In the template, inside a form that is sent as multipart/form-data (hx-boost shows the progress):
    <form method="post" enctype="multipart/form-data" hx-boost="true" novalidate
      hx-encoding="multipart/form-data" data-once="正在上传…">
      {% include "components/upload.html" with form=form only %} …
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.timezone import now

from gongyue.apps.accounts.errors import Refused
from gongyue.apps.documents.kinds import ACCEPT, DocumentKind, largest, size_text
from gongyue.apps.documents.permissions import Owner
from gongyue.apps.documents.services.adding import Handed, document_add
from gongyue.apps.documents.services.attaching import MOST_AT_ONCE, short

NOTHING = "请选择文件，或者拍一张照片。"


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFiles(forms.FileField):
    """Several files at once; an empty list when there is none."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        sent = data if isinstance(data, (list, tuple)) else [data]
        # An empty file is refused by the service, which says so in the same words everywhere.
        return [file for file in sent if file]


class FileFields(forms.Form):
    """Files chosen or photographed. The template shows them by components/upload.html."""

    chosen = ManyFiles(
        label="选择文件",
        required=False,
        widget=ManyFilesInput(attrs={"accept": ACCEPT}),
    )
    camera = ManyFiles(
        label="拍照",
        required=False,
        widget=ManyFilesInput(attrs={"accept": "image/*", "capture": "environment"}),
    )
    files_optional = True

    @property
    def limit(self) -> str:
        """In words, for the hint."""
        return size_text(largest())

    @property
    def typed_fields(self) -> list[forms.BoundField]:
        """All but the files."""
        return [bound for bound in self if bound.name not in {"chosen", "camera"}]

    def take_files(self) -> list[Handed]:
        """What was handed in, taken out of cleaned_data: the rest is for the act itself."""
        facts = self.cleaned_data
        sent = [*(facts.pop("chosen", None) or ()), *(facts.pop("camera", None) or ())]
        return [Handed(name=file.name or "", content=file.file) for file in sent]


class UploadForm(FileFields):
    """`kinds`: which kinds to choose from, none to ask nothing (attachments); `firms`: with which
    firm a person's own file may be shared."""

    files_optional = False
    kind = forms.ChoiceField(
        label="是什么文件",
        error_messages={"required": "请选择文件的类别", "invalid_choice": "请从列出的类别里选"},
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    share = forms.ChoiceField(
        label="给谁看",
        required=False,
        error_messages={"invalid_choice": "只能交给登记过您的用人单位"},
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    use_required_attribute = False

    def __init__(
        self,
        *args: Any,
        kinds: Sequence[str] | None = None,
        firms: Sequence[tuple[Any, str]] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        if kinds is None:
            self.fields.pop("kind")
        else:
            chosen = [(value, label) for value, label in DocumentKind.choices if value in kinds]
            self.fields["kind"].choices = [("", "请选择"), *chosen]
        if firms:
            shared = [(str(pk), f"我和{name}") for pk, name in firms]
            self.fields["share"].choices = [("", "只有我自己"), *shared]
        else:
            self.fields.pop("share")

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        sent = [*facts.get("chosen", ()), *facts.get("camera", ())]
        if not sent:
            self.add_error("chosen", NOTHING)
        elif len(sent) > MOST_AT_ONCE:
            self.add_error("chosen", f"一次最多交 {MOST_AT_ONCE} 个文件，请分几次。")
        facts["sent"] = sent
        return facts


def sent_to(request: HttpRequest) -> tuple[Any, ...]:
    """The arguments of a form: what was posted, or nothing."""
    return (request.POST, request.FILES) if request.method == "POST" else ()


def take(request: HttpRequest, form: UploadForm, owner: Owner) -> bool:
    """Hand every file in. What is refused stands at the field with its name; the others are in."""
    facts = form.cleaned_data
    done = 0
    for file in facts["sent"]:
        handed = Handed(name=file.name or "", content=file.file)
        kind = facts.get("kind") or DocumentKind.ATTACHMENT
        try:
            document_add(by=request.user, owner=owner, kind=kind, handed=handed, at=now())
            done += 1
        except Refused as refused:
            shared = refused.field == "organisation" and "share" in form.fields
            form.add_error(
                "share" if shared else "chosen", f"{short(file.name or '')}：{refused.message_zh}"
            )
    if done:
        messages.success(request, f"已收到 {done} 个文件。")
    return not form.errors
