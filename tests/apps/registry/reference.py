"""The tables of docs/reference that come from the registry's code.

`python -m tests.apps.registry.reference` writes them; test_reference fails when they differ.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "reference"
TABLE = re.compile(r"(<!-- made from the code -->\n).*?(<!-- end -->)", re.DOTALL)


def events() -> str:
    from gongyue.apps.registry.event_types import EVENT_TYPES

    lines = ["| type | version | 中文 | payload | answered |", "|---|---|---|---|---|"]
    for name, kind in sorted(EVENT_TYPES.items()):
        fields = ", ".join(
            f"`{field}` {what}{'' if field in kind.required else '?'}"
            for field, what in kind.fields.items()
        )
        answered = "yes" if kind.answerable else ""
        lines.append(f"| `{name}` | {kind.version} | {kind.label} | {fields} | {answered} |")
    return "\n".join(lines) + "\n"


def roles() -> str:
    from gongyue.apps.registry.roles import PERMISSIONS, Can, Kind, Role

    lines = ["| organisation | role | " + " | ".join(Can) + " |", "|---|---|" + "---|" * len(Can)]
    for kind, held in PERMISSIONS.items():
        for role, rights in held.items():
            marks = " | ".join("✓" if can in rights else "" for can in Can)
            lines.append(f"| {Kind(kind).label} | {Role(role).label} | {marks} |")
    return "\n".join(lines) + "\n"


def about_me() -> str:
    from gongyue.apps.registry.about_me import NOT_PERSONAL, PARTS

    lines = ["| part | 中文 | columns | models |", "|---|---|---|---|"]
    for name, part in sorted(PARTS.items()):
        columns = ", ".join(f"`{column}` {label}" for column, label in part.columns.items())
        lines.append(f"| `{name}` | {part.label} | {columns} | {', '.join(part.covers)} |")
    lines += ["", "| model | why it is in none |", "|---|---|"]
    lines += [f"| {model} | {why} |" for model, why in sorted(NOT_PERSONAL.items())]
    return "\n".join(lines) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "events.md": events,
    "roles.md": roles,
    "about-me.md": about_me,
}


def made(name: str) -> tuple[str, str]:
    """(the page as it is, the page as the code would have it)."""
    page = (FOLDER / name).read_text(encoding="utf-8")
    table = PAGES[name]()
    return page, TABLE.sub(lambda found: f"{found[1]}{table}{found[2]}", page)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongyue.config.settings.test")
    import django

    django.setup()
    for page_name in PAGES:
        (FOLDER / page_name).write_text(made(page_name)[1], encoding="utf-8")
