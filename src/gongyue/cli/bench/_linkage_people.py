"""Fictional people written down several times, with what really goes wrong in Chinese records.

The slips use tables of their own: homophones, look-alikes and neighbours on the keyboard here are
not the engine's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from gongyue.engines.linkage.records import PersonRecord
from gongyue.kernel.ids import check_character

SURNAMES = "王李张刘陈杨黄周吴徐孙胡朱高林何郭罗邓肖唐曾彭谭袁邹熊欧易龙文贺龚段雷汤尹黎"
SURNAME_WEIGHTS = [120, 115, 110, 90, 85, 60, 55, 50, 45, 40, 38, 36, 34, 32, 30, 28, 26, 25] + [
    15
] * 20
SOUNDS = (
    "建健剑坚鉴", "国果", "华花桦", "英瑛莹盈", "丽莉俐利", "伟玮纬炜", "明铭鸣", "志智至治",
    "芳方", "军君均钧", "平萍苹", "红宏洪鸿虹", "霞侠", "玉钰育裕", "文雯纹", "海",
    "春椿", "梅玫", "云芸", "燕艳雁", "辉晖", "斌彬滨", "强", "勇永咏泳", "静敬靖净", "杰洁捷",
    "新欣鑫馨", "秀绣", "兰岚", "玲灵伶", "生升声胜", "林琳霖", "佳嘉家", "晓小筱", "雨宇语",
    "欢", "涛韬", "敏", "飞菲", "超", "波", "磊蕾", "娟涓", "桂贵", "福富", "德", "清青庆", "祥翔",
)  # fmt: skip
LOOKS = (
    "未末",
    "土士",
    "己已",
    "天夭",
    "日曰",
    "干千",
    "王玉",
    "免兔",
    "今令",
    "刀力",
    "田由",
    "人入",
)
SHAPES = dict(zip("建志春英明丽军海玉云敏晓", "健忘看莺朋两车梅王去敢晚", strict=True))
TRADITIONAL = dict(zip("陈张刘黄吴邓龙国华丽伟红军云兰宝贵强庆飞静辉",
                       "陳張劉黃吳鄧龍國華麗偉紅軍雲蘭寶貴強慶飛靜輝", strict=True))  # fmt: skip
FAR_NAMES = (
    "阿依古丽·买买提",
    "古丽娜尔·吐尔逊",
    "艾合买提·阿不都",
    "多吉·才旦",
    "扎西·卓玛",
    "巴特尔·布和",
)
KEYS = {"0": "9", "1": "2", "2": "13", "3": "24", "4": "35", "5": "46", "6": "57", "7": "68",
        "8": "79", "9": "80"}  # fmt: skip
SEEN = {"0": "68", "1": "7", "3": "8", "5": "6", "6": "80", "7": "1", "8": "03", "9": "4", "2": "7",
        "4": "9"}  # fmt: skip
PLACES = ("430102", "430103", "430104", "430105", "430111", "430121", "430181", "430182", "430523",
          "431121", "430626", "432503")  # fmt: skip
TITLES = ("师傅", "先生", "女士", "（电工）", "(临时)")
SINGLE = "勇涛芳敏静磊娟波超强飞欢"


@dataclass(frozen=True, kw_only=True)
class Person:
    """One fictional human being."""

    number: int
    name: str
    former: str
    identity: str
    phone: str
    old_phone: str
    birth_on: date
    address: str


@dataclass(frozen=True, slots=True)
class Written:
    """A record, whose it is, and what went wrong in it."""

    record: PersonRecord
    person: int
    slips: tuple[str, ...]


def written(records: int, seed: int) -> list[Written]:
    """About so many records of about two thirds as many people, in random order."""
    rng = Random(seed)
    people = _people(rng, round(records / 1.45))
    out: list[Written] = []
    for person in people:
        for _ in range(rng.choices((1, 2, 3), (65, 25, 10))[0]):
            out.append(_write(rng, person, f"r{len(out):07d}"))
    rng.shuffle(out)
    return out[:records]


def _people(rng: Random, count: int) -> list[Person]:
    people: list[Person] = []
    villages = [_village(rng) for _ in range(max(count // 120, 1))]
    taken: set[str] = set()
    while len(people) < count:
        address, surname = rng.choice(villages)
        one = _person(rng, len(people), address, surname, taken)
        people.append(one)
        drawn = rng.random()
        if drawn < 0.12:  # a spouse with the same telephone
            people.append(_other(rng, one, len(people), taken, phone=one.phone))
        elif drawn < 0.135:  # a twin
            people.append(_twin(rng, one, len(people), taken))
        elif drawn < 0.155:  # the same name in one village
            people.append(_other(rng, one, len(people), taken, name=one.name))
        elif drawn < 0.2:  # a telephone number that somebody else had before
            people.append(_other(rng, one, len(people), taken, phone=one.old_phone, far=True))
    return people


def _village(rng: Random) -> tuple[str, str]:
    """Most of a village has one surname."""
    name = "".join(rng.sample("石桥金井双溪大塘白沙新田高岭长冲杨林枫树", 2))
    return f"{name}村{rng.choice('上下东西')}组", rng.choice(SURNAMES)


def _person(rng: Random, number: int, address: str, surname: str, taken: set[str]) -> Person:
    name = rng.choice(FAR_NAMES) if rng.random() < 0.01 else _name(rng, surname)
    born = date(1962, 1, 1) + timedelta(days=rng.randrange(16_000))
    return Person(
        number=number, name=name, former=_name(rng, name[0]) if rng.random() < 0.02 else "",
        identity=_identity(rng, born, taken), phone=_phone(rng), old_phone=_phone(rng),
        birth_on=born, address=f"{address}{rng.randint(1, 90)}号",
    )  # fmt: skip


def _other(  # noqa: PLR0913 - what the two have in common
    rng: Random, one: Person, number: int, taken: set[str], *, phone: str = "", name: str = "",
    far: bool = False,
) -> Person:  # fmt: skip
    born = one.birth_on + timedelta(days=rng.randint(-2_500, 2_500))
    surname = rng.choices(SURNAMES, SURNAME_WEIGHTS)[0]
    return replace(
        one, number=number, name=name or _name(rng, surname), former="",
        identity=_identity(rng, born, taken), phone=phone or _phone(rng), old_phone=_phone(rng),
        birth_on=born,
        address=f"{_village(rng)[0]}{rng.randint(1, 90)}号" if far else one.address,
    )  # fmt: skip


def _twin(rng: Random, one: Person, number: int, taken: set[str]) -> Person:
    """Born on the same day, named alike, often one telephone."""
    name = one.name[:-1] + rng.choice("".join(SOUNDS))
    place = one.identity[:6]
    return replace(
        one, number=number, name=name, former="",
        identity=_identity(rng, one.birth_on, taken, place=place),
        phone=one.phone if rng.random() < 0.3 else _phone(rng), old_phone=_phone(rng),
    )  # fmt: skip


def _name(rng: Random, surname: str) -> str:
    if rng.random() < 0.7:
        surname = surname if rng.random() < 0.6 else rng.choices(SURNAMES, SURNAME_WEIGHTS)[0]
    if rng.random() < 0.15:
        return surname + rng.choice(SINGLE)
    return surname + rng.choice("".join(SOUNDS)) + rng.choice("".join(SOUNDS))


def _identity(rng: Random, born: date, taken: set[str], place: str = "") -> str:
    while True:
        body = f"{place or rng.choice(PLACES)}{born:%Y%m%d}{rng.randrange(1, 999):03d}"
        if body not in taken:
            taken.add(body)
            return body + check_character(body)


def _phone(rng: Random) -> str:
    return f"1{rng.choice('3579')}{rng.randrange(10**9):09d}"


# -- how it is written down -----------------------------------------------------------------------

SOURCES = (  # weight, then how often a source holds number, telephone, birth, address
    (60, (0.95, 0.75, 0.3, 0.4)),
    (20, (0.55, 0.97, 0.1, 0.1)),
    (20, (0.35, 0.7, 0.8, 0.3)),
)


def _write(rng: Random, person: Person, key: str) -> Written:
    """A record of one source, whole in six of ten, else with one or two slips."""
    _, holds = rng.choices(SOURCES, [weight for weight, _ in SOURCES])[0]
    kept = [rng.random() < share for share in holds]
    record = PersonRecord(
        key=key,
        name=person.name,
        id_number=person.identity if kept[0] else "",
        phone=person.phone if kept[1] else "",
        birth_on=person.birth_on if kept[2] else None,
        address=person.address if kept[3] else "",
    )
    slips: list[str] = []
    for _ in range(rng.choices((0, 1, 2), (60, 30, 10))[0]):
        name = rng.choices(list(SLIPS), [weight for weight, _ in SLIPS.values()])[0]
        changed = SLIPS[name][1](rng, record, person)
        if changed != record:
            record = changed
            slips.append(name)
    return Written(record, person.number, tuple(slips))


def _named(
    make: Callable[[Random, str], str],
) -> Callable[[Random, PersonRecord, Person], PersonRecord]:
    return lambda rng, record, person: replace(record, name=make(rng, record.name))


def _numbered(
    make: Callable[[Random, str], str], field: str = "id_number"
) -> Callable[[Random, PersonRecord, Person], PersonRecord]:
    def change(rng: Random, record: PersonRecord, person: Person) -> PersonRecord:
        value = getattr(record, field)
        return replace(record, **{field: make(rng, value)}) if value else record

    return change


def _same_sound(rng: Random, name: str) -> str:
    places = [(at, group) for at in range(1, len(name)) for group in SOUNDS
              if name[at] in group and len(group) > 1]  # fmt: skip
    if not places:
        return name
    at, group = rng.choice(places)
    return name[:at] + rng.choice(group.replace(name[at], "")) + name[at + 1 :]


def _mapped(table: dict[str, str]) -> Callable[[Random, str], str]:
    def change(rng: Random, name: str) -> str:
        places = [at for at, char in enumerate(name) if char in table]
        if not places:
            return name
        at = rng.choice(places)
        return name[:at] + table[name[at]] + name[at + 1 :]

    return change


def _one_of(table: dict[str, str]) -> Callable[[Random, str], str]:
    def change(rng: Random, value: str) -> str:
        places = [at for at, char in enumerate(value) if char in table]
        at = rng.choice(places)
        return value[:at] + rng.choice(table[value[at]]) + value[at + 1 :]

    return change


def _swapped(rng: Random, value: str) -> str:
    at = rng.randrange(len(value) - 1)
    return value[:at] + value[at + 1] + value[at] + value[at + 2 :]


def _lost(rng: Random, value: str) -> str:
    at = rng.randrange(1, len(value))
    return value[:at] + value[at + 1 :]


def _old_form(rng: Random, number: str) -> str:
    return number[:6] + number[8:17] if number[6:8] == "19" and len(number) == 18 else number


def _dots(rng: Random, name: str) -> str:
    return name.replace("·", rng.choice(("•", "", "．", " · "))) if "·" in name else name


def _former(rng: Random, record: PersonRecord, person: Person) -> PersonRecord:
    if not person.former:
        return record
    written_so = f"{person.name}（曾用名：{person.former}）"
    return replace(record, name=rng.choice((person.former, written_so)))


def _lunar(rng: Random, record: PersonRecord, person: Person) -> PersonRecord:
    """The day by the old calendar: some weeks earlier."""
    if record.birth_on is None:
        return record
    return replace(record, birth_on=record.birth_on - timedelta(days=rng.randint(18, 50)))


def _turned(rng: Random, record: PersonRecord, person: Person) -> PersonRecord:
    born = record.birth_on
    if born is None or born.day > 12:
        return record
    return replace(record, birth_on=date(born.year, born.day, born.month))


def _another_year(rng: Random, record: PersonRecord, person: Person) -> PersonRecord:
    if record.birth_on is None:
        return record
    return replace(record, birth_on=record.birth_on.replace(
        year=record.birth_on.year + rng.choice((-10, -1, 1, 10)), day=min(record.birth_on.day, 28)
    ))  # fmt: skip


SLIPS: dict[str, tuple[int, Callable[[Random, PersonRecord, Person], PersonRecord]]] = {
    "name_same_sound": (16, _named(_same_sound)),
    "name_look_alike": (7, _named(_mapped(SHAPES))),
    "name_traditional": (6, _named(_mapped(TRADITIONAL))),
    "name_character_lost": (4, _named(lambda rng, n: n[:-1] if len(n) == 3 else n)),
    "name_turned": (2, _named(lambda rng, n: n[0] + n[2] + n[1] if len(n) == 3 else n)),
    "name_with_title": (4, _named(lambda rng, n: n + rng.choice(TITLES))),
    "name_spaced": (4, _named(lambda rng, n: "　".join(n))),
    "name_dots": (4, _named(_dots)),
    "name_former": (6, _former),
    "id_keyboard": (9, _numbered(_one_of(KEYS))),
    "id_misread": (9, _numbered(_one_of(SEEN))),
    "id_swapped": (7, _numbered(_swapped)),
    "id_digit_lost": (4, _numbered(_lost)),
    "id_fifteen_digits": (3, _numbered(_old_form)),
    "id_missing": (10, _numbered(lambda rng, number: "")),
    "phone_keyboard": (5, _numbered(_one_of(KEYS), "phone")),
    "phone_swapped": (3, _numbered(_swapped, "phone")),
    "phone_before": (8, lambda rng, r, p: replace(r, phone=p.old_phone) if r.phone else r),
    "phone_missing": (8, _numbered(lambda rng, number: "", "phone")),
    "birth_turned": (2, _turned),
    "birth_another_year": (3, _another_year),
    "birth_lunar": (3, _lunar),
}  # fmt: skip
