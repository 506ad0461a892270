"""Saying on a screen that two registrations are one, or two."""

from typing import Any

from django import forms
from django.utils.timezone import now

from gongyue.apps.registry.selectors.duplicates import PairView
from gongyue.apps.registry.services import merging
from gongyue.apps.registry.services.merging import Two
from gongyue.portals.shared.acts import attempt

TEXT = {"class": "form-control", "rows": 2}


class SayForm(forms.Form):
    """What is said of the pair, and why."""

    reason = forms.CharField(
        label="理由",
        max_length=merging.REASON_LIMIT,
        help_text="凭什么这样认定，例如：同一手机号，证件号码录错一位。本人能看到。",
        error_messages={
            "required": "请写明理由",
            "max_length": f"理由最多 {merging.REASON_LIMIT} 字",
        },
        widget=forms.Textarea(attrs=TEXT),
    )
    say = forms.ChoiceField(
        choices=[("same", "same"), ("apart", "apart")],
        widget=forms.HiddenInput,
        error_messages={"required": "请选一个按钮", "invalid_choice": "请选一个按钮"},
    )


def said(form: SayForm, *, by: Any, pair: PairView, decide: bool) -> bool:
    """Carry out what the form says; `decide`: the operator proposes and decides in one."""
    if not form.is_valid() or pair.left is None or pair.right is None:
        return False
    two = Two(kind="person", one=pair.left.person_id, other=pair.right.person_id,
              reason=form.cleaned_data["reason"])  # fmt: skip
    if form.cleaned_data["say"] == "apart":
        return attempt(form, merging.mark_apart, by=by, two=two, at=now())[0]
    act = merging.merge_at_once if decide else merging.propose_same
    return attempt(form, act, by=by, two=two, at=now())[0]
