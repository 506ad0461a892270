"""What stands on papers because of where we are: our address, and characters without a glyph."""

from django.conf import settings
from django.http import HttpRequest


def site_of(request: HttpRequest) -> str:
    """https://gongyue.example.org: the address in the settings, else the one asked by."""
    return settings.PUBLIC_URL or request.build_absolute_uri("/").rstrip("/")


def missing_words(missing: tuple[str, ...]) -> str:
    """What to tell whoever has a paper with characters that could not be printed."""
    shown = "、".join(f"{character}（U+{ord(character):04X}）" for character in missing[:10])
    return f"有 {len(missing)} 个字本机字库里没有字形，文书上印的是编号，请手写补上：{shown}"
