"""导入表格: a workbook becomes a plan, the plan is looked at and changed, then carried out."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.selectors.batches import BatchPage, batch_page, batches_of
from gongyue.apps.registry.services.imports import (
    import_discard,
    import_plan,
    import_replan,
    import_restart,
    import_start,
)
from gongyue.apps.registry.services.undo import import_undo
from gongyue.portals.enterprise.desk import my_desk
from gongyue.portals.enterprise.exports import IMPORTS
from gongyue.portals.enterprise.imports_forms import (
    ColumnsForm,
    WorkbookForm,
    groups_of,
    overrides_of,
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
from gongyue.portals.shared.exporting import exported
from gongyue.portals.shared.paging import page_of

RUNNING = {"queued", "running"}
HISTORY = 500
STAGES = {
    "": "排队中",
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
        done, batch = attempt(
            form,
            import_plan,
            by=request.user,
            organisation_id=desk.pk,
            content=form.cleaned_data["file"].read(),
            name=form.cleaned_data["file"].name,
            at=now(),
        )
        if done:
            return redirect("enterprise:import", batch.pk)
    may = Can.IMPORT_RECORDS in desk.here.rights
    history = batches_of(request.user, desk.pk, limit=HISTORY) if may else []
    if file := exported(request, "导入记录", IMPORTS, lambda: history):
        return file
    context = {"desk": desk, "form": form, "page": page_of(request, history, 20)}
    return render(request, "enterprise/imports/list.html", context)


@require_safe
def import_one(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """The plan, the progress or the result: whatever the batch is at."""
    batch = batch_page(request.user, batch_id, at=now())
    context = {
        "desk": my_desk(request),
        "batch": batch,
        "draft": draft_of_batch(request, batch),
        "groups": groups_of(batch.sheets),
        "problems": page_of(request, batch.problems, 50),
        "running": batch.state in RUNNING,
        "stage": STAGES.get(batch.stage, ""),
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
    context = {"batch": batch, "stage": STAGES.get(batch.stage, "")}
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
        now_is = Now(says=form.now(), about=[("这次导入", batch.state_label)])
        return conflict_page(request, form, draft, layout="desk", now_is=now_is)
    attempt_and_say(
        request,
        "已按新的对应重新读表，请再核对一次。",
        import_replan,
        by=request.user,
        batch_id=batch_id,
        overrides=overrides_of(data, batch.sheets, batch.overrides),
        include_hidden=data.get("include_hidden") == "yes",
        at=now(),
    )
    return redirect("enterprise:import", batch_id)


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
