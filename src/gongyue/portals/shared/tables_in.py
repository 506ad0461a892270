"""表格进来: a table as a file, or pasted from Excel, WPS, WeChat or a web page."""

from dataclasses import dataclass
from typing import Any

from django import forms

KINDS_OF_FILE = (
    ".xlsx,.xlsm,.xls,.et,.ods,.csv,.txt,.htm,.html,.xml,.mht,.pdf,.jpg,.jpeg,.png,.bmp,.tif,"
    ".tiff,.webp"
)
PASTED = "粘贴的表格.txt"
LONGEST_PASTED = 5_000_000


@dataclass(frozen=True)
class Table:
    """What was handed in, whichever way."""

    content: bytes
    name: str


class TableForm(forms.Form):
    """One of the two: a file, or text with the cells of a table in it."""

    file = forms.FileField(
        label="表格文件",
        required=False,
        max_length=200,
        error_messages={"empty": "这个文件是空的，请换一个", "missing": "没有收到文件，请重新选择"},
        widget=forms.ClearableFileInput(attrs={"accept": KINDS_OF_FILE}),
    )
    pasted = forms.CharField(
        label="或者把表格粘贴在这里",
        required=False,
        strip=False,
        max_length=LONGEST_PASTED,
        error_messages={"max_length": "粘贴的内容太多，请存成文件再上传"},
        widget=forms.Textarea(
            attrs={
                "class": "form-control paste-box",
                "rows": 4,
                "spellcheck": "false",
                "data-paste-table": "",
                "placeholder": "在 Excel、WPS 里选中带表头的格子，复制，到这里粘贴",
            }
        ),
    )

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if self.errors:
            return facts
        has_text = bool(facts.get("pasted", "").strip())
        if not facts.get("file") and not has_text:
            self.add_error("file", "请选择一个文件，或者把表格粘贴到下面的框里")
        return facts

    def table(self) -> Table:
        """What to read, once valid; a chosen file goes before pasted text."""
        file = self.cleaned_data.get("file")
        if file:
            return Table(file.read(), file.name)
        text = self.cleaned_data["pasted"].replace("\r\n", "\n")
        return Table(text.encode("utf-8", "replace"), PASTED)
