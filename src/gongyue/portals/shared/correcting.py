"""Answering somebody who says that a record about them is wrong: both offices' page."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now

from gongyue.apps.registry.selectors.corrections import CorrectionView, correction_for_office
from gongyue.apps.registry.services.corrections import (
    correct_record,
    decide_correction,
    refuse_correction,
)
from gongyue.portals.shared.acts import attempt
from gongyue.portals.shared.desks import Desk
from gongyue.portals.shared.drafts import once_only
from gongyue.portals.shared.records import title_of

HOW = {
    "correct": "同意，改成下面的",
    "refuse": "不改，记录没有错",
    "direct": "要求单位更正",
    "uphold": "维持，记录没有错",
}


class DecisionForm(forms.Form):
    how = forms.ChoiceField(
        label="怎么办", error_messages={"required": "请选一个"}, widget=forms.RadioSelect
    )
    field = forms.ChoiceField(
        label="改哪一项", required=False, widget=forms.Select(attrs={"class": "form-select"})
    )
    right = forms.CharField(
        label="改成",
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )
    words = forms.CharField(
        label="说明",
        required=False,
        max_length=1_000,
        help_text="不改的必须写理由。双方都看得到，不能改。",
        error_messages={"max_length": "最多写 1000 字"},
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 4}),
    )

    def __init__(self, *args: Any, row: CorrectionView, **more: Any) -> None:
        super().__init__(*args, **more)
        acts = ["direct", "uphold"] if "decide" in row.may else []
        acts += [act for act in ("correct", "refuse") if act in row.may]
        self.fields["how"].choices = [(act, HOW[act]) for act in acts]
        if "correct" not in row.may:
            del self.fields["right"]
        if "correct" not in row.may or row.field:
            del self.fields["field"]
        else:
            said = [(name, f"{label}：{text}") for name, label, text in row.fields]
            self.fields["field"].choices = [("", "请选"), *said]


@once_only
def correction_page(request: HttpRequest, desk: Desk, correction_id: UUID) -> HttpResponse:
    """What the person says, the record as it is, and the answer that is due."""
    row = correction_for_office(request.user, correction_id, desk.pk)
    form = DecisionForm(request.POST or None, row=row, initial={"right": row.right})
    if request.method == "POST" and form.is_valid() and _answered(request, form, row):
        messages.success(request, "答复已经给双方。")
        return redirect(request.path)
    context = {"desk": desk, "row": row, "form": form, "title": title_of(row.record)}
    return render(request, "desk/correction.html", context)


def _answered(request: HttpRequest, form: DecisionForm, row: CorrectionView) -> bool:
    said = form.cleaned_data
    facts = {"by": request.user, "correction_id": row.correction_id, "at": now()}
    facts["words"] = said["words"]
    if said["how"] == "correct":
        chosen = {"right": said["right"], "field": said.get("field", "")}
        return attempt(form, correct_record, **facts, **chosen)[0]
    if said["how"] == "refuse":
        return attempt(form, refuse_correction, **facts)[0]
    return attempt(form, decide_correction, direct=said["how"] == "direct", **facts)[0]
