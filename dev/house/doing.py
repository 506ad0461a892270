"""Running other programs: quiet when they succeed, plain words when they fail."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from house.places import ROOT, VAR
from house.say import Trouble

NO_NETWORK = (
    "NewConnectionError",
    "Temporary failure in name resolution",
    "Name or service not known",
    "Could not find a version that satisfies",
    "Max retries exceeded",
    "Network is unreachable",
    "ENOTFOUND",
    "EAI_AGAIN",
    "ECONNREFUSED",
    "ETIMEDOUT",
)
NO_ROOM = ("No space left on device", "ENOSPC", "Errno 28", "Disk quota exceeded")
LEAST_ROOM_MB = 1200


def ask_for_room(path: Path = ROOT, megabytes: int = LEAST_ROOM_MB) -> None:
    """Say before the work, not in the middle of it, that the disk is too full."""
    free = shutil.disk_usage(path).free // 1_000_000
    if free < megabytes:
        raise Trouble(
            f"磁盘空间不够：还剩 {free} MB,安装大约需要 {megabytes} MB。",
            f"Not enough disk: {free} MB left, the installation needs about {megabytes} MB.",
            f"清理后再运行 / free some room under {path}, then run the same command again",
        )


def do(
    command: list[str | Path], *, chinese: str, english: str, env: dict[str, str] | None = None
) -> None:
    """Run `command` in the working copy; its output goes to var/log and is shown on failure."""
    log = VAR / "log" / f"{english.split()[0].lower()}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w", encoding="utf-8") as out:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=ROOT,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode:
        raise explain(log, chinese, english)


def explain(log: Path, chinese: str, english: str) -> Trouble:
    """Turn the log of a failed program into an answer."""
    text = log.read_text(encoding="utf-8", errors="replace")
    again = "再运行同一条命令即可继续 / running the same command again carries on from here"
    if any(mark in text for mark in NO_ROOM):
        return Trouble(f"{chinese}失败：磁盘已满。", f"{english} failed: the disk is full.", again)
    tail = "\n".join(f"    {line}" for line in text.splitlines()[-12:])
    if any(mark in text for mark in NO_NETWORK):
        return Trouble(
            f"{chinese}失败：连不上软件源。第一次安装需要网络，之后不再需要。",
            f"{english} failed: the package index cannot be reached. "
            "Only the first installation needs a network.",
            again,
            "用代理或内部镜像时 / behind a proxy or with a mirror: set HTTPS_PROXY, PIP_INDEX_URL "
            "or npm's `registry` first",
            f"详情 / details: {log}\n{tail}",
        )
    return Trouble(
        f"{chinese}失败。", f"{english} failed.", again, f"详情 / details: {log}\n{tail}"
    )
