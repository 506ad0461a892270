"""The two ways to write a change: one value in a form, or a patch as a file or text."""

from typing import Any

from django import forms

from gongyue.apps.impact.writing import patch_of
from gongyue.apps.registry.permissions import covers
from gongyue.law.rulebook import UNITS, default_book

LARGEST = 512 * 1024
INVENTED = "9999"


def _day(label: str, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        error_messages={"required": f"请填写{label}", "invalid": "请填写日期，例如 2026-09-01"},
        widget=forms.DateInput(attrs={"class": "form-control", "type": "date"}, format="%Y-%m-%d"),
    )


class _Run(forms.Form):
    title = forms.CharField(
        label="题目",
        max_length=80,
        required=False,
        help_text="给自己看，可以不填",
        error_messages={"max_length": "最多写 80 字"},
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
    on = _day("按哪一天的情况", "选改动生效以后的一天；人员和工资用现在的登记")
    use_required_attribute = False
    mistakes: Any = ()


class ChangeForm(_Run):
    """Place, value, from when, on what ground."""

    place = forms.ChoiceField(
        label="哪里",
        error_messages={"required": "请选地方", "invalid_choice": "请从表里选一个地方"},
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    parameter = forms.ChoiceField(
        label="改哪一项",
        error_messages={"required": "请选一项", "invalid_choice": "请从表里选一项"},
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    first = _day("从哪天起")
    value = forms.CharField(
        label="改成多少",
        max_length=20,
        help_text="只写数字；比例写小数，8% 写 0.08",
        error_messages={"required": "请填写改成多少", "max_length": "数字太长"},
        widget=forms.TextInput(attrs={"class": "form-control", "inputmode": "decimal"}),
    )
    source = forms.CharField(
        label="依据",
        max_length=100,
        help_text="文件名称；还没有公布的写“征求意见稿”",
        error_messages={"required": "请填写依据", "max_length": "最多写 100 字"},
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
    field_order = ("place", "parameter", "first", "value", "source", "on", "title")

    def __init__(self, reach: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", "请选择"), *places_of(reach)]  # type: ignore[attr-defined]
        self.fields["parameter"].choices = [("", "请选择"), *figures()]  # type: ignore[attr-defined]

    def patch_text(self) -> str:
        names = ("place", "parameter", "first", "value", "source")
        return patch_of(**{name: self.cleaned_data[name] for name in names})


class PatchForm(_Run):
    """A file, or the text itself."""

    file = forms.FileField(label="改动文件（YAML）", required=False)
    text = forms.CharField(
        label="或者粘贴在这里",
        required=False,
        strip=False,
        max_length=LARGEST,
        error_messages={"max_length": "太长，只写要改的几行"},
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 8, "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("file") and not (given.get("text") or "").strip():
            self.add_error("file", "请选文件，或者粘贴内容")
        elif given.get("file") and given["file"].size > LARGEST:
            self.add_error("file", "文件太大，只写要改的几行")
        return given

    def patch_text(self) -> str:
        file = self.cleaned_data.get("file")
        if file:
            return str(file.read().decode("utf-8-sig", "replace"))
        return str(self.cleaned_data["text"])


def places_of(reach: str) -> list[tuple[str, str]]:
    """The tables that apply somewhere within an office's place."""
    tables = default_book().tables
    return [
        (code, table.name)
        for code, table in sorted(tables.items(), key=lambda pair: (pair[0] != "cn", pair[0]))
        if code == "cn" or covers(reach, code) or covers(code, reach)
    ]


def figures() -> list[tuple[str, str]]:
    """Every figure of the tables that is a number, by its label."""
    found = {
        parameter.name: f"{parameter.label}（{UNITS[parameter.unit]}）"
        for table in default_book().tables.values()
        for parameter in table.parameters.values()
        if parameter.unit != "choice"
    }
    return sorted(found.items(), key=lambda pair: pair[1])
