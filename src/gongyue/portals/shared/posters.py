"""海报: for the wall of a site or shop. Scan it, and the public page opens; nothing to install."""

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header

from gongyue.apps.documents.paper.poster import SIZES, Poster, print_poster
from gongyue.portals.shared.desks import Desk

PHONE = "12333"


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What a poster is about: its words, and the page the code opens."""

    key: str
    title: str
    words: str
    route: str
    steps: tuple[str, ...]


SUBJECTS = (
    Subject(
        key="calculators",
        title="工钱算一算",
        words="加班费、补偿金，按法律算给您看。不装软件，不用登录，不收钱。",
        route="public:calculators",
        steps=("扫上面的码", "填几个数", "看怎么算的、依据哪一条"),
    ),
    Subject(
        key="records",
        title="您的记录，您来核对",
        words="合同、考勤、工资，单位登记了什么，您说了才算数。",
        route="worker:home",
        steps=("扫上面的码", "用手机号收验证码登录", "对的点确认，不对的写明"),
    ),
    Subject(
        key="checkup",
        title="用工体检",
        words="小单位也能查：合同、工资、社保有没有问题，怎么补。",
        route="public:checkup",
        steps=("扫上面的码", "放进花名册", "看问题、依据和补救"),
    ),
)
TITLES = [(subject.key, subject.title) for subject in SUBJECTS]
PAPERS = {"a4": "A4", "a3": "A3（两张 A4 大）"}


class PosterForm(forms.Form):
    subject = forms.ChoiceField(
        label="贴哪一张",
        choices=TITLES,
        initial=TITLES[0][0],
        error_messages={"required": "请选一张", "invalid_choice": "请选一张"},
        widget=forms.RadioSelect,
    )
    size = forms.ChoiceField(
        label="纸张",
        choices=[(size, PAPERS[size]) for size in SIZES],
        initial="a4",
        error_messages={"required": "请选纸张", "invalid_choice": "请选纸张"},
        widget=forms.RadioSelect,
    )
    place = forms.CharField(
        label="落款",
        max_length=60,
        help_text="谁贴的、贴在哪里，印在左下角",
        error_messages={"required": "请写落款"},
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
    phone = forms.CharField(
        label="有事打这个电话",
        max_length=20,
        error_messages={"required": "请写一个电话"},
        widget=forms.TextInput(attrs={"class": "form-control", "inputmode": "tel"}),
    )


def poster_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The form; filled in, the answer is the sheet itself. Nothing is stored."""
    given = {"place": desk.here.name, "phone": PHONE}
    form = PosterForm(request.POST or None, initial=given)
    if request.method == "POST" and form.is_valid():
        return _sheet(request, form.cleaned_data)
    return render(request, "desk/posters.html", {"desk": desk, "form": form, "subjects": SUBJECTS})


def _sheet(request: HttpRequest, asked: dict[str, str]) -> HttpResponse:
    subject = next(each for each in SUBJECTS if each.key == asked["subject"])
    made = print_poster(
        Poster(
            title=subject.title,
            words=subject.words,
            scan="微信扫一扫",
            url=request.build_absolute_uri(reverse(subject.route)),
            steps=subject.steps,
            place=asked["place"],
            phone=asked["phone"],
            size=asked["size"],
        )
    )
    response = HttpResponse(made.pdf, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"海报-{subject.title}-{asked['size'].upper()}.pdf"
    )
    return response
