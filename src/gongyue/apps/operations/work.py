"""Background work: is somebody doing it, did it fail, was the daily round handed out."""

from datetime import datetime, timedelta

from django.conf import settings
from django_tasks import TaskResultStatus

from gongyue.apps.operations.checks import Check, Health, bad, ok, warn

PATIENCE = timedelta(minutes=10)
A_ROUND = timedelta(hours=26)
ROUND = "gongyue.apps.tasks.tasks.tell_what_is_overdue"


def is_done(at: datetime) -> Health:
    """Nothing that may run has waited for longer than ten minutes."""
    rows = _rows()
    if rows is None:
        return ok("随请求立即执行")
    waiting = rows.ready()
    if waiting.filter(enqueued_at__lt=at - PATIENCE).exists():
        return bad(
            f"{waiting.count()} 项后台任务在等，最早的超过十分钟。",
            "后台任务进程可能停了：重新启动 gongyue up，或启动 gongyue manage db_worker。",
        )
    return ok(f"{waiting.count()} 项在等")


def did_not_fail(at: datetime) -> Health:
    """Failures of the last day."""
    rows = _rows()
    if rows is None:
        return ok("随请求立即执行")
    failed = rows.filter(status=TaskResultStatus.FAILED, finished_at__gte=at - timedelta(days=1))
    if count := failed.count():
        return warn(f"最近一天有 {count} 项后台任务失败。", "查看运行日志中的错误。")
    return ok("最近一天没有失败")


def round_was_made(at: datetime) -> Health:
    """The daily round (overdue tasks, old files) was done within 26 hours."""
    rows = _rows()
    if rows is None:
        return ok("随请求立即执行")
    done = rows.filter(task_path=ROUND, status=TaskResultStatus.SUCCESSFUL)
    if done.filter(finished_at__gte=at - A_ROUND).exists():
        return ok("今天做过")
    return warn(
        "一天多没有做每日例行任务。", "让 gongyue up 一直开着，或每天定时运行 gongyue tick。"
    )


def _rows():  # type: ignore[no-untyped-def]  # a query set of the backend's own model, or None
    if "db" not in settings.TASKS["default"]["BACKEND"].lower():
        return None
    from django_tasks_db.models import DBTaskResult

    return DBTaskResult.objects


CHECKS = (
    Check(name="work", label="后台任务", look=is_done),
    Check(name="failures", label="失败的任务", look=did_not_fail),
    Check(name="round", label="每日例行", look=round_was_made),
)
