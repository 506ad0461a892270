"""Bundles of entries (C2SP tlog-tiles): each entry behind its length in two big-endian bytes."""

from collections.abc import Iterable

from gongyue.engines.evidence.refusals import Reason, Refused
from gongyue.engines.evidence.tiles import WIDTH

LONGEST = 0xFFFF


def packed(entries: Iterable[bytes]) -> bytes:
    """The bytes of a bundle of 1 to 256 entries of at most 65,535 bytes."""
    parts = []
    for entry in entries:
        if len(entry) > LONGEST:
            raise Refused(Reason.ENTRY_TOO_LONG, f"at most {LONGEST} bytes", len(entry))
        parts.append(len(entry).to_bytes(2, "big") + entry)
    _must_be_width(len(parts))
    return b"".join(parts)


def unpacked(bundle: bytes, width: int) -> list[bytes]:
    """The entries of a bundle that must hold exactly `width` of them, and nothing behind."""
    _must_be_width(width)
    entries: list[bytes] = []
    at = 0
    while at < len(bundle):
        begin = at + 2
        at = begin + int.from_bytes(bundle[at:begin], "big")
        if begin > len(bundle) or at > len(bundle):
            raise Refused(Reason.BUNDLE_SHAPE, "whole entries", f"cut at byte {len(bundle)}")
        entries.append(bundle[begin:at])
        if len(entries) > width:
            break
    if len(entries) != width:
        raise Refused(Reason.BUNDLE_SHAPE, f"{width} entries", len(entries))
    return entries


def _must_be_width(count: int) -> None:
    if not 1 <= count <= WIDTH:
        raise Refused(Reason.BUNDLE_SHAPE, f"1 to {WIDTH} entries", count)
