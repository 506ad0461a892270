"""The process that decodes what strangers handed in: little memory, little time, no files.

    python -I child.py JOB '{"media": …}'   the file on standard input

Answers with one line of JSON and then, for a picture, its bytes. It knows no key, no database and
no setting. Started by bounded.py only.
"""

import json
import sys
from pathlib import Path
from typing import Any

MEGABYTE = 1 << 20
MEMORY, SECONDS = 1_200 * MEGABYTE, 20
THUMB = 320
TOO_MUCH = "打开这个文件要用的内存太多，可能是专门做坏的文件，不能收。"


def limit_myself() -> None:
    """As early as possible, and before a byte of the file is read."""
    try:
        import resource
    except ImportError:  # Windows: the clock of the parent is all there is
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def look(content: bytes, facts: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """What it is, whether it opens, how many pages; and the first page small."""
    from gongyue.apps.documents.reading.sniffing import media_of

    media = media_of(content, facts["name"])
    if media == "pdf":
        from gongyue.apps.documents.reading import pages

        return {"media": media, "pages": pages.look(content)}, pages.drawn(content, 1, THUMB)
    if media in {"jpeg", "png", "webp", "heic"}:
        from gongyue.apps.documents.reading import pictures

        size, small = pictures.look(content, media, THUMB)
        return {"media": media, "pages": 1, "size": size}, small
    if media in {"xlsx", "xls"}:
        from gongyue.apps.documents.reading import tables

        tables.look(content)
    return {"media": media, "pages": 0}, b""


def page(content: bytes, facts: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """One page as WebP."""
    if facts["media"] == "pdf":
        from gongyue.apps.documents.reading import pages

        return {}, pages.drawn(content, facts["number"], facts["width"])
    from gongyue.apps.documents.reading import pictures

    return {}, pictures.drawn(content, facts["media"], facts["width"])


def table(content: bytes, facts: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """The first rows."""
    from gongyue.apps.documents.reading import tables

    return tables.first_rows(content, facts["media"]), b""


JOBS = {"look": look, "page": page, "table": table}


def main() -> None:
    """One job, then the end."""
    limit_myself()
    sys.path.insert(0, str(Path(__file__).resolve().parents[4]))
    from gongyue.apps.documents.reading.refusals import NotTaken

    job, facts = JOBS[sys.argv[1]], json.loads(sys.argv[2])
    try:
        answer, picture = job(sys.stdin.buffer.read(), facts)
    except NotTaken as no:
        answer, picture = {"refused": no.message_zh}, b""
    except (MemoryError, RecursionError):
        answer, picture = {"refused": TOO_MUCH}, b""
    out = sys.stdout.buffer
    out.write(json.dumps(answer).encode() + b"\n" + picture)
    out.flush()


if __name__ == "__main__":
    main()
