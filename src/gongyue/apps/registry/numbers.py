"""Numbers printed on receipts: a day and six random digits. Nobody can count or guess them."""

import secrets
from datetime import date


def receipt_number(letter: str, on: date) -> str:
    """W20260302-483920; the table that keeps it holds it unique."""
    return f"{letter}{on:%Y%m%d}-{secrets.randbelow(1_000_000):06d}"
