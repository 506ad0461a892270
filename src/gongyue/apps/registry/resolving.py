"""Whom the people of a workbook are: somebody the firm knows, somebody new, or nobody can tell.

A number settles it unless two names claim it. Then whoever the firm already knows by that number
and name keeps it; nobody else is given it, because the records of one would open to the other.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from gongyue.apps.accounts.vault import keyed_hash
from gongyue.apps.registry.event_types import RECORD_OF_ROLE
from gongyue.apps.registry.identity import (
    card_of,
    id_hash_of,
    name_hash_of,
    normal_id,
    tolerant_id,
)
from gongyue.apps.registry.known import Known
from gongyue.apps.registry.models import Employment
from gongyue.engines.workbook.models import Person as Named
from gongyue.engines.workbook.models import Problem, Row, Sheet
from gongyue.kernel.ids import InvalidIdentity

Placed = tuple[Sheet, Row]

BY_NAME = "本表没有证件号码，按姓名与本单位已登记的人员对应，请核对。"
SEVERAL = "有多位同名人员，本表没有证件号码，无法判断是哪一位，这些行没有导入。"
KEPT_APART = "证件号码与别人的相同，没有采用。"
WRONG_ID = "请对照身份证更正；不改也能导入，但本人暂时不能绑定。"
CORRECT_IT = "请对照身份证更正后重新上传；如果已经导入，先撤销那次导入。"


@dataclass(slots=True)
class Found:
    """`person_id` None: somebody new, made with `id_hash`. `unclear`: the rows are left out."""

    named: Named
    rows: list[Placed]
    name_hash: str
    local: str = ""
    person_id: UUID | None = None
    id_hash: str | None = None
    doubt: str = ""
    unclear: bool = False


class Resolver:
    """Decides for all people of one workbook together, so that their order does not matter."""

    def __init__(self, known: Known, organisation_id: UUID, people: Iterable[Named]) -> None:
        self.known, self.organisation_id = known, organisation_id
        self.found = [
            Found(one, rows, name_hash_of(one.name))
            for one in people
            if (rows := list(rows_of(one)))
        ]
        self.numbers = {
            id(f): found_number(f.named, organisation_id) for f in self.found if f.named.id_number
        }
        self.claims: dict[str, list[Found]] = defaultdict(list)
        for one in self.found:
            if id(one) in self.numbers:
                self.claims[self.numbers[id(one)][0]].append(one)
        self.names = Counter(one.name_hash for one in self.found)
        self.claimed: set[UUID] = set()
        self.locals: set[str] = set()
        self.problems: list[Problem] = []

    def resolve(self) -> list[Found]:
        """Everybody, in the order of the workbook."""
        self.known.find_elsewhere({h for _, h in self.numbers.values() if h})
        for one in self.found:
            if id(one) in self.numbers:
                self._by_number(one, *self.numbers[id(one)])
        self._by_name([one for one in self.found if id(one) not in self.numbers])
        for one in self.found:
            self._listed_twice(one)
            self._wrong_number(one)
        return self.found

    # -- with a number --------------------------------------------------------------------------

    def _by_number(self, one: Found, key: str, id_hash: str | None) -> None:
        name = one.name_hash
        holder = self._holder(key, id_hash)
        rivals = [other for other in self.claims[key] if other is not one]
        keeps = holder is not None and _same_name(holder.name_hash, name)
        apart = self._local(f"{key}|{name}")
        if apart in self.known.by_local and not keeps:
            self._is(one, self.known.by_local[apart], apart)
            self._duplicate(one, rivals, holder, keeps=False)
        elif keeps and holder.person_id not in self.claimed:
            self._is(one, holder.person_id, self._local(key))
            if rivals:
                self._duplicate(one, rivals, holder, keeps=True)
        elif rivals or (holder and self._stands_elsewhere(holder)):
            one.local, one.doubt = apart, "" if rivals else KEPT_APART
            self._duplicate(one, rivals, holder, keeps=False)
        else:
            self._sole(one, key, id_hash, holder)
        self.locals.add(one.local)

    def _holder(self, key: str, id_hash: str | None) -> Employment | None:
        """Whom the firm knows by this number."""
        person_id = self.known.by_id.get(id_hash or "")
        person_id = person_id or self.known.by_local.get(self._hash(key, 1))
        return self.known.last_of(person_id) if person_id else None

    def _stands_elsewhere(self, holder: Employment) -> bool:
        """The holder is taken, or their name stands in this workbook beside another number."""
        return holder.person_id in self.claimed or self.names[holder.name_hash] > 0

    def _sole(self, one: Found, key: str, id_hash: str | None, holder: Employment | None) -> None:
        one.local = self._local(key)
        if holder is not None:
            self._is(one, holder.person_id, one.local)
            text = _renamed(self._name_of(holder), one.named.name)
            self._tell(one, "person.renamed", text)
            return
        one.id_hash = id_hash
        person_id = self.known.elsewhere.get(id_hash or "")
        if person_id is not None:
            self._is(one, person_id, one.local)
        self._maybe_same(one, id_hash)

    def _maybe_same(self, one: Found, id_hash: str | None) -> None:
        """Somebody of the name, whose number does not say that they are another."""
        for row in self._namesakes(one):
            if row.person.id_hash is None or id_hash is None:
                file = self.known.file_of(row)
                self._tell(one, "person.maybe_same", _maybe_same(one.named.name, file))
                return

    def _duplicate(
        self, one: Found, rivals: list[Found], holder: Employment | None, *, keeps: bool
    ) -> None:
        """Names both, with the rows they stand in."""
        text = _duplicate([one, *rivals])
        if keeps:
            text += f"按以前的登记，号码归「{one.named.name}」。"
        else:
            whose = (
                f"按以前的登记，号码归「{self._name_of(holder)}」"
                if holder
                else "无法判断号码是谁的"
            )
            text += f"{whose}；「{one.named.name}」按没有证件号码导入，本人暂时不能绑定。"
        self._tell(one, "person.duplicate_id", text + CORRECT_IT)

    # -- without one ----------------------------------------------------------------------------

    def _by_name(self, people: list[Found]) -> None:
        bases = Counter(_base(one) for one in people)
        waiting = []
        for one in people:
            base = _base(one)
            more = f"|{_first(one, 'employee_no') or _first(one, 'phone') or ''}"
            one.local = self._local(base + more if bases[base] > 1 else base)
            self.locals.add(one.local)
            if (exact := self.known.by_local.get(one.local)) and exact not in self.claimed:
                self._is(one, exact, one.local)
            else:
                waiting.append(one)
        self._by_namesake(waiting)

    def _by_namesake(self, waiting: list[Found]) -> None:
        """The one person of that name, unless others are as likely."""
        chances = [(one, self._namesakes(one)) for one in waiting]
        wanted = Counter(row.person_id for _, rows in chances for row in rows)
        for one, rows in chances:
            if len(rows) == 1 and wanted[rows[0].person_id] == 1:
                self._is(one, rows[0].person_id, one.local)
                one.doubt = BY_NAME
            elif rows:
                one.unclear = True
                self._tell(one, "person.unclear", SEVERAL)

    def _namesakes(self, one: Found) -> list[Employment]:
        department = _first(one, "department")
        held = self.known.by_name.get(one.name_hash, {})
        return [
            row
            for person_id, row in held.items()
            if person_id not in self.claimed
            and (not department or not row.department or row.department == str(department))
        ]

    # -- both -----------------------------------------------------------------------------------

    def _name_of(self, row: Employment) -> str:
        return card_of(row, self.known.keys[row.person_id]).name

    def _is(self, one: Found, person_id: UUID, local: str) -> None:
        one.person_id, one.local = person_id, local
        self.claimed.add(person_id)

    def _local(self, text: str) -> str:
        """Recognises a person inside one firm; two of one description in one workbook stay two."""
        nth = 1
        while (local := self._hash(text, nth)) in self.locals:
            nth += 1
        return local

    def _hash(self, text: str, nth: int) -> str:
        return keyed_hash("local person", f"{self.organisation_id}|{text}|{nth}")

    def _listed_twice(self, one: Found) -> None:
        rows = [p for p in one.rows if p[0].role == "roster" and _runs(p[1])]
        if len(rows) > 1 and one.named.id_number:
            text = f"「{one.named.name}」在花名册里登记了两次（{_places(rows)}），按同一个人导入，"
            self._tell(one, "person.listed_twice", text + "请删去多余的一行。")

    def _wrong_number(self, one: Found) -> None:
        """A number that nobody can have, with the part that is wrong."""
        try:
            normal_id(one.named.id_number or "")
        except InvalidIdentity as error:
            if one.named.id_number:
                text = f"「{one.named.name}」的证件号码不对：{error.message_zh}"
                self._tell(one, "person.wrong_id", text + WRONG_ID)

    def _tell(self, one: Found, code: str, message: str) -> None:
        """On each row of the roster; where there is none, on the first row."""
        for sheet, row in _main_rows(one):
            self.problems.append(Problem(sheet.name, row.number, None, code, message))


def rows_of(person: Named) -> Iterator[Placed]:
    """The rows an import keeps, the roster first."""
    for role in RECORD_OF_ROLE:
        yield from person.rows.get(role, ())


def found_number(person: Named, firm: UUID) -> tuple[str, str | None]:
    """(text by which the firm knows the number, its hash if it is valid).

    Only a valid number is known city-wide; a wrong one is the firm's own affair.
    """
    number = person.id_number or ""
    try:
        found = id_hash_of(normal_id(number), firm)
    except InvalidIdentity:
        return tolerant_id(number), None
    return found, found


def _base(one: Found) -> str:
    return f"{one.named.name}|{_first(one, 'department') or ''}"


def _first(one: Found, name: str) -> Any:
    return next((row.values[name] for _, row in one.rows if name in row.values), None)


def _same_name(left: str, right: str) -> bool:
    return left == right or name_hash_of("") in {left, right}


def _runs(row: Row) -> bool:
    """A line of somebody in employment, not one of a table with a line a month."""
    return not {"left_on", "month"} & row.values.keys() and row.values.get("status") != "离职"


def _main_rows(one: Found) -> list[Placed]:
    return [p for p in one.rows if p[0].role == "roster"] or one.rows[:1]


def _places(rows: Sequence[Placed]) -> str:
    told = [f"“{sheet.name}”第 {row.number} 行" for sheet, row in rows[:5]]
    return "、".join(told) + ("等" if len(rows) > 5 else "")


def _duplicate(people: list[Found]) -> str:
    names = list(dict.fromkeys(one.named.name for one in people))
    if len(people) == 1:
        return f"「{names[0]}」的证件号码与本单位另一位人员的相同。"
    where = _places([placed for one in people for placed in _main_rows(one)])
    return f"「{'」与「'.join(names)}」的证件号码相同（{where}）。"


def _renamed(before: str, now: str) -> str:
    return (
        f"这个证件号码在本单位原来登记的姓名是「{before}」，现写作「{now}」，按同一个人改名导入。"
        "如果不是同一个人，请先更正号码再导入。"
    )


def _maybe_same(name: str, file: str) -> str:
    source = f"（来自《{file}》）" if file else ""
    return (
        f"本单位已登记过一位「{name}」{source}，当时没有证件号码或号码有误，可能是同一个人。"
        f"系统不会自动合并：继续导入后，名单里会有两位「{name}」。"
        "如果是同一个人，请先撤销以前那次导入，再导入本表。"
    )
