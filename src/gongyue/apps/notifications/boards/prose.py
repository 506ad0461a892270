"""Plain text into paragraphs, lists and links: no markup gets through, whatever is typed.

An empty line ends a paragraph; lines that begin with "- " or "1. " are a list; [words](address) and
bare https:// addresses are links. Everything else is text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

BULLET = re.compile(r"^(?:[-*·•]|[0-9]{1,3}[.、)）])[ \t\u3000]*(?=\S)")
LINK = re.compile(
    r"\[(?P<words>[^\[\]\n]{1,100})\]\((?P<named>(?:https?://|/)[^\s()<>\"']{1,500})\)"
    r"|(?P<bare>https?://[^\s()<>\"'，。；、！？（）《》“”]{1,500})"
)


@dataclass(frozen=True)
class Part:
    """A piece of a line: text, with the address it leads to or none."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Block:
    """A paragraph (its lines) or a list (its items); each a row of parts."""

    is_list: bool
    lines: tuple[tuple[Part, ...], ...]


def blocks_of(text: str) -> list[Block]:
    """The text as blocks, in order."""
    blocks = []
    lines = [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    for filled, group in groupby(lines, bool):
        if filled:
            for is_list, run in groupby(group, lambda line: bool(BULLET.match(line))):
                kept = (BULLET.sub("", line, count=1) if is_list else line for line in run)
                blocks.append(Block(is_list, tuple(tuple(_parts(line)) for line in kept)))
    return blocks


def _parts(line: str) -> Iterator[Part]:
    at = 0
    for found in LINK.finditer(line):
        if found.start() > at:
            yield Part(line[at : found.start()])
        url = found["named"] or found["bare"]
        at = found.end()
        # "//elsewhere" would leave the site under the look of a path within it.
        yield Part(found["words"] or url, "" if url.startswith("//") else url)
    if at < len(line) or not line:
        yield Part(line[at:])
