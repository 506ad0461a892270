"""成员与角色: who works at a desk, in which role, and how much of it each one sees."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.registry.permissions import NOT_FOR_YOU
from gongyue.apps.registry.roles import PERMISSIONS, ROLES_OF_KIND
from gongyue.apps.registry.scoping import SCOPES_OF_KIND, Scope
from gongyue.apps.registry.selectors.departments import departments_of
from gongyue.apps.registry.selectors.organisations import Member, members_of, organisations_of
from gongyue.apps.registry.services.members import add_member
from gongyue.apps.registry.services.organisations import end_role
from gongyue.apps.registry.services.scopes import Wish, set_scope
from gongyue.kernel.ids import mask_mobile
from gongyue.portals.shared.acts import attempt, attempt_and_say
from gongyue.portals.shared.desks import Desk
from gongyue.portals.shared.exporting import Column, exported
from gongyue.portals.shared.places import place_name, places_inside
from gongyue.portals.shared.rights import words_of

TEXT = {"class": "form-control"}
MEMBERS = (
    Column("姓名", lambda row: row[0].name),
    Column("手机（部分）", lambda row: mask_mobile(row[0].phone) if row[0].phone else ""),
    Column("角色", lambda row: row[0].role_label),
    Column("能做什么", lambda row: "、".join(row[1])),
    Column("数据范围", lambda row: row[2]),
    Column("从哪天起", lambda row: row[0].granted_at),
)


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


class ScopeForm(forms.Form):
    scope = forms.ChoiceField(
        label="数据范围",
        error_messages={"required": "请选一个数据范围"},
        widget=forms.RadioSelect,
    )
    departments = forms.MultipleChoiceField(
        label="部门",
        required=False,
        help_text="选“本部门”“本部门及下级”的勾一个，选“指定部门及下级”的可以勾几个",
        widget=forms.CheckboxSelectMultiple,
    )
    places = forms.MultipleChoiceField(
        label="地区",
        required=False,
        help_text="选“指定地区”的才用勾",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, desk: Desk, choices: dict[str, list], *args: object, **more: object) -> None:
        super().__init__(*args, **more)
        scopes = SCOPES_OF_KIND.get(desk.here.kind, (Scope.ALL,))
        self.fields["scope"].choices = [(scope.value, scope.label) for scope in scopes]
        for name in ("departments", "places"):
            self.fields[name].choices = choices[name]
            if not choices[name]:
                del self.fields[name]


def members_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Everybody's role, what it allows and how far it sees; owners let others in."""
    form = MemberForm(desk, *([request.POST] if request.method == "POST" else []))
    if form.is_valid():
        facts = {"by": request.user, "organisation_id": desk.pk, "at": now()}
        if attempt(form, add_member, **facts, **form.cleaned_data)[0]:
            return redirect(f"{desk.portal}:members")
    rights, scopes = PERMISSIONS[desk.here.kind], _scopes_in_words(request, desk)
    rows = [
        (each, words_of(rights[each.role]), scopes(each))
        for each in members_of(request.user, desk.pk)
    ]
    if file := exported(request, f"成员-{desk.here.name}", MEMBERS, lambda: rows):
        return file
    context = {"desk": desk, "form": form, "members": rows}
    context |= {name: f"{desk.portal}:{name}" for name in ("end_membership", "scope")}
    context["scoped"] = len(SCOPES_OF_KIND.get(desk.here.kind, ())) > 1
    return render(request, "desk/members.html", context)


def end_member(request: HttpRequest, desk: Desk, membership_id: int) -> HttpResponse:
    """Take a role back; the last owner stays."""
    _member(request, desk, membership_id)
    facts = {"by": request.user, "membership_id": membership_id, "at": now()}
    attempt_and_say(request, "角色已收回，对方不能再以这个角色办事。", end_role, **facts)
    mine = any(p.organisation_id == desk.pk for p in organisations_of(request.user))
    return redirect(f"{desk.portal}:members" if mine else "worker:home")


def scope_page(request: HttpRequest, desk: Desk, membership_id: int) -> HttpResponse:
    """How much a member sees: all, oneself, departments, places, or the clients assigned."""
    member = _member(request, desk, membership_id)
    given = [request.POST] if request.method == "POST" else []
    initial = {
        "scope": member.scope,
        "departments": [str(pk) for pk in member.departments],
        "places": list(member.places),
    }
    form = ScopeForm(desk, _choices(request, desk), *given, initial=initial)
    if form.is_valid():
        wish = _wish(form.cleaned_data)
        facts = {"by": request.user, "membership_id": membership_id, "at": now()}
        if attempt(form, set_scope, wish=wish, **facts)[0]:
            return redirect(f"{desk.portal}:members")
    context = {"desk": desk, "form": form, "member": member}
    return render(
        request, "desk/scope.html", {**context, "members_route": f"{desk.portal}:members"}
    )


def _wish(chosen: dict) -> Wish:
    return Wish(
        scope=chosen["scope"],
        departments=[int(pk) for pk in chosen.get("departments", ())],
        places=chosen.get("places", ()),
    )


def _member(request: HttpRequest, desk: Desk, membership_id: int) -> Member:
    for each in members_of(request.user, desk.pk):
        if each.membership_id == membership_id:
            return each
    raise NotFound(NOT_FOR_YOU)


def _choices(request: HttpRequest, desk: Desk) -> dict[str, list]:
    scopes = SCOPES_OF_KIND.get(desk.here.kind, ())
    places = places_inside(desk.here.place) if Scope.PLACES in scopes else []
    tree = departments_of(request.user, desk.pk) if Scope.BELOW in scopes else []
    kept = [(str(row.department_id), row.full_name) for row in tree if not row.retired]
    return {"departments": kept, "places": places}


def _scopes_in_words(request: HttpRequest, desk: Desk):  # type: ignore[no-untyped-def]
    names = {row.department_id: row.full_name for row in departments_of(request.user, desk.pk)}

    def words(member: Member) -> str:
        chosen = [names.get(pk, "") for pk in member.departments]
        chosen += [place_name(code) for code in member.places]
        return f"{member.scope_label}：{'、'.join(chosen)}" if chosen else member.scope_label

    return words
