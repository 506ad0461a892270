"""The database: it answers, its tables are of this version, and its stream cannot be changed."""

from datetime import datetime

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from gongyue.apps.operations.checks import Check, Health, bad, ok

TRIGGERS = {
    "sqlite": ("registry_event_no_update", "registry_event_no_delete"),
    "postgresql": ("registry_event_no_change", "registry_event_no_truncate"),
}
LISTED = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    # 'D' is a trigger somebody switched off.
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
}


def answers(at: datetime) -> Health:
    """One question, one answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ok({"sqlite": "SQLite 文件"}.get(connection.vendor, connection.display_name))


def is_up_to_date(at: datetime) -> Health:
    """Every migration of this version is applied, and none of a newer one."""
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    unknown = executor.loader.applied_migrations.keys() - executor.loader.disk_migrations.keys()
    ours = sorted(name for app, name in unknown if app in _our_labels(executor))
    if missing:
        return bad(f"还有 {len(missing)} 项结构更新没有执行。", "重新启动 gongyue up 即会更新。")
    if ours:
        return bad("数据库比程序新。", "升级程序，或从旧版备份恢复。")
    return ok("结构与程序版本一致")


def _our_labels(executor: MigrationExecutor) -> set[str]:
    return {app for app, _ in executor.loader.disk_migrations}


def cannot_be_changed(at: datetime) -> Health:
    """The guards that keep the event stream append-only are in place."""
    with connection.cursor() as cursor:
        cursor.execute(LISTED[connection.vendor])
        there = {name for (name,) in cursor.fetchall()}
    gone = [name for name in TRIGGERS[connection.vendor] if name not in there]
    if gone:
        return bad("防改动的保护缺失，事件可能被改过。", "停止服务，用最近的备份核对后恢复。")
    return ok("事件只增不改，数据库有保护")


CHECKS = (
    Check(name="database", label="数据库", look=answers, vital=True),
    Check(name="migrations", label="数据库结构", look=is_up_to_date, vital=True),
    Check(name="append_only", label="事件防改动", look=cannot_be_changed),
)
