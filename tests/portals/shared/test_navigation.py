"""Menus: no dead links, and the right one marked."""

from gongyue.portals.shared.navigation import menu_of


def test_the_longest_beginning_is_where_we_are() -> None:
    menu = menu_of("public", "/calculators/severance/result/")
    assert [link.label for link in menu.links if link.current] == ["算一算"]


def test_home_is_current_on_the_home_page_only() -> None:
    assert [link.label for link in menu_of("public", "/").links if link.current] == ["首页"]
    assert not [link for link in menu_of("public", "/sign-in/").links if link.current]


def test_a_portal_without_a_menu_draws_none() -> None:
    assert menu_of("shared", "/").links == ()
    assert menu_of("", "/").links == ()
    assert menu_of("no_such_portal", "/").links == ()
