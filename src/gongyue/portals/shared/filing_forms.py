"""The forms of 申报事项, the same on every desk and on the worker's phone."""

from typing import Any

from django import forms

from gongyue.apps.tasks.filings.handling import RESULTS
from gongyue.apps.tasks.filings.kinds import FilingKind
from gongyue.apps.tasks.filings.rating import BAD, GOOD, LEVELS
from gongyue.apps.tasks.filings.selectors import OfficeRow
from gongyue.portals.shared.files.uploads import FileFields

MOST = 3_000


def words_field(label: str, help_text: str = "", required: bool = True) -> forms.CharField:
    """What somebody writes; three thousand characters are plenty."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=MOST,
        help_text=help_text,
        error_messages={"required": f"请写{label}", "max_length": f"最多写 {MOST} 字"},
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 5}),
    )


class AnswerForm(FileFields):
    words = words_field("答复内容", "本人看得到。本人认为没有解决的，会再回到这里。")


class AskForm(FileFields):
    words = words_field("要补充什么", "本人补充之前，承诺的日子不走。")


class PassForm(forms.Form):
    to = forms.ChoiceField(
        label="转给哪个单位",
        error_messages={"required": "请选单位", "invalid_choice": "请从列出的单位里选"},
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    words = words_field("转办的理由", "本人和那个单位都看得到。")

    def __init__(self, *args: Any, offices: list[OfficeRow], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"].choices = [("", "请选"), *((str(o.office_id), o.name) for o in offices)]


class CloseForm(FileFields):
    outcome = forms.ChoiceField(
        label="结果",
        choices=[(outcome.value, outcome.label) for outcome in RESULTS],
        error_messages={"required": "请选结果", "invalid_choice": "请从列出的结果里选"},
        widget=forms.RadioSelect,
    )
    words = words_field("怎样办的", "不归本单位管的，写明该去哪里。本人看得到，不能改。")


class ReplyForm(FileFields):
    words = words_field("补充", "写清楚，办的人就看得到。")


class WithdrawForm(forms.Form):
    words = words_field("为什么撤回", required=False)


class RateForm(forms.Form):
    level = forms.TypedChoiceField(
        label="满意吗",
        coerce=int,
        choices=LEVELS,
        error_messages={"required": "请选一个", "invalid_choice": "请选一个"},
        widget=forms.RadioSelect,
    )
    reasons = forms.MultipleChoiceField(
        label="因为",
        required=False,
        choices=[*GOOD.items(), *BAD.items()],
        error_messages={"invalid_choice": "请从列出的里选"},
        widget=forms.CheckboxSelectMultiple,
    )
    words = forms.CharField(
        label="想说的话",
        required=False,
        max_length=500,
        error_messages={"max_length": "最多写 500 字"},
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 3}),
    )


class NewForm(FileFields):
    """What, to whom, in which words."""

    office = forms.ChoiceField(
        label="送给哪个单位",
        error_messages={"required": "请选单位", "invalid_choice": "请从列出的单位里选"},
        widget=forms.RadioSelect,
    )
    kind = forms.ChoiceField(
        label="是什么事",
        error_messages={"required": "请选一种", "invalid_choice": "请选一种"},
        widget=forms.RadioSelect,
    )
    words = words_field("事情", "什么时候、在哪里、谁、怎么回事，希望怎样办。不用写身份证号。")

    def __init__(
        self, *args: Any, offices: list[OfficeRow], kinds: list[FilingKind], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["office"].choices = [(str(o.office_id), o.name) for o in offices]
        self.fields["kind"].choices = [
            (k.name, f"{k.label}：{k.hint}" if k.hint else k.label) for k in kinds
        ]


class CounterForm(NewForm):
    name = forms.CharField(
        label="来访人姓名",
        max_length=40,
        error_messages={"required": "请填写来访人姓名"},
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )
    phone = forms.CharField(
        label="来访人手机号",
        max_length=20,
        help_text="凭流水号和手机号后四位，不用登录就能查进度。",
        error_messages={"required": "请填写来访人手机号"},
        widget=forms.TextInput(
            attrs={"class": "form-control", "type": "tel", "autocomplete": "off"}
        ),
    )
    field_order = ("name", "phone", "kind", "office", "words")


class PromiseForm(forms.Form):
    kind = forms.CharField(widget=forms.HiddenInput, max_length=40)
    days = forms.IntegerField(
        label="工作日",
        min_value=1,
        max_value=60,
        error_messages={
            "required": "请填工作日",
            "invalid": "请填整数",
            "min_value": "至少 1 个工作日",
            "max_value": "最多 60 个工作日",
        },
        widget=forms.NumberInput(attrs={"class": "form-control"}),
    )
