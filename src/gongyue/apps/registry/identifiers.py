"""Identifiers made before the row is written, so that sealing needs no database."""

import os
import time
from uuid import UUID

TIME_ORDERED = 7
# Version 8 is left to whoever makes the number (RFC 9562): here it marks what belongs to a sample.
SAMPLE = 8


def time_ordered_uuid() -> UUID:
    """UUID version 7 (RFC 9562): unguessable, and still kind to an index."""
    milliseconds = time.time_ns() // 1_000_000
    number = (milliseconds << 80) | int.from_bytes(os.urandom(10), "big")
    return _marked(number, TIME_ORDERED)


def sample_uuid() -> UUID:
    """As time_ordered_uuid, for an organisation or person of a sample: it says so for life."""
    return _marked(time_ordered_uuid().int, SAMPLE)


def is_sample(number: UUID | None) -> bool:
    """Whether an organisation or person was born in a sample (样例); asks no database."""
    return number is not None and number.version == SAMPLE


def _marked(number: int, version: int) -> UUID:
    number = (number & ~(0xF << 76)) | (version << 76)
    number = (number & ~(0x3 << 62)) | (0x2 << 62)
    return UUID(int=number)
