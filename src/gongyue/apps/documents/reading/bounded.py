"""Starting the child that decodes, and believing nothing of it but its answer."""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from threading import BoundedSemaphore, Thread
from typing import IO, Any

from gongyue.apps.documents.reading.refusals import NotTaken

CHILD = Path(__file__).with_name("child.py")
SECONDS = 30
ANSWER_LIMIT = 24 << 20
AT_ONCE = BoundedSemaphore(2)  # in one process of ours: two pictures being decoded are enough
BUSY = "现在打开文件的人太多，请过一会儿再试。"
KILLED = "打开这个文件用的时间或内存太多，可能是专门做坏的文件，不能收。"


def ask(
    job: str, facts: dict[str, Any], content: Iterable[bytes], *, seconds: int = SECONDS
) -> tuple[dict[str, Any], bytes]:
    """Run a job of child.py on a file given in pieces; raises NotTaken."""
    if not AT_ONCE.acquire(timeout=seconds):
        raise NotTaken(BUSY)
    try:
        answer, picture = _run([job, json.dumps(facts)], content, seconds)
    finally:
        AT_ONCE.release()
    if "refused" in answer:
        raise NotTaken(str(answer["refused"]))
    return answer, picture


def _run(words: list[str], content: Iterable[bytes], seconds: int) -> tuple[dict[str, Any], bytes]:
    child = subprocess.Popen(
        [sys.executable, "-I", "-X", "utf8", str(CHILD), *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PATH": "", "LANG": "C.UTF-8"},  # none of our secrets
        cwd="/" if sys.platform != "win32" else None,
    )
    assert child.stdin and child.stdout
    feeder = Thread(target=_feed, args=(child.stdin, content), daemon=True)
    clock = Thread(target=_stop_after, args=(child, seconds), daemon=True)
    feeder.start()
    clock.start()
    try:
        said = child.stdout.read(ANSWER_LIMIT + 1)
    finally:
        child.kill()
        child.wait()
        feeder.join(timeout=5)
        child.stdout.close()
    return _understood(said)


def _feed(pipe: IO[bytes], content: Iterable[bytes]) -> None:
    try:
        with pipe:
            for chunk in content:
                pipe.write(chunk)
    except (BrokenPipeError, ValueError, OSError):
        return  # the child has ended: its answer says why


def _stop_after(child: subprocess.Popen[bytes], seconds: int) -> None:
    try:
        child.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        child.kill()


def _understood(said: bytes) -> tuple[dict[str, Any], bytes]:
    line, found, picture = said.partition(b"\n")
    if not found or len(said) > ANSWER_LIMIT:
        raise NotTaken(KILLED)
    try:
        answer = json.loads(line)
    except ValueError:
        raise NotTaken(KILLED) from None
    return answer, picture
