"""Codes to scan, drawn on the spot: no picture leaves or enters the system."""

import segno


def qr_of(text: str) -> str:
    """A QR code as an inline picture; level M, so that a crumpled slip still reads."""
    return str(segno.make(text, error="m", micro=False).svg_data_uri(scale=4, border=2))
