"""/design/ — look here before building a screen, and after changing a style."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongyue.portals.shared import samples


@dataclass(frozen=True)
class Exhibit:
    slug: str
    name: str
    what: str


EXHIBITS = (
    Exhibit("figure", "数 Figure", "金额、日期或结论，点开就是逐行算式"),
    Exhibit("article", "条 Article", "法条小签，点开是说明、出处和施行时间"),
    Exhibit("two-sides", "双 Two sides", "双方各怎么说：一致、有争议、等待、缺记录"),
    Exhibit("clock", "时 Clock", "法定期限：还有几天、到期会怎样、依据哪条"),
    Exhibit("doubt", "疑 Doubt", "过期、未建模、拿不准：为什么、问谁"),
    Exhibit("fields", "表单", "标签、说明、报错、单位、选择、文件"),
    Exhibit("tables", "账页与翻页", "表头、数字、合计、勾选、空表"),
    Exhibit("files", "文件与文书", "上传、附件列表、出具过的文书"),
    Exhibit("pieces", "小件", "标记、提示、步骤、空状态、按钮"),
    Exhibit("colours", "颜色与字", "每种颜色只有一个意思"),
)
LAYOUTS = {
    "public": "公众页面",
    "worker": "劳动者（手机）",
    "desk": "工作台",
    "print": "A4 文书",
}


@login_not_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "design/index.html", {"exhibits": EXHIBITS, "layouts": LAYOUTS.items()})


@login_not_required
@require_safe
def component(request: HttpRequest, name: str) -> HttpResponse:
    exhibit = next((each for each in EXHIBITS if each.slug == name), None)
    if exhibit is None:
        raise Http404("没有这件")
    context = {"exhibit": exhibit, **samples.of(name)}
    return render(request, f"design/{name}.html", context)


@login_not_required
@require_safe
def layout(request: HttpRequest, name: str) -> HttpResponse:
    if name not in LAYOUTS:
        raise Http404("没有这个版式")
    rows = Paginator(samples.ROWS, 8).get_page(request.GET.get("page"))
    context = {"page": rows, "figure": samples.FIGURE, "sides": samples.SIDES, "acts": samples.ACTS}
    if name in samples.MENUS:
        context["menu"] = samples.MENUS[name]
    return render(request, f"design/layout_{name}.html", context)
