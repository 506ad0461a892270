"""What the import screens ask: a workbook, and which column means what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from gongyue.engines.workbook.fields import FIELDS
from gongyue.portals.shared.tables_in import TableForm

ROLES = {
    "roster": "花名册",
    "contracts": "劳动合同",
    "attendance": "考勤、加班",
    "payroll": "工资表",
    "insurance": "社会保险",
    "leave": "年休假",
    "unknown": "没有认出",
}
LAST_HEADER = 200


class WorkbookForm(TableForm):
    """A file or a pasted table."""


@dataclass(frozen=True, kw_only=True)
class Column:
    letter: str
    header: str
    field: str

    @property
    def label(self) -> str:
        return FIELDS[self.field].label if self.field in FIELDS else ""


@dataclass(frozen=True, kw_only=True)
class SheetGroup:
    """Sheets of one role with the same header and columns: twelve months are mapped once."""

    number: int
    names: tuple[str, ...]
    role: str
    header_row: int
    hidden: bool
    rows: int
    columns: tuple[Column, ...]
    shaped: bool
    choices: tuple[tuple[str, str], ...]

    @property
    def role_word(self) -> str:
        return ROLES.get(self.role, self.role)

    @property
    def unmapped(self) -> int:
        return sum(1 for column in self.columns if not column.field)


def groups_of(
    sheets: Sequence[Mapping[str, Any]], shapes: Mapping[str, Mapping[str, Any]] | None = None
) -> list[SheetGroup]:
    """The sheets of a plan, alike ones together, in the order of the workbook."""
    alike: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for sheet in sheets:
        key = (
            sheet["role"],
            sheet["header_row"],
            sheet["hidden"],
            tuple(sheet["headers"].items()),
            tuple(sheet["mapping"].items()),
        )
        alike.setdefault(key, []).append(sheet)
    shaped = set(shapes or ())
    return [_group(number, found, shaped) for number, found in enumerate(alike.values())]


class ColumnsForm(forms.Form):
    """What each column is taken for; a field a group and column, as the page draws them."""

    def __init__(self, sheets: Sequence[Mapping[str, Any]], data: Mapping[str, str]) -> None:
        super().__init__(data)
        for group in groups_of(sheets):
            for column in group.columns:
                self.fields[f"column-{group.number}-{column.letter}"] = forms.ChoiceField(
                    label=f"{group.names[0]} {column.letter} 列“{column.header}”当作",
                    choices=[("", "不导入"), *group.choices],
                    initial=column.field,
                    required=False,
                )
        self.fields["include_hidden"] = forms.CharField(label="隐藏的表和行", required=False)

    def now(self) -> dict[str, str]:
        """The mapping as it stands."""
        return {name: str(field.initial or "") for name, field in self.fields.items()}


def overrides_of(
    posted: Mapping[str, str],
    sheets: Sequence[Mapping[str, Any]],
    before: Mapping[str, Mapping[str, str]],
) -> dict[str, dict[str, str]]:
    """{sheet: {column: field}} of what was changed by hand, earlier changes included."""
    changed = {name: dict(columns) for name, columns in before.items()}
    for group in groups_of(sheets):
        for column in group.columns:
            field = posted.get(f"column-{group.number}-{column.letter}", column.field)
            if field != column.field and (field in FIELDS or field == ""):
                for name in group.names:
                    changed.setdefault(name, {})[column.letter] = field
    return changed


def shapes_of(
    posted: Mapping[str, str],
    sheets: Sequence[Mapping[str, Any]],
    before: Mapping[str, Mapping[str, Any]],
) -> dict[str, dict[str, Any]]:
    """{sheet: {role, header_row}} of sheets a person takes for something else, earlier ones
    included."""
    changed = {name: dict(told) for name, told in before.items()}
    for group in groups_of(sheets):
        role = posted.get(f"role-{group.number}", group.role)
        row = posted.get(f"header-{group.number}", str(group.header_row))
        row_number = int(row) if row.isdecimal() and 0 < int(row[:6]) <= LAST_HEADER else 0
        for name in group.names:
            told = changed.get(name, {"role": "", "header_row": 0})
            if role != group.role and role in ROLES:
                told["role"] = role
            if row_number and row_number != group.header_row:
                told["header_row"] = row_number
            if told["role"] or told["header_row"]:
                changed[name] = told
    return changed


def corrections_of(posted: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """{sheet: {address: text}} of the cells that were ticked as right, or changed."""
    found: dict[str, dict[str, str]] = {}
    for name, text in posted.items():
        kind, _, place = name.partition("|")
        sheet, _, address = place.rpartition("|")
        if kind != "cell" or not sheet:
            continue
        if text != posted.get(f"was|{place}", text) or posted.get(f"seen|{place}"):
            found.setdefault(sheet, {})[address] = text
    return found


def _group(number: int, sheets: Sequence[Mapping[str, Any]], shaped: set[str]) -> SheetGroup:
    first = sheets[0]
    letters = dict.fromkeys((*first["headers"], *first["mapping"]))
    return SheetGroup(
        number=number,
        names=tuple(sheet["name"] for sheet in sheets),
        role=first["role"],
        header_row=first["header_row"],
        hidden=first["hidden"],
        rows=sum(sheet["rows"] for sheet in sheets),
        shaped=first["name"] in shaped,
        columns=tuple(
            Column(
                letter=letter,
                header=first["headers"].get(letter, ""),
                field=first["mapping"].get(letter, ""),
            )
            for letter in sorted(letters, key=lambda letter: (len(letter), letter))
        ),
        choices=_choices(first["role"], set(first["mapping"].values())),
    )


def _choices(role: str, used: set[str]) -> tuple[tuple[str, str], ...]:
    """The fields such a sheet can have, and any it already has."""
    fits = [f for f in FIELDS.values() if role in f.roles or role == "unknown" or f.name in used]
    return tuple((field.name, field.label) for field in fits)
