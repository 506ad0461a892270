"""同意: who may read what of me because I said so; asked, given, withdrawn."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from gongyue.apps.registry.consenting import kinds
from gongyue.apps.registry.roles import PURPOSES_BY_CONSENT, Purpose
from gongyue.apps.registry.selectors.consents import (
    ConsentView,
    Recipient,
    consent_of_myself,
    consents_of_myself,
    recipient,
    recipients,
)
from gongyue.apps.registry.selectors.people import myself
from gongyue.apps.registry.services.consents import (
    Asked,
    decline_consent,
    give_consent,
    offer_consent,
    withdraw_consent,
)
from gongyue.portals.shared.acts import attempt, attempt_and_say
from gongyue.portals.shared.asked import DAYS


class GiveForm(forms.Form):
    """What of what was asked for; all of it unless unticked."""

    kinds = forms.MultipleChoiceField(
        label="同意给对方看哪些",
        error_messages={"required": "请至少留一种，或者选“不同意”"},
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, asked: ConsentView, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["kinds"].choices = asked.kinds
        self.fields["kinds"].initial = [name for name, _ in asked.kinds]


class OfferForm(forms.Form):
    purpose = forms.ChoiceField(
        label="给对方做什么用",
        error_messages={"required": "请选做什么用"},
        widget=forms.RadioSelect,
    )
    kinds = forms.MultipleChoiceField(
        label="给对方看哪些",
        error_messages={"required": "请至少选一种"},
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.TypedChoiceField(
        label="看多久", choices=DAYS, coerce=int, initial="30", widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, to: Recipient, **more: Any) -> None:
        super().__init__(*args, **more)
        mine = PURPOSES_BY_CONSENT[to.kind]
        self.fields["purpose"].choices = [pair for pair in Purpose.choices if pair[0] in mine]
        self.fields["kinds"].choices = kinds()


@require_safe
def consents(request: HttpRequest) -> HttpResponse:
    """What awaits me, what runs, what is over."""
    rows = consents_of_myself(request.user, on=localdate())
    context = {"me": myself(request.user), "rows": rows}
    return render(request, "worker/consents/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """One consent: the words, and the act that is due."""
    row = consent_of_myself(request.user, consent_id, on=localdate())
    form = GiveForm(request.POST or None, asked=row)
    if request.method == "POST" and _answered(request, form, consent_id):
        return redirect("worker:consent", consent_id)
    return render(request, "worker/consents/page.html", {"row": row, "form": form})


@require_safe
def consent_find(request: HttpRequest) -> HttpResponse:
    """To whom: by name or credit code."""
    if myself(request.user) is None:
        return redirect("worker:link")
    search = request.GET.get("q", "")[:60]
    context = {"found": recipients(search), "search": search}
    return render(request, "worker/consents/find.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def consent_new(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    """Let an organisation read, of one's own accord."""
    if myself(request.user) is None:
        return redirect("worker:link")
    to = recipient(organisation_id)
    form = OfferForm(request.POST or None, to=to)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        asked = Asked(purpose=said["purpose"], kinds=tuple(said["kinds"]), days=said["days"])
        facts = {"by": request.user, "organisation_id": organisation_id, "at": now()}
        done, row = attempt(form, offer_consent, asked=asked, **facts)
        if done:
            messages.success(request, "对方现在可以看了。您随时可以撤回。")
            return redirect("worker:consent", row.pk)
    return render(request, "worker/consents/new.html", {"to": to, "form": form})


def _answered(request: HttpRequest, form: GiveForm, consent_id: UUID) -> bool:
    facts = {"by": request.user, "consent_id": consent_id, "at": now()}
    how = request.POST.get("how", "")
    if how == "decline":
        return attempt_and_say(request, "没有同意，对方看不到。", decline_consent, **facts)[0]
    if how == "withdraw":
        return attempt_and_say(request, "撤回了，对方马上看不到。", withdraw_consent, **facts)[0]
    if not form.is_valid():
        return False
    done = attempt(form, give_consent, kinds=form.cleaned_data["kinds"], **facts)[0]
    if done:
        messages.success(request, "同意了。您随时可以撤回。")
    return done
