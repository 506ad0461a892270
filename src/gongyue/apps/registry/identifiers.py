"""Identifiers made before the row is written, so that sealing needs no database."""

import os
import time
from uuid import UUID


def time_ordered_uuid() -> UUID:
    """UUID version 7 (RFC 9562): unguessable, and still kind to an index."""
    milliseconds = time.time_ns() // 1_000_000
    number = (milliseconds << 80) | int.from_bytes(os.urandom(10), "big")
    number = (number & ~(0xF << 76)) | (0x7 << 76)
    number = (number & ~(0x3 << 62)) | (0x2 << 62)
    return UUID(int=number)
