"""导入表格: a workbook becomes a plan, the plan is looked at and changed, then carried out."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongyue.apps.registry.blanks import BLANKS
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.selectors.batches import BatchPage, batch_page, batches_of
from gongyue.apps.registry.selectors.marked import marked_file
from gongyue.apps.registry.selectors.readings import doubtful_cells, mappings_of, offers_for
from gongyue.apps.registry.services.imports import (
    import_correct,
    import_discard,
    import_plan,
    import_replan,
    import_restart,
    import_start,
)
from gongyue.apps.registry.services.mappings import change_mapping, forget_mapping
from gongyue.apps.registry.services.recalling import import_recall
from gongyue.apps.registry.services.undo import import_undo
from gongyue.engines.workbook.fields import FIELDS
from gongyue.portals.enterprise.checkups import DayForm
from gongyue.portals.enterprise.desk import my_desk
from gongyue.portals.enterprise.exports import IMPORTS, MAPPINGS
from gongyue.portals.enterprise.imports_forms import (
    ROLES,
    ColumnsForm,
    WorkbookForm,
    corrections_of,
    groups_of,
    overrides_of,
    shapes_of,
)
from gongyue.portals.shared.acts import attempt, attempt_and_say
from gongyue.portals.shared.drafts import (
    Draft,
    Now,
    conflict_page,
    draft_of,
    is_stale,
    once_only,
    sent,
)
from gongyue.portals.shared.exporting import attachment, exported
from gongyue.portals.shared.paging import page_of

RUNNING = {"reading", "queued", "running"}
DOUBTS_A_PAGE = 30
HISTORY = 500
JUDGE = "enterprise:check_import"
STAGES = {
    "": "排队中",
    "reading": "正在识别图片上的文字，一页大约几秒到半分钟",
    "matching": "正在对人",
    "sealing": "正在加密",
    "writing": "正在写入",
    "done": "写完了",
}


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Drop a workbook; below, what was imported before."""
    desk = my_desk(request)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = WorkbookForm(*sent)
    if form.is_valid():
        table, facts = form.table(), {"by": request.user, "organisation_id": desk.pk, "at": now()}
        done, batch = attempt(form, import_plan, content=table.content, name=table.name, **facts)
        if done:
            return redirect("enterprise:import", batch.pk)
    may = Can.IMPORT_RECORDS in desk.here.rights
    history = batches_of(request.user, desk.pk, limit=HISTORY) if may else []
    if file := exported(request, "导入记录", IMPORTS, lambda: history):
        return file
    context = {"desk": desk, "form": form, "page": page_of(request, history, 20)}
    context |= {
        "blanks": BLANKS.values(),
        "remembered": len(mappings_of(request.user, desk.pk)) if may else 0,
    }
    return render(request, "enterprise/imports/list.html", context)


