"""What the page of certificates asks."""

from typing import Any

from django import forms

from gongyue.apps.documents.services.certificates import PURPOSE_LIMIT, RECIPIENT_LIMIT
from gongyue.kernel.money import parse_decimal


class CertificateForm(forms.Form):
    kind = forms.ChoiceField(
        label="哪一种",
        choices=[("employed", "在职证明"), ("employment", "用工情况说明（在职、离职都可以）")],
        error_messages={"required": "请选择哪一种", "invalid_choice": "请选择哪一种"},
        widget=forms.RadioSelect,
    )
    recipient = forms.CharField(
        label="出具给谁",
        max_length=RECIPIENT_LIMIT,
        error_messages={"required": "请填写出具给谁", "max_length": f"最多 {RECIPIENT_LIMIT} 字"},
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
    use = forms.CharField(
        label="用途",
        max_length=PURPOSE_LIMIT,
        help_text="印在证明上，本人也看得到。例如：办理居住证",
        error_messages={"required": "请填写用途", "max_length": f"最多 {PURPOSE_LIMIT} 字"},
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
    income = forms.CharField(
        label="税前月收入",
        required=False,
        max_length=20,
        help_text="要写收入的才填，会同时印大写",
        error_messages={"max_length": "请用数字填写，例如 6380.50"},
        widget=forms.TextInput(attrs={"class": "form-control", "inputmode": "decimal"}),
    )
    whole_number = forms.BooleanField(
        label="印完整的证件号码（银行、签证等要求时）", required=False
    )
    use_required_attribute = False

    def clean_income(self) -> Any:
        text = self.cleaned_data["income"].strip()
        if not text:
            return None
        try:
            return parse_decimal(text)
        except ValueError:
            raise forms.ValidationError("请用数字填写，例如 6380.50") from None
