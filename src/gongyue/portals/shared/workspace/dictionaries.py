"""字典: an organisation's own posts, shifts and sites; departments are shown only."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from gongyue.apps.registry.selectors.departments import departments_of
from gongyue.apps.workspace.selectors.dictionaries import dictionaries_of
from gongyue.apps.workspace.services.dictionaries import NewEntry, entry_retire, entry_save
from gongyue.portals.shared.acts import attempt, attempt_and_say
from gongyue.portals.shared.frame import framed
from gongyue.portals.shared.workspace.modules import own_desk

TEXT = {"class": "form-control"}


class EntryForm(forms.Form):
    dictionary = forms.CharField(widget=forms.HiddenInput, max_length=20)
    label = forms.CharField(
        label="名称",
        max_length=60,
        error_messages={"required": "请写名称", "max_length": "名称最多六十个字"},
        widget=forms.TextInput(attrs=TEXT),
    )
    code = forms.CharField(
        label="代码",
        max_length=30,
        required=False,
        help_text="以后不变；不写就用名称。改已有的一项，写它的代码。",
        error_messages={"max_length": "代码最多三十个字"},
        widget=forms.TextInput(attrs=TEXT),
    )
    also = forms.CharField(
        label="又写作",
        max_length=1_000,
        required=False,
        help_text="表格里的其他写法，用顿号隔开。",
        error_messages={"max_length": "写法太多了"},
        widget=forms.TextInput(attrs=TEXT),
    )
    position = forms.IntegerField(
        label="顺序",
        required=False,
        min_value=0,
        max_value=9_999,
        error_messages={"invalid": "顺序写数字", "min_value": "顺序写零以上的数"},
        widget=forms.NumberInput(attrs=TEXT),
    )


@require_safe
def dictionaries(request: HttpRequest) -> HttpResponse:
    """All lists of the organisation; owners only."""
    return _page(request)


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Add or change a value."""
    desk = own_desk(request)
    form = EntryForm(request.POST)
    if form.is_valid():
        facts = {**form.cleaned_data, "position": form.cleaned_data["position"] or 0}
        done, _ = attempt(
            form, entry_save, by=request.user, organisation_id=desk.pk, new=NewEntry(**facts),
            at=now(),
        )  # fmt: skip
        if done:
            messages.success(request, f"“{facts['label']}”已存进字典。")
            return redirect("workspace:dictionaries")
    return _page(request, form)


@require_POST
def retire(request: HttpRequest, entry_id: int) -> HttpResponse:
    """No longer offered; old records keep it."""
    desk = own_desk(request)
    facts = {"by": request.user, "organisation_id": desk.pk, "entry_id": entry_id, "at": now()}
    attempt_and_say(request, "已停用，原有记录不变。", entry_retire, **facts)
    return redirect("workspace:dictionaries")


def _page(request: HttpRequest, bad: EntryForm | None = None) -> HttpResponse:
    desk = own_desk(request)
    lists = dictionaries_of(request.user, desk.pk)
    wrong = bad.data.get("dictionary") if bad else ""
    forms_of = {one.name: EntryForm(initial={"dictionary": one.name}, prefix=None) for one in lists}
    if bad is not None and wrong in forms_of:
        forms_of[wrong] = bad
    for name, form in forms_of.items():
        form.auto_id = f"{name}_%s"
    rows = [(one, forms_of[one.name]) for one in lists]
    tree = [row for row in departments_of(request.user, desk.pk) if not row.retired]
    context = {"lists": rows, "bad": bad, "departments": tree}
    return framed(request, "workspace/dictionaries.html", context)
