"""Help in plain words: one file a portal, one section a screen of its menu.

The panel on each page shows the section of its route, else of the menu line it belongs to; the
manual is all sections of a portal in the order of the file. A test holds menu and help together.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent
PORTALS = ("worker", "enterprise", "regulator", "mediator", "provider", "operator", "public")


@dataclass(frozen=True, kw_only=True)
class Section:
    """Help for one screen: what it is for in a sentence, then steps."""

    route: str
    title: str
    what: str
    steps: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Manual:
    portal: str
    title: str
    intro: str
    sections: tuple[Section, ...]

    def of(self, route: str) -> Section | None:
        return next((section for section in self.sections if section.route == route), None)


@lru_cache(maxsize=16)
def manual_of(portal: str) -> Manual | None:
    """The manual of a portal; None for a name that is none."""
    if portal not in PORTALS:
        return None
    read = yaml.safe_load((HERE / f"{portal}.yaml").read_text(encoding="utf-8"))
    sections = tuple(
        Section(
            route=page["route"],
            title=page["title"],
            what=page["what"],
            steps=tuple(page["steps"]),
        )
        for page in read["pages"]
    )
    return Manual(portal=portal, title=read["title"], intro=read["intro"], sections=sections)


def section_for(portal: str, route: str, menu_route: str) -> Section | None:
    """The help of a page: its own, else that of the menu line it belongs to."""
    manual = manual_of(portal)
    return manual and (manual.of(route) or manual.of(menu_route))
