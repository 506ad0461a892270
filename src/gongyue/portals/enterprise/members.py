"""成员与角色: who works at this desk; and who opened the firm's file."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.registry.permissions import NOT_FOR_YOU
from gongyue.apps.registry.roles import PERMISSIONS, ROLES_OF_KIND
from gongyue.apps.registry.selectors.accesses import accesses_to_firm
from gongyue.apps.registry.selectors.organisations import members_of, organisations_of
from gongyue.apps.registry.services.members import add_member
from gongyue.apps.registry.services.organisations import end_role
from gongyue.portals.enterprise.desk import my_own_desk
from gongyue.portals.enterprise.exports import ACCESSES, MEMBERS
from gongyue.portals.shared.acts import attempt, attempt_and_say
from gongyue.portals.shared.desks import Desk
from gongyue.portals.shared.exporting import exported
from gongyue.portals.shared.paging import page_of
from gongyue.portals.shared.rights import words_of

KEPT = 500
TEXT = {"class": "form-control"}


class MemberForm(forms.Form):
    name = forms.CharField(
        label="称呼",
        max_length=40,
        error_messages={"required": "请填写称呼"},
        widget=forms.TextInput(attrs=TEXT),
    )
    phone = forms.CharField(
        label="手机号",
        max_length=20,
        help_text="对方用这个手机号登录，就能看到本单位的台面",
        error_messages={"required": "请填写手机号"},
        widget=forms.TextInput(attrs={**TEXT, "type": "tel", "inputmode": "numeric"}),
    )
    role = forms.ChoiceField(
        label="角色",
        error_messages={"required": "请选一个角色"},
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def __init__(self, desk: Desk, *args: object) -> None:
        super().__init__(*args)
        rights = PERMISSIONS[desk.here.kind]
        self.fields["role"].choices = [
            (role.value, f"{role.label}：{'、'.join(words_of(rights[role]))}")
            for role in reversed(ROLES_OF_KIND[desk.here.kind])
        ]


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("phone", "name")
def members(request: HttpRequest) -> HttpResponse:
    """Everybody's role and what it allows; owners let others in."""
    desk = my_own_desk(request)
    form = MemberForm(desk, *([request.POST] if request.method == "POST" else []))
    if form.is_valid():
        facts = {"by": request.user, "organisation_id": desk.pk, "at": now()}
        if attempt(form, add_member, **facts, **form.cleaned_data)[0]:
            return redirect("enterprise:members")
    rights = PERMISSIONS[desk.here.kind]
    rows = [(each, words_of(rights[each.role])) for each in members_of(request.user, desk.pk)]
    if file := exported(request, f"成员-{desk.here.name}", MEMBERS, lambda: rows):
        return file
    return render(request, "enterprise/members.html", {"desk": desk, "form": form, "members": rows})


@require_POST
def end_membership(request: HttpRequest, membership_id: int) -> HttpResponse:
    """Take a role back; the last owner stays."""
    desk = my_own_desk(request)
    if membership_id not in {each.membership_id for each in members_of(request.user, desk.pk)}:
        raise NotFound(NOT_FOR_YOU)
    facts = {"by": request.user, "membership_id": membership_id, "at": now()}
    attempt_and_say(request, "角色已收回，对方不能再以这个角色办事。", end_role, **facts)
    mine = any(p.organisation_id == desk.pk for p in organisations_of(request.user))
    return redirect("enterprise:members" if mine else "worker:home")


@require_safe
def seen(request: HttpRequest) -> HttpResponse:
    """谁看过本单位: offices that opened the firm's file, and refusals."""
    desk = my_own_desk(request)
    rows = accesses_to_firm(request.user, desk.pk, limit=KEPT)
    if file := exported(request, "谁看过本单位", ACCESSES, lambda: rows):
        return file
    context = {"desk": desk, "page": page_of(request, rows, 30)}
    return render(request, "enterprise/seen.html", context)
