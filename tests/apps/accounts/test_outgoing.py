"""The one way out leads nowhere inside, and gives up in time."""

from __future__ import annotations

import ipaddress
import socket
import time
from typing import Any

import pytest

from gongyue.apps.accounts.outgoing import BadAddress, Unreached, check_address, is_public, post
from tests.apps.notifications.stand_in import stand_in


def send(url: str, **more: Any) -> Any:
    return post(url=url, body=b"{}", headers={}, **more)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "qyapi.weixin.qq.com/send",
        "http://example.org/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "https://",
        "https://user:secret@example.org/",
        "https://example.org:0/",
        "https://example.org:99999/",
        "https://[::1/",
        "https://exa mple.org/",
        "https://example.org/\r\nX: y",
        "javascript:alert(1)",
        "https://example.org/" + "a" * 1_000,
    ],
)
def test_what_is_no_plain_https_address_is_refused(url: str, settings: Any) -> None:
    settings.OUTGOING_LOOPBACK = False
    with pytest.raises(BadAddress):
        check_address(url)
    with pytest.raises(BadAddress):
        send(url)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "0.0.0.0",
        "10.0.0.5",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "[::1]",
        "[fd00::1]",
        "[fe80::1]",
        "[::ffff:10.0.0.5]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "localhost",
        "2130706433",
    ],
)
def test_no_address_of_a_user_leads_inside(host: str, settings: Any) -> None:
    settings.OUTGOING_LOOPBACK = False
    with pytest.raises((BadAddress, Unreached)):
        send(f"https://{host}/")


@pytest.mark.parametrize("host", ["127.0.0.1", "192.168.1.1", "[::1]", "localhost"])
def test_whoever_types_an_inner_number_hears_it_at_once(host: str, settings: Any) -> None:
    settings.OUTGOING_LOOPBACK = False
    with pytest.raises(BadAddress, match="内部网络"):
        check_address(f"https://{host}/")


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("10.0.0.1", False),
        ("::ffff:192.168.0.1", False),
        ("64:ff9b::a00:1", False),
        ("64:ff9b::808:808", True),
        ("2002:a00:1::1", False),
        ("ff02::1", False),
    ],
)
def test_what_counts_as_public(text: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(text)) is public


def test_a_name_with_one_inner_address_is_refused_and_is_looked_up_once(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.OUTGOING_LOOPBACK = False
    asked: list[str] = []

    def look_up(host: str, port: int, **_: Any) -> Any:
        asked.append(host)
        return [(2, 1, 6, "", ("8.8.8.8", port)), (2, 1, 6, "", ("10.0.0.5", port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with pytest.raises(BadAddress, match="内部网络"):
        send("https://rebinding.example/")
    assert asked == ["rebinding.example"]


def test_the_connection_holds_to_the_address_that_was_checked(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.OUTGOING_LOOPBACK = False
    reached: list[Any] = []
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda host, port, **_: [(2, 1, 6, "", ("8.8.8.8", port))]
    )

    def connect(address: Any, timeout: Any = None) -> Any:
        reached.append(address)
        raise OSError

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(Unreached):
        send("https://example.org/")
    assert reached == [("8.8.8.8", 443)]


def test_the_operators_own_hosts_and_gateways_may_be_inside(settings: Any) -> None:
    settings.OUTGOING_LOOPBACK = False
    with stand_in() as server:
        assert send(server.url, trusted=True).status == 200
        settings.OUTGOING_HOSTS = ["127.0.0.1"]
        assert send(server.url).status == 200


def test_a_redirect_is_not_followed() -> None:
    with stand_in((302, {}, {"Location": "http://127.0.0.1:1/"})) as server:
        assert send(server.url).status == 302
    assert len(server.seen) == 1


@pytest.mark.parametrize("how", ["slow", "drip", "long", "cut", "garbage"])
def test_nothing_holds_us_longer_or_makes_us_keep_more_than_said(how: str) -> None:
    started = time.monotonic()
    with stand_in(how) as server, pytest.raises(Unreached):
        send(server.url, seconds=1)
    assert time.monotonic() - started < 8
