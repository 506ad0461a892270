"""How a firm is found by part of its name: pieces of it, and initials of the sounds.

Names of firms are public; names of people are never cut into pieces (docs/explain).
"""

from bisect import bisect_right

# GB 2312 orders its 3,755 most common characters by their sound: where each initial begins.
_STARTS = (
    (0xB0A1, "a"), (0xB0C5, "b"), (0xB2C1, "c"), (0xB4EE, "d"), (0xB6EA, "e"), (0xB7A2, "f"),
    (0xB8C1, "g"), (0xB9FE, "h"), (0xBBF7, "j"), (0xBFA6, "k"), (0xC0AC, "l"), (0xC2E8, "m"),
    (0xC4C3, "n"), (0xC5B6, "o"), (0xC5BE, "p"), (0xC6DA, "q"), (0xC8BB, "r"), (0xC8F6, "s"),
    (0xCBFA, "t"), (0xCDDA, "w"), (0xCEF4, "x"), (0xD1B9, "y"), (0xD4D1, "z"),
)  # fmt: skip
_FIRSTS = [code for code, _ in _STARTS]
_LAST = 0xD7F9
SIZE = 2
MARK = "~"  # before a piece of initials, so that 晨光's "cg" is never the "CG" of a name


def plain_name(name: str) -> str:
    """As it is compared: without spaces, small letters."""
    return "".join(name.split()).lower()


def initials_of(name: str) -> str:
    """晨光工厂 → cggc. Of a character with several sounds the one the standard sorts it under;
    rare characters have none and are left out."""
    return "".join(_initial(character) for character in plain_name(name))


def pieces_of(name: str) -> set[str]:
    """Everything a firm is found by: characters, pairs of neighbours, pairs of initials."""
    plain = plain_name(name)
    return {*plain, *_pairs(plain), *(MARK + pair for pair in _pairs(initials_of(name)))}


def asked_pieces(words: str) -> list[str]:
    """The pieces that a name with `words` in it has. Letters alone are initials of sounds, two
    at least; a name written in letters has its own letters for initials."""
    plain = plain_name(words)
    if len(plain) < SIZE:
        return [plain] if plain else []
    mark = MARK if is_initials(plain) else ""
    return [mark + pair for pair in dict.fromkeys(_pairs(plain))]


def is_initials(words: str) -> bool:
    """Letters alone are read as initials of the sounds."""
    plain = plain_name(words)
    return bool(plain) and plain.isascii() and plain.isalpha()


def _pairs(text: str) -> list[str]:
    return [text[start : start + SIZE] for start in range(len(text) - SIZE + 1)]


def _initial(character: str) -> str:
    if character.isascii():
        return character if character.isalnum() else ""
    try:
        code = int.from_bytes(character.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return ""
    if not _FIRSTS[0] <= code <= _LAST:
        return ""
    return _STARTS[bisect_right(_FIRSTS, code) - 1][1]
