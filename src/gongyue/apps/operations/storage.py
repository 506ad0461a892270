"""The data folder: its key, its rights, room on the disk, and when it was last copied."""

import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from gongyue.apps.operations.checks import Check, Health, bad, ok, warn

GIGA = 1 << 30
LOW, VERY_LOW = 2 * GIGA, GIGA // 4
COPY_EVERY = timedelta(days=7)
COPIED = "last-backup"


def key_is_private(at: datetime) -> Health:
    """Nobody else on the machine can read the system key."""
    if os.environ.get("GONGYUE_KEY", "").strip():
        return ok("密钥由环境变量提供")
    path = Path(settings.HOME) / "system.key"
    if not path.exists():
        return bad("找不到系统密钥，个人信息无法打开。", "从安全的地方放回 system.key，权限 0600。")
    if path.stat().st_mode & 0o077:
        return bad("其他用户能读到系统密钥。", f"运行 chmod 600 {path.name}，并考虑更换密钥。")
    return ok("只有本系统能读")


def folder_is_ours(at: datetime) -> Health:
    """The data folder can be written, and others cannot look inside."""
    home = Path(settings.HOME)
    if not os.access(home, os.W_OK | os.X_OK):
        return bad("数据文件夹写不进去。", "检查文件夹的所有者与权限。")
    if home.stat().st_mode & 0o007:
        return warn("其他用户能进入数据文件夹。", f"运行 chmod 700 {home.name}。")
    return ok("可写，且只有本系统能进")


def has_room(at: datetime) -> Health:
    """Space left where the data rests."""
    free = shutil.disk_usage(settings.HOME).free
    words = f"剩余 {free // GIGA} GB" if free >= GIGA else f"剩余 {free // (1 << 20)} MB"
    if free < VERY_LOW:
        return bad(words, "立即腾出空间，否则不能再保存。")
    if free < LOW:
        return warn(words, "请尽快腾出空间或换更大的磁盘。")
    return ok(words)


def was_copied(at: datetime) -> Health:
    """How old the newest copy is, as `gongyue backup` noted it."""
    if settings.DEMO:
        return ok("演示城市，不需要备份")
    mark = Path(settings.HOME) / COPIED
    if not mark.exists():
        return warn("还没有备份过。", "运行 gongyue backup，并定期把备份和密钥分开存放。")
    days = (at - datetime.fromtimestamp(mark.stat().st_mtime, UTC)).days
    if timedelta(days=days) > COPY_EVERY:
        return warn(f"最近一次备份在 {days} 天前。", "运行 gongyue backup，建议设为每天自动执行。")
    return ok("今天备份过" if days < 1 else f"最近一次备份在 {days} 天前")


CHECKS = (
    Check(name="key", label="系统密钥", look=key_is_private, vital=True),
    Check(name="folder", label="数据文件夹", look=folder_is_ours),
    Check(name="disk", label="磁盘空间", look=has_room),
    Check(name="copy", label="备份", look=was_copied),
)
