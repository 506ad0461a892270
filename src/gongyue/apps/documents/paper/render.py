"""From data to the bytes of a PDF. The data is read by typst as JSON: it is never markup."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typst

from gongyue.apps.documents.paper.fonts import shelf
from gongyue.apps.documents.paper.text import Clerk

HOUSE = Path(__file__).with_name("house.typ")


@dataclass(frozen=True)
class Printed:
    """A PDF. `missing`: characters no font of this machine has, which stand as 〔U+…〕."""

    pdf: bytes
    missing: tuple[str, ...]


def printed(template: Path, data: Mapping[str, Any]) -> Printed:
    """Set `data` in a template of the house. The same input gives the same bytes.

    The template finds the data as `d`, the fonts as `d.fonts` and `d.serif`, and remarks on
    characters that could not be drawn as `d.unprintable`.
    """
    here = shelf()
    clerk = Clerk(here)
    fit = clerk.fit(data)
    fit |= {"fonts": here.sans, "serif": here.serif}
    fit["unprintable"] = [remark(character) for character in clerk.missing]
    source = HOUSE.read_bytes() + b"\n" + template.read_bytes()
    pdf = typst.Compiler(font_paths=here.fonts).compile(
        input=source,
        format="pdf",
        sys_inputs={"data": json.dumps(fit, ensure_ascii=False)},
        timestamp=0,
    )
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave no single document")
    return Printed(pdf, tuple(clerk.missing))


def remark(character: str) -> str:
    """What the paper says about a character that stands as its number."""
    return (
        f"〔U+{ord(character):04X}〕代表一个字，本机的字库里没有它的字形，没有用方框或别的字代替；"
        "请在旁边手写补上。"
    )
