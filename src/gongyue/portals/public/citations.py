"""引用核对: paste a text, see which articles it cites and whether they stand. Nothing is kept."""

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongyue.apps.knowledge.citing import WRONG, Checked, State, check_citations

LONGEST = 50_000


class CitationsForm(forms.Form):
    """`on`: the day on which the citations must stand; today when it is left out."""

    text = forms.CharField(
        label="文字",
        max_length=LONGEST,
        error_messages={
            "required": "请贴一段文字",
            "max_length": f"文字超过 {LONGEST} 字，请分几次",
        },
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 8}),
    )
    on = forms.DateField(
        label="按哪天",
        required=False,
        help_text="不填就按今天",
        error_messages={"invalid": "日期写成 2025-06-30 这样"},
        widget=forms.DateInput(attrs={"class": "form-control", "type": "date"}),
    )
    use_required_attribute = False


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def citations(request: HttpRequest) -> HttpResponse:
    """The form; and what stands of what was pasted."""
    form = CitationsForm(request.POST if request.method == "POST" else None)
    context: dict[str, object] = {"form": form}
    if form.is_bound and form.is_valid():
        day = form.cleaned_data["on"] or localdate()
        checked = check_citations(form.cleaned_data["text"], on=day)
        wrong = sum(row.state in WRONG for row in checked)
        rows = [(row, _address(row)) for row in checked]
        context |= {"asked": True, "checked": rows, "wrong": wrong}
    return render(request, "public/citations.html", context)


def _address(row: Checked) -> str:
    """The page of an article that exists; empty where there is none to show."""
    if row.state != State.EXISTS or not row.source_id:
        return ""
    return f"/law/{row.source_id}/{row.place}/" if row.place else f"/law/{row.source_id}/"
