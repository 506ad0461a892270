"""街道乡镇: the list the city's addresses are chosen from, brought in as a file."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from gongyue.apps.registry.selectors.streets import street_districts, streets_in
from gongyue.apps.registry.services.streets import StreetsImported, streets_import
from gongyue.apps.registry.street_files import LARGEST
from gongyue.portals.operator.desk import my_desk
from gongyue.portals.shared.acts import attempt
from gongyue.portals.shared.exporting import Column, exported
from gongyue.portals.shared.paging import page_of
from gongyue.portals.shared.places import place_name

SHOWN = 100  # problems on the page; whoever has more mends these first
COLUMNS = (
    Column("代码", lambda row: row.code),
    Column("名称", lambda row: row.name),
    Column("区县", lambda row: place_name(row.code[:6])),
    Column("停用", lambda row: "停用" if row.retired_at else ""),
)


class StreetsForm(forms.Form):
    file = forms.FileField(
        label="街道乡镇的 CSV 文件",
        max_length=200,
        error_messages={
            "required": "请选择文件",
            "empty": "这个文件是空的，请换一个",
            "missing": "没有收到文件，请重新选择",
        },
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt"}),
    )
    complete = forms.BooleanField(label="文件里没有写的街道停用", required=False)

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(f"文件超过 {LARGEST // 1024 // 1024} MB，请分成几份")
        return file


@require_http_methods(["GET", "HEAD", "POST"])
def streets(request: HttpRequest) -> HttpResponse:
    """The districts that have streets, or the streets of one; a file adds to them."""
    desk = my_desk(request)
    form = StreetsForm(request.POST or None, request.FILES or None)
    done = _imported(request, form) if request.method == "POST" and form.is_valid() else None
    district = request.GET.get("district", "")[:6]
    rows = streets_in(request.user, district)
    if file := exported(request, "街道乡镇", COLUMNS, lambda: rows):
        return file
    context = {"desk": desk, "form": form, "done": done, "district": district, "shown": SHOWN}
    context |= {"name": place_name(district) if district else ""}
    context |= {"page": page_of(request, rows if district else street_districts(request.user), 50)}
    return render(request, "operator/streets.html", context)


def _imported(request: HttpRequest, form: StreetsForm) -> StreetsImported | None:
    facts = {"by": request.user, "at": now(), "complete": form.cleaned_data["complete"]}
    content = form.cleaned_data["file"].read()
    done: StreetsImported | None = attempt(form, streets_import, content=content, **facts)[1]
    return done
