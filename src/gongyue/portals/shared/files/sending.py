"""Bytes of strangers on their way to a browser: never a page of ours, never guessed at."""

from collections.abc import Iterator

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

SHUT = "default-src 'none'; sandbox; frame-ancestors 'none'"


def attachment(content: Iterator[bytes], *, name: str, mime: str) -> StreamingHttpResponse:
    """A file to be saved, under its own name."""
    response = StreamingHttpResponse(content, content_type=mime)
    disposition = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Disposition"] = disposition
    return _shut(response)


def picture(content: bytes) -> HttpResponse:
    """A picture we drew ourselves."""
    return _shut(HttpResponse(content, content_type="image/webp"))


def _shut(response: HttpResponse | StreamingHttpResponse):  # type: ignore[no-untyped-def]
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SHUT
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
