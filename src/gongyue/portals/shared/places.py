"""Places as people choose and read them: levels, names, everyday words, and the last one used."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest

from gongyue.apps.registry.permissions import covers, reach_prefix
from gongyue.apps.registry.places import (
    DISTRICT,
    FICTIONAL,
    STREET,
    chain,
    division_name,
    inside,
    is_offered,
    is_place,
    provinces,
    short_name,
)
from gongyue.apps.registry.roles import EMPLOYERS
from gongyue.apps.registry.selectors.streets import street_name, streets_named, streets_of
from gongyue.apps.tasks.filings.selectors import usual_place
from gongyue.kernel.areas import MUNICIPALITIES, area_meant, search_areas
from gongyue.law.rulebook import default_book
from gongyue.portals.shared.desks import places_of

LONGEST = 80
FEW = 5  # as many are named when words mean several places
SUGGESTED = 20
Pair = tuple[str, str]


class Unclear(ValueError):
    """Words that mean no place, or several. The message is for the user."""


@dataclass(frozen=True, kw_only=True)
class Level:
    """One list of the chain: what it is called, what may be chosen, what is."""

    label: str
    options: tuple[Pair, ...]
    chosen: str


def place_choices() -> list[Pair]:
    """Code and name of the places the rulebook has tables for."""
    tables = default_book().tables
    codes = {code for code in tables if code != "cn"}.union(*(t.inside for t in tables.values()))
    return [(code, division_name(code)) for code in sorted(codes) if is_offered(code)]


def place_name(code: str) -> str:
    """湖南省长沙市岳麓区, with the street where the code has one; else the code itself."""
    if len(code) == STREET:
        return division_name(code[:DISTRICT]) + street_name(code)
    return division_name(code)


def whole_address(place: str, street: str, address: str) -> str:
    """The full name, the name of the street and the rest; told once where the rest repeats it."""
    name = division_name(place) + street
    return address if address.startswith(name) else name + address


def places_inside(code: str) -> list[Pair]:
    """Code and name of the divisions that an office of `code` may choose between."""
    return [(below, division_name(below)) for below in inside(code)]


def filter_choices(reach: str, chosen: str) -> list[tuple[str, list[Pair]]]:
    """Groups of an office's list filter: what lies directly inside its reach, then, below what
    is chosen, the next level down to the streets."""
    groups = [("", [(code, short_name(code)) for code in inside(reach)])]
    steps = [reach, *(step for step in chain(chosen[:DISTRICT]) if covers(reach, step))]
    for step in dict.fromkeys(steps):
        below = [(code, short_name(code)) for code in inside(step)] or streets_of(step)
        if step != reach or not inside(reach):
            groups.append((f"{short_name(step)}里面", below))
    return [(label, pairs) for label, pairs in groups if pairs]


def is_known(code: str, *, streets: bool = True) -> bool:
    """Whether it is the code of a division, or of a street where streets are asked for."""
    if len(code) == STREET and streets:
        return bool(street_name(code))
    return is_place(code)


def read_place(words: str, *, streets: bool) -> str:
    """The code that words mean: a code, a name, everyday words. Raises Unclear."""
    text = "".join(unicodedata.normalize("NFKC", words).split())
    if len(text) > LONGEST:
        raise Unclear(f"地名太长，写 {LONGEST} 个字以内")
    if is_known(text, streets=streets):
        return text
    found = _invented(text) or area_meant(text) or (_street(text) if streets else None)
    if found is None:
        raise Unclear(_why_not(words.strip()[:20], text))
    return found


def suggestions(words: str, near: str, *, streets: bool) -> list[str]:
    """Names for the list below the field: what the words may mean, the near ones first."""
    text = "".join(words.split())[:LONGEST]
    codes = list(search_areas(text, 200))
    codes.sort(key=lambda code: not covers(near, code) if near else False)
    found = [code for code, _ in streets_named(text)] if streets else []
    return [place_name(code) for code in [*codes, *found][:SUGGESTED]]


def first_suggestions(near: str) -> list[str]:
    """Before anything is typed: the districts around, then what the rulebook has tables for."""
    city = near[:4] + "00"
    codes = [*(inside(city) or (near,)), *(code for code, _ in place_choices())]
    return [division_name(code) for code in dict.fromkeys(codes) if is_offered(code)][:40]


def levels_of(code: str, *, streets: bool) -> list[Level]:
    """The lists of the chain, each filled by what is chosen above it."""
    steps = [*chain(code[:DISTRICT])]
    levels = [_level("省", provinces(), steps[0] if steps else "")]
    for number, step in enumerate(steps):
        chosen = steps[number + 1] if number + 1 < len(steps) else ""
        if below := inside(step):
            levels.append(_level(_label(number, step), below, chosen))
        elif streets and (pairs := streets_of(step)):
            street = code if len(code) == STREET else ""
            levels.append(Level(label="街道", options=tuple(_kept(pairs, street)), chosen=street))
    return levels


def usual_for(request: HttpRequest) -> str:
    """Where whoever asks usually means: their last place, their firm's, the city's."""
    if request.user.is_authenticated:
        if last := request.session.get("place"):
            return str(last)
        for own in places_of(request):
            if own.kind in EMPLOYERS:
                return own.place
    return usual_place()


def remember(request: HttpRequest, code: str) -> None:
    """Keep it for the next form of this session; visitors are not remembered."""
    if request.user.is_authenticated and code:
        request.session["place"] = code[:DISTRICT]


def is_wide(code: str) -> bool:
    """A whole province with cities in it, where a city or district is wanted."""
    return bool(reach_prefix(code)) and len(reach_prefix(code)) == 2 and _has_cities(code)


def _has_cities(code: str) -> bool:
    return bool(inside(code)) and code[:2] not in MUNICIPALITIES and code[:3] != FICTIONAL


def _label(number: int, step: str) -> str:
    if number == 0 and step[:2] not in MUNICIPALITIES and not step.startswith(FICTIONAL):
        return "市"
    return "区县"


def _level(label: str, codes: tuple[str, ...], chosen: str) -> Level:
    pairs = [(code, short_name(code)) for code in codes]
    if chosen and chosen not in codes:
        pairs.append((chosen, f"{short_name(chosen)}（已撤销）"))
    return Level(label=label, options=tuple(pairs), chosen=chosen)


def _kept(pairs: list[Pair], street: str) -> Iterator[Pair]:
    yield from pairs
    if street and street not in dict(pairs):
        yield street, f"{street_name(street) or street}（已停用）"


def _invented(text: str) -> str | None:
    for top in (code for code in provinces() if code.startswith(FICTIONAL)):
        for code in (top, *inside(top)):
            names = (division_name(code), short_name(code))
            if text in (unicodedata.normalize("NFKC", name) for name in names):
                return code
    return None


def _street(text: str) -> str | None:
    """长沙岳麓橘香镇, or the name alone where one street only is called so."""
    found = streets_named(text)
    fit = [code for code, before in found if before and _means(before, code[:DISTRICT])]
    alone = [code for code, before in found if not before]
    best = fit or alone
    return best[0] if len(best) == 1 else None


def _means(before: str, district: str) -> bool:
    return district in (_invented(before), area_meant(before))


def _why_not(said: str, text: str) -> str:
    some = [division_name(code) for code in search_areas(text, FEW)]
    if some:
        return f"“{said}”不止一处：{'、'.join(some)}。请写全，或者从下面的列表里选"
    return f"“{said}”还没有收录。请写到区县，例如“长沙岳麓”，或者从下面的列表里选"
