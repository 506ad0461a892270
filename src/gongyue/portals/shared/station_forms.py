"""The forms of the counter."""

from typing import Any

from django import forms

from gongyue.apps.registry.delegating import Act, Relation
from gongyue.apps.registry.stationing import Presence

FIELD = {"class": "form-control", "autocomplete": "off"}
BIG = {**FIELD, "class": "form-control form-control-lg"}
DAYS = (("30", "三十天"), ("180", "半年"), ("365", "一年"))


def _text(label: str, *, required: str = "", length: int = 80, help_text: str = "") -> Any:
    return forms.CharField(
        label=label,
        max_length=length,
        required=bool(required),
        help_text=help_text,
        error_messages={"required": required} if required else {},
        widget=forms.TextInput(attrs=BIG),
    )


class StartForm(forms.Form):
    presence = forms.ChoiceField(
        label="谁来了",
        choices=Presence.choices,
        initial=Presence.SELF,
        widget=forms.RadioSelect,
    )
    name = _text("本人姓名", required="请填姓名", length=40, help_text="照证件上的写")
    id_number = _text(
        "本人证件号码",
        required="请填证件号码",
        length=30,
        help_text="身份证、港澳台居民居住证、来往通行证、外国人永久居留身份证",
    )
    delegate_id_number = _text("受托人的证件号码", length=30, help_text="受托人来的才填")
    queue_number = _text("排队号", length=12)
    agreed = forms.BooleanField(
        label="上面的话念过了，来访人说同意",
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )


class PhoneForm(forms.Form):
    phone = forms.CharField(
        label="来访人的手机号",
        max_length=20,
        error_messages={"required": "请填手机号"},
        widget=forms.TextInput(attrs={**BIG, "inputmode": "tel"}),
    )
    code = forms.CharField(
        label="验证码",
        max_length=10,
        required=False,
        help_text="先发送，来访人念给您听",
        widget=forms.TextInput(attrs={**BIG, "inputmode": "numeric"}),
    )


class DelegationForm(forms.Form):
    relation = forms.ChoiceField(
        label="受托人是来访人的什么人",
        choices=[(each.value, each.label) for each in tuple(Relation)[:7]],
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    name = _text("受托人姓名", required="请填姓名", length=40)
    delegate_id_number = _text("受托人证件号码", required="请填证件号码", length=30)
    phone = _text("受托人手机号", required="请填手机号", length=20, help_text="要已经绑定本人身份")
    acts = forms.MultipleChoiceField(
        label="能替来访人办什么",
        choices=Act.choices,
        error_messages={"required": "请至少勾一件"},
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.ChoiceField(label="到什么时候", choices=DAYS, initial="180")


class CorrectForm(forms.Form):
    field = forms.ChoiceField(label="哪一项不对", required=False, widget=forms.RadioSelect)
    right = _text("应该是什么")
    words = forms.CharField(
        label="来访人怎么说",
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 3}),
    )

    def __init__(self, *args: Any, fields: list[tuple[str, str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        said = [(name, f"{label}：{text}") for name, label, text in fields]
        self.fields["field"].choices = [*said, ("", "别的，写在下面")]


class IntentionForm(forms.Form):
    posts = _text("想找什么工作", required="请写想找什么工作", help_text="比如：电工、保洁、月嫂")
    place = _text("想在哪里")
    wage = _text("希望的工资")
    hours = _text("什么时候能上班", help_text="比如：随时、晚上、农闲")
    words = forms.CharField(
        label="别的要求",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
    )