@require_safe
def import_one(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """The plan, the progress or the result: whatever the batch is at."""
    batch = batch_page(request.user, batch_id, at=now())
    desk = my_desk(request)
    context = {
        "desk": desk,
        "batch": batch,
        "may_judge": Can.CHECK_UP in desk.here.rights and JUDGE not in desk.off,
        "day": DayForm(initial={"on": request.GET.get("on", "")[:10] or localdate()}),
        "draft": draft_of_batch(request, batch),
        "groups": groups_of(batch.sheets, batch.shapes),
        "roles": ROLES.items(),
        "offers": offers_for(request.user, batch_id),
        "doubts": page_of(request, doubtful_cells(request.user, batch_id), DOUBTS_A_PAGE),
        "problems": page_of(request, batch.problems, 50),
        "running": batch.state in RUNNING,
        "stage": STAGES.get("reading" if batch.state == "reading" else batch.stage, ""),
        "hidden": [sheet["name"] for sheet in batch.sheets if sheet["hidden"]],
    }
    return render(request, "enterprise/imports/page.html", context)


def draft_of_batch(request: HttpRequest, batch: BatchPage) -> Draft:
    """Corrections of columns are about the mapping as it was shown."""
    return draft_of(request, f"import-{batch.batch_id}", batch.state, batch.overrides)


@require_safe
def progress(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """The fragment that asks for itself every two seconds, and reloads the page at the end."""
    batch = batch_page(request.user, batch_id, at=now())
    stage = "reading" if batch.state == "reading" else batch.stage
    context = {"batch": batch, "stage": STAGES.get(stage, "")}
    response = render(request, "enterprise/imports/_progress.html", context)
    if batch.state not in RUNNING:
        response["HX-Refresh"] = "true"
    return response


@require_POST
@once_only
def remap(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Read the workbook again with columns mapped by hand; a colleague's mapping made meanwhile is
    not overwritten unseen."""
    batch, data = batch_page(request.user, batch_id, at=now()), sent(request) or request.POST
    draft = draft_of_batch(request, batch)
    form = ColumnsForm(batch.sheets, data)
    if form.is_valid() and is_stale(request, draft):
        back = reverse("enterprise:import", args=[batch_id])
        about = [("这次导入", batch.state_label)]
        now_is = Now(says=form.now(), about=about, back=back)
        return conflict_page(request, form, draft, layout="desk", now_is=now_is)
    attempt_and_say(
        request,
        "已按新的对应重新读表，请再核对一次。",
        import_replan,
        by=request.user,
        batch_id=batch_id,
        overrides=overrides_of(data, batch.sheets, batch.overrides),
        shapes=shapes_of(data, batch.sheets, batch.shapes),
        include_hidden=data.get("include_hidden") == "yes",
        at=now(),
    )
    return redirect("enterprise:import", batch_id)


@require_POST
def recall(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """按上次的对应: take over what was remembered for a sheet like this."""
    my_desk(request)
    chosen: dict[str, list[str]] = {name: [] for name in request.POST.getlist("sheet")}
    for place in request.POST.getlist("column"):
        sheet, _, letter = place.rpartition("|")
        chosen.setdefault(sheet, []).append(letter)
    facts = {"by": request.user, "batch_id": batch_id, "chosen": chosen, "at": now()}
    attempt_and_say(request, "已按上次的对应读表，请再核对一次。", import_recall, **facts)
    return redirect("enterprise:import", batch_id)


@require_POST
def correct(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Cells of a scan as a person read them."""
    my_desk(request)
    cells = corrections_of(request.POST.dict())
    count = sum(map(len, cells.values()))
    if not count:
        messages.warning(request, "还没有勾选或更改。看过图片，对的打勾，不对的改过来。")
        return redirect("enterprise:import", batch_id)
    facts = {"by": request.user, "batch_id": batch_id, "corrections": cells, "at": now()}
    attempt_and_say(
        request, f"{count} 格已核对，按核对后的内容重新读了一遍。", import_correct, **facts
    )
    return redirect("enterprise:import", batch_id)


@require_safe
def marked(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """The firm's own file with a column 「问题」."""
    my_desk(request)
    done, file = attempt_and_say(request, "", marked_file, viewer=request.user, batch_id=batch_id)
    if not done:
        return redirect("enterprise:import", batch_id)
    return attachment(file.content, file.name)


@require_safe
def mappings(request: HttpRequest) -> HttpResponse:
    """记住的列对应: what was corrected before, how often it helped; change or forget it."""
    desk = my_desk(request)
    rows = mappings_of(request.user, desk.pk)
    if file := exported(request, "记住的列对应", MAPPINGS, lambda: rows):
        return file
    context = {"desk": desk, "page": page_of(request, rows, 20), "roles": ROLES.items()}
    context["fields"] = [(field.name, field.label) for field in FIELDS.values()]
    return render(request, "enterprise/imports/mappings.html", context)


@require_POST
def mapping(request: HttpRequest, mapping_id: UUID) -> HttpResponse:
    """Change one, or forget it."""
    my_desk(request)
    facts = {"by": request.user, "mapping_id": mapping_id, "at": now()}
    if request.POST.get("act") == "forget":
        attempt_and_say(request, "已忘掉，下次不再提示。", forget_mapping, **facts)
    else:
        prefix = "column-"
        fields = {
            k.removeprefix(prefix): v for k, v in request.POST.items() if k.startswith(prefix)
        }
        facts |= {"fields": fields, "role": request.POST.get("role", "")}
        attempt_and_say(request, "已改好，下次按新的提示。", change_mapping, **facts)
    return redirect("enterprise:mappings")


@require_POST
def start(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Carry the plan out."""
    return _act(request, batch_id, import_start, "")


@require_POST
def restart(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Start again what failed or was killed."""
    return _act(request, batch_id, import_restart, "已重新开始。")


@require_POST
def discard(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Give it up; the file goes."""
    return _act(request, batch_id, import_discard, "已放弃这次导入，上传的文件已删除。")


@require_POST
def undo(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Take the records back, or say which one stands in the way."""
    return _act(request, batch_id, import_undo, "已撤销。原来的内容和这次撤销都查得到。")


def _act(
    request: HttpRequest, batch_id: UUID, service: Callable[..., Any], done: str
) -> HttpResponse:
    attempt_and_say(request, done, service, by=request.user, batch_id=batch_id, at=now())
    return redirect("enterprise:import", batch_id)
