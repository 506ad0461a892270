"""部门: the tree that imports begin and the owner puts in order; data scopes follow it."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.registry.permissions import NOT_FOR_YOU, require_can
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.selectors.departments import DepartmentView, departments_of
from gongyue.apps.registry.services.departments import (
    add_department,
    change_department,
    retire_department,
)
from gongyue.portals.enterprise.desk import my_own_desk
from gongyue.portals.shared.acts import attempt, attempt_and_say
from gongyue.portals.shared.desks import Desk


class DepartmentForm(forms.Form):
    name = forms.CharField(
        label="名称",
        max_length=60,
        error_messages={"required": "请填写部门名称"},
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
    parent = forms.ChoiceField(
        label="上级部门",
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    also = forms.CharField(
        label="又写作",
        max_length=1_300,
        required=False,
        help_text="表格里的其他写法，用顿号隔开。这样写的人也算在这个部门里。",
        error_messages={"max_length": "写法太多了"},
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )

    def __init__(self, tree: list[DepartmentView], *args: object, **more: object) -> None:
        super().__init__(*args, **more)
        names = [(str(row.department_id), row.full_name) for row in tree if not row.retired]
        self.fields["parent"].choices = [("", "没有上级"), *names]

    def facts(self) -> dict[str, object]:
        """As the services take them."""
        parent = self.cleaned_data["parent"]
        told = {"name": self.cleaned_data["name"], "parent_id": int(parent) if parent else None}
        return told | ({"also": self.cleaned_data["also"]} if "also" in self.fields else {})


@require_http_methods(["GET", "HEAD", "POST"])
def departments(request: HttpRequest) -> HttpResponse:
    """The tree; the owner adds to it."""
    desk = my_own_desk(request)
    tree = departments_of(request.user, desk.pk)
    form = DepartmentForm(tree, *([request.POST] if request.method == "POST" else []))
    del form.fields["also"]  # of one that is there
    if form.is_valid():
        facts = {"by": request.user, "organisation_id": desk.pk, "at": now(), **form.facts()}
        if attempt(form, add_department, **facts)[0]:
            return redirect("enterprise:departments")
    context = {"desk": desk, "form": form, "tree": tree}
    return render(request, "enterprise/departments.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def department(request: HttpRequest, department_id: int) -> HttpResponse:
    """Rename it, or hang it under another one."""
    desk = my_own_desk(request)
    require_can(request.user, Can.MANAGE_MEMBERS, desk.pk)
    tree = departments_of(request.user, desk.pk)
    found = _one(tree, department_id)
    given = [request.POST] if request.method == "POST" else []
    initial = {
        "name": found.name,
        "parent": str(found.parent_id or ""),
        "also": "、".join(found.also),
    }
    form = DepartmentForm(tree, *given, initial=initial)
    if form.is_valid():
        facts = {"by": request.user, "department_id": department_id, "at": now(), **form.facts()}
        if attempt(form, change_department, **facts)[0]:
            return redirect("enterprise:departments")
    context = {"desk": desk, "form": form, "department": found}
    return render(request, "enterprise/department.html", context)


@require_POST
def retire(request: HttpRequest, department_id: int) -> HttpResponse:
    """No longer offered, or offered again."""
    desk: Desk = my_own_desk(request)
    _one(departments_of(request.user, desk.pk), department_id)
    facts = {"by": request.user, "department_id": department_id, "at": now()}
    attempt_and_say(request, "已改。", retire_department, **facts)
    return redirect("enterprise:departments")


def _one(tree: list[DepartmentView], department_id: int) -> DepartmentView:
    for row in tree:
        if row.department_id == department_id:
            return row
    raise NotFound(NOT_FOR_YOU)
