"""The name of a file as it is kept and shown: one line, no path, no tricks, the true ending."""

import re
import unicodedata

from gongyue.apps.documents.paper.text import one_line

LONGEST = 80
ENDINGS = {
    "pdf": "pdf",
    "jpeg": "jpg",
    "png": "png",
    "webp": "webp",
    "heic": "heic",
    "docx": "docx",
    "xlsx": "xlsx",
    "xls": "xls",
    "csv": "csv",
    "txt": "txt",
}
ALSO = {"jpeg": {"jpg", "jpeg", "jpe", "jfif"}, "csv": {"csv", "tsv"}, "heic": {"heic", "heif"}}
ENDING = re.compile(r"[A-Za-z0-9]{1,5}")
BAD = re.compile(r'[<>:"|?*]')
NAMELESS = "文件"


def clean_name(name: str, media: str) -> str:
    """The last part of a path without what a file system or an eye could trip over."""
    part = re.split(r"[/\\]", name)[-1]
    part = unicodedata.normalize("NFC", one_line(part))
    part = " ".join(BAD.sub("_", part).split()).rstrip(". ")
    stem, dot, ending = part.rpartition(".")
    fits = ending.lower() in ALSO.get(media, {ENDINGS[media]})
    if not dot or not ENDING.fullmatch(ending):
        stem, ending = part, ""
    kept = ending.lower() if fits else ENDINGS[media]
    stem = stem.strip(". ") or NAMELESS
    return f"{stem[: LONGEST - len(kept) - 1].strip()}.{kept}"
