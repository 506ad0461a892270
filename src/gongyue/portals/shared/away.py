"""代班: I am away, a colleague does my tasks; or everything I have goes to somebody else."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST

from gongyue.apps.tasks.selectors import Colleague, colleagues_of, covers_of
from gongyue.apps.tasks.services.covers import cover_end, cover_give
from gongyue.apps.tasks.services.handing import hand_over_all
from gongyue.portals.shared.acts import attempt, attempt_and_say
from gongyue.portals.shared.desks import Desk

SELECT = {"class": "form-select"}
DAY = {"class": "form-control", "type": "date"}


class _Between(forms.Form):
    """From which of the memberships, to which."""

    mine = forms.TypedChoiceField(
        label="我的角色", coerce=int, widget=forms.Select(attrs=SELECT),
        error_messages={"required": "请选角色", "invalid_choice": "请选角色"},
    )  # fmt: skip
    to = forms.TypedChoiceField(
        label="交给谁", coerce=int, widget=forms.Select(attrs=SELECT),
        error_messages={"required": "请选同事", "invalid_choice": "请选同事"},
    )  # fmt: skip

    def __init__(self, *args: Any, members: list[Colleague], **options: Any) -> None:
        super().__init__(*args, **options)
        mine = [(c.membership_id, c.role_label) for c in members if c.is_me]
        others = [(c.membership_id, f"{c.name}（{c.role_label}）") for c in members if not c.is_me]
        self.fields["mine"].choices = mine
        self.fields["to"].choices = [("", "请选"), *others]


class CoverForm(_Between):
    first_on = forms.DateField(
        label="从哪天", widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        error_messages={"required": "请填日期", "invalid": "请填日期，例如 2026-03-02"},
    )  # fmt: skip
    last_on = forms.DateField(
        label="到哪天（含当天）", widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        error_messages={"required": "请填日期", "invalid": "请填日期，例如 2026-03-02"},
    )  # fmt: skip
    prefix = "cover"


class AllForm(_Between):
    words = forms.CharField(
        label="交代一句",
        max_length=1_000,
        error_messages={"required": "请写一句交代", "max_length": "最多写 1000 字"},
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 3}),
    )
    prefix = "all"


@require_http_methods(["GET", "HEAD", "POST"])
def away(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Who covers for whom; the forms to ask a colleague, and to give everything away."""
    members = colleagues_of(request.user, desk.pk)
    asked = request.POST.get("which", "")
    cover = CoverForm(request.POST if asked == "cover" else None, members=members)
    everything = AllForm(request.POST if asked == "all" else None, members=members)
    if cover.is_bound and cover.is_valid() and _cover(request, cover):
        return redirect(desk.address("away"))
    if everything.is_bound and everything.is_valid() and _all(request, everything):
        return redirect(desk.address("inbox"))
    context = {
        "desk": desk,
        "cover_form": cover,
        "all_form": everything,
        "alone": all(member.is_me for member in members),
        "covers": covers_of(request.user, desk.pk, on=localdate()),
    }
    return render(request, "desk/away.html", context)


@require_POST
def away_end(request: HttpRequest, desk: Desk, cover_id: UUID) -> HttpResponse:
    """Either side ends it at once."""
    facts = {"by": request.user, "cover_id": cover_id, "at": now()}
    attempt_and_say(request, "代班已结束。", cover_end, **facts)
    return redirect(desk.address("away"))


def _cover(request: HttpRequest, form: CoverForm) -> bool:
    sent = form.cleaned_data
    call = {
        "membership_id": sent["mine"],
        "to": sent["to"],
        "days": (sent["first_on"], sent["last_on"]),
    }
    done, _ = attempt(form, cover_give, by=request.user, at=now(), **call)
    if done:
        messages.success(request, "说好了。这几天您的待办由这位同事办，每一步都会写明是替您办的。")
    return done


def _all(request: HttpRequest, form: AllForm) -> bool:
    sent = form.cleaned_data
    call = {"membership_id": sent["mine"], "to": sent["to"], "words": sent["words"]}
    done, count = attempt(form, hand_over_all, by=request.user, at=now(), **call)
    if done:
        messages.success(request, f"{count} 件已交给同事。" if count else "您名下没有待办。")
    return done
