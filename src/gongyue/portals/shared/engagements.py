"""服务委托: the same form and acts on the firm's desk and on the provider's."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.timezone import localdate, now

from gongyue.apps.registry.engaging import EngagementAct
from gongyue.apps.registry.selectors.engagements import (
    EngagementView,
    engagement_of,
    find_other_side,
)
from gongyue.apps.registry.services.engagements import (
    Terms,
    answer_engagement,
    ask_engagement,
    end_engagement,
)
from gongyue.portals.shared.acts import attempt, attempt_and_say
from gongyue.portals.shared.desks import Desk

DAY = {"class": "form-control", "type": "date"}


class EngagementForm(forms.Form):
    other = forms.CharField(
        max_length=120,
        error_messages={"required": "请填写对方"},
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )
    acts = forms.MultipleChoiceField(
        label="可以办哪些事",
        choices=EngagementAct.choices,
        help_text="没有勾的，对方看不到也办不了",
        error_messages={"required": "请选可以办哪些事"},
        widget=forms.CheckboxSelectMultiple,
    )
    first_on = forms.DateField(
        label="从哪天起",
        error_messages={"required": "请填写从哪天起", "invalid": "请填写日期，例如 2026-03-02"},
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
    )
    last_on = forms.DateField(
        label="到哪天止",
        required=False,
        help_text="不填就一直有效，直到一方终止",
        error_messages={"invalid": "请填写日期，例如 2026-03-02"},
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
    )
    words = forms.CharField(
        label="说明",
        required=False,
        max_length=300,
        help_text="对方看得到",
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
    )

    def __init__(self, label: str, help_text: str, data: Any = None) -> None:
        super().__init__(data, initial={"first_on": localdate()})
        self.fields["other"].label, self.fields["other"].help_text = label, help_text


def ask(request: HttpRequest, desk: Desk, form: EngagementForm, nobody: str) -> bool:
    """Send what was typed; `nobody` is said at the field when the other side is unknown."""
    facts = dict(form.cleaned_data)
    other = find_other_side(request.user, desk.pk, facts.pop("other"))
    if other is None:
        form.add_error("other", nobody)
        return False
    asked = {"by": request.user, "organisation_id": desk.pk, "other_id": other.pk, "at": now()}
    return attempt(form, ask_engagement, terms=Terms(**facts), **asked)[0]


def answer(request: HttpRequest, desk: Desk, engagement_id: UUID) -> None:
    """Yes or no to what the other side asked; a bare request answers nothing."""
    own_engagement(request, desk, engagement_id)
    said = request.POST.get("answer", "")
    if said not in ("yes", "no"):
        messages.warning(request, "请选同意或者不同意。")
        return
    done = "已同意，从约定的那天起生效。" if said == "yes" else "已答复：不同意。"
    facts = {"by": request.user, "engagement_id": engagement_id, "at": now()}
    attempt_and_say(request, done, answer_engagement, accept=said == "yes", **facts)


def end(request: HttpRequest, desk: Desk, engagement_id: UUID) -> None:
    """End it, or take back what was asked."""
    own_engagement(request, desk, engagement_id)
    facts = {"by": request.user, "engagement_id": engagement_id, "at": now()}
    attempt_and_say(request, "已终止，对方不能再办理。", end_engagement, **facts)


def own_engagement(request: HttpRequest, desk: Desk, engagement_id: UUID) -> EngagementView:
    """The engagement, if it is of this desk. Raises NotFound."""
    return engagement_of(request.user, desk.pk, engagement_id, on=localdate())
