"""法规文本: what is installed, and files coming in; looked at first, kept when asked."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from gongyue.apps.knowledge.reading import LARGEST
from gongyue.apps.knowledge.selectors.acts import versions_installed
from gongyue.apps.knowledge.services.importing import NEW, REFUSED, SAME, FileRead, statutes_import
from gongyue.portals.operator.desk import my_desk
from gongyue.portals.shared.acts import attempt
from gongyue.portals.shared.exporting import Column, exported
from gongyue.portals.shared.paging import page_of

MOST, LARGEST_TOGETHER = 50, 40 * 1024 * 1024
COLUMNS = (
    Column("名称", lambda row: row.act.title),
    Column("版本", lambda row: str(row.promulgated or "")),
    Column("施行", lambda row: str(row.in_force_from or "")),
    Column("文号", lambda row: row.number),
    Column("条数", lambda row: str(row.article_count)),
    Column("文件", lambda row: row.file_name),
)


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files of one field."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = list(data) if isinstance(data, list | tuple) else [data] if data else []
        if not files:
            raise forms.ValidationError("请选择文件")
        if len(files) > MOST:
            raise forms.ValidationError(f"一次最多 {MOST} 个文件")
        if sum(file.size or 0 for file in files) > LARGEST_TOGETHER:
            raise forms.ValidationError(
                f"加起来超过 {LARGEST_TOGETHER // 1024 // 1024} MB，请分几次"
            )
        return files


class StatutesForm(forms.Form):
    files = FilesField(
        label="法规文本（docx、txt、Markdown，可以多选）",
        widget=ManyFiles(attrs={"accept": ".docx,.txt,.md"}),
    )
    keep = forms.BooleanField(label="看过了，导入", required=False)
    use_required_attribute = False


@require_http_methods(["GET", "HEAD", "POST"])
def statutes(request: HttpRequest) -> HttpResponse:
    """What is installed; and of files sent what was understood, kept or not."""
    desk = my_desk(request)
    sent = request.method == "POST"
    form = StatutesForm(request.POST if sent else None, request.FILES if sent else None)
    done = _imported(request, form) if sent and form.is_valid() else None
    rows = versions_installed()
    if file := exported(request, "法规文本", COLUMNS, lambda: rows):
        return file
    context: dict[str, Any] = {"desk": desk, "form": form, "page": page_of(request, rows, 50)}
    return render(request, "operator/statutes.html", context | (_told(form, done)))


def _imported(request: HttpRequest, form: StatutesForm) -> list[FileRead] | None:
    files = ((file.name or "", file.read(LARGEST + 1)) for file in form.cleaned_data["files"])
    facts = {"by": request.user, "at": now(), "dry_run": not form.cleaned_data["keep"]}
    done: list[FileRead] | None = attempt(form, statutes_import, files=files, **facts)[1]
    return done


def _told(form: StatutesForm, done: list[FileRead] | None) -> dict[str, Any]:
    if done is None:
        return {}
    counted = {name: sum(read.outcome == name for read in done) for name in (NEW, SAME, REFUSED)}
    return {"done": done, "counted": counted, "kept": form.cleaned_data["keep"]}
