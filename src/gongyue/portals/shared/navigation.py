"""Each portal declares its menu in its own `navigation.py`; the layouts render it.

# portals/mediator/navigation.py
from gongyue.portals.shared.navigation import Item

PORTAL = "调解台"
NAVIGATION = [Item("待办", "mediator:inbox", icon="inbox")]
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from importlib import import_module

from django.apps import apps
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.module_loading import module_has_submodule

PORTALS = "gongyue.portals."


@dataclass(frozen=True)
class Item:
    """One line of a menu. `group` writes a heading above the first item that names it; `needs` is
    the right (roles.Can) without which the item is not drawn. `query` goes along in the address."""

    label: str
    url_name: str
    icon: str = ""
    group: str = ""
    needs: str = ""
    query: str = ""


@dataclass(frozen=True)
class Link:
    """An item as the layout draws it: its address, and whether we are there."""

    label: str
    url: str
    icon: str
    group: str
    current: bool
    route: str = ""


@dataclass(frozen=True)
class Menu:
    title: str
    links: tuple[Link, ...]


def portal_of(request: HttpRequest) -> str:
    """The first URL namespace: `enterprise` for `/enterprise/…`; empty outside the portals.

    Pages that are the same on every desk say themselves which one they stand on (`request.portal`).
    """
    if standing := getattr(request, "portal", ""):
        return str(standing)
    match = getattr(request, "resolver_match", None)
    return match.namespaces[0] if match and match.namespaces else ""


def menu_of(
    portal: str,
    path: str,
    may: Mapping[str, bool] | None = None,
    off: Collection[str] = frozenset(),
) -> Menu:
    """The menu of a portal with the link to `path` marked; empty when it declares none.

    `may`: what the role at the desk is allowed (desks.Desk.may); None hides nothing.
    `off`: names of routes the organisation has switched off.
    """
    module = _declared(portal)
    if module is None:
        return Menu("", ())
    items = [i for i in module.NAVIGATION if may is None or not i.needs or may[i.needs]]
    items = [item for item in items if item.url_name not in off]
    places = [(item, _address(item.url_name)) for item in items]
    known = [(item, url) for item, url in places if url]
    here = _longest_match([url for _, url in known], path)
    links = (Link(i.label, url, i.icon, i.group, url == here, i.url_name) for i, url in known)
    links = (Link(i.label, _with(url, i.query), i.icon, i.group, url == here) for i, url in known)
    return Menu(module.PORTAL, tuple(links))


def _declared(portal: str):  # type: ignore[no-untyped-def]  # a module with PORTAL and NAVIGATION
    for config in apps.get_app_configs():
        if config.name == PORTALS + portal and module_has_submodule(config.module, "navigation"):
            module = import_module(f"{config.name}.navigation")
            return module if hasattr(module, "NAVIGATION") else None
    return None


def _address(url_name: str) -> str:
    """No dead links: an item whose screen does not exist is not drawn."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def _with(url: str, query: str) -> str:
    return f"{url}?{query}" if query else url


def _longest_match(urls: list[str], path: str) -> str:
    """`/enterprise/people/7/` belongs to `/enterprise/people/`, not to `/enterprise/`."""
    if path in urls:
        return path
    return max((url for url in urls if url != "/" and path.startswith(url)), key=len, default="")
