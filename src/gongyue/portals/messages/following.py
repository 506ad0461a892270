"""关注的法规: what one, or one's organisation, follows; what changed of it; begin and end."""

from django import forms
from django.contrib import messages as said
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from gongyue.apps.following.followings import follow, followings_of, unfollow
from gongyue.apps.following.selectors import changes_followed
from gongyue.law.groups import GROUPS
from gongyue.law.registry import RULES
from gongyue.portals.shared.acts import attempt, attempt_and_say
from gongyue.portals.shared.frame import desk_in_front, framed
from gongyue.portals.shared.place_fields import PlaceField

EVERY = ("", "所有计算和标准")


def _rules() -> list[tuple[str, object]]:
    """The calculations by group, as the list of them shows them."""
    grouped: dict[str, list[tuple[str, str]]] = {group: [] for group in GROUPS}
    for rule in RULES.values():
        grouped[rule.questions.group].append((rule.name, rule.title))
    return [EVERY, *((group, rules) for group, rules in grouped.items() if rules)]


class FollowForm(forms.Form):
    rule = forms.ChoiceField(
        label="哪个计算",
        required=False,
        choices=_rules,
        error_messages={"invalid_choice": "没有这个计算，请从列表里选"},
        help_text="它用到的标准、法条或算法变了，就告诉您",
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    place = PlaceField(
        label="哪个地方",
        required=False,
        help_text="不填是各地；填了，只说在这里适用的，和它下面区县的",
    )


@require_safe
def following(request: HttpRequest) -> HttpResponse:
    """The list, the form, and the newest changes of what is followed."""
    return _page(request, FollowForm())


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Follow for the desk one came from, or for oneself."""
    form, desk = FollowForm(request.POST), desk_in_front(request)
    facts = {"by": request.user, "organisation_id": desk.pk if desk else None, "at": now()}
    if not (form.is_valid() and attempt(form, follow, **facts, **form.cleaned_data)[0]):
        return _page(request, form)
    said.success(request, "已关注。变了会发消息，怎么收到在“接收设置”里选。")
    return redirect("messages:following")


@require_POST
def end(request: HttpRequest, following_id: int) -> HttpResponse:
    """No more messages about it."""
    facts = {"by": request.user, "following_id": following_id, "at": now()}
    attempt_and_say(request, "已停止关注。", unfollow, **facts)
    return redirect("messages:following")


def _page(request: HttpRequest, form: FollowForm) -> HttpResponse:
    desk = desk_in_front(request)
    office = desk.pk if desk else None
    context = {
        "rows": followings_of(request.user, office),
        "changes": changes_followed(request.user, office),
        "form": form,
    }
    return framed(request, "messages/following.html", context)
