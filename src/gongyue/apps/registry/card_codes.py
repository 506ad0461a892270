"""The rotating code of a card: whose it is and when it was shown, signed. No personal value."""

import base64
import binascii
from datetime import datetime

from gongyue.apps.accounts.vault import keyed_hash, same

LIVES = 60  # seconds
AHEAD = 5  # seconds two clocks may differ


def code_of(handle: str, at: datetime) -> str:
    """The code shown at an instant, in groups of four to read out."""
    plain = bytes.fromhex(handle) + int(at.timestamp()).to_bytes(4, "big")
    text = base64.b32encode(plain + _signature(plain)).decode()
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))


def handle_of(code: str, at: datetime) -> str:
    """The card of a code that is ours and not older than LIVES seconds; empty for any other."""
    text = "".join(code.split()).replace("-", "").upper()
    try:
        found = base64.b32decode(text)
    except (binascii.Error, ValueError):
        return ""
    plain, signature = found[:-8], found[-8:]
    if len(plain) != 12 or not same(signature.hex(), _signature(plain).hex()):
        return ""
    age = int(at.timestamp()) - int.from_bytes(plain[8:], "big")
    return plain[:8].hex() if -AHEAD <= age <= LIVES else ""


def _signature(plain: bytes) -> bytes:
    return bytes.fromhex(keyed_hash("card code", plain.hex())[:16])
