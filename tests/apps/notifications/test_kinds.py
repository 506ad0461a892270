"""Every kind of message is complete, uses its facts only, and tells no secret outside."""

from __future__ import annotations

import pytest

from gongyue.apps.notifications.kinds import (
    KINDS,
    BadNotice,
    Channel,
    Group,
    Kind,
    declare,
    names_in,
)
from gongyue.apps.notifications.wording import SIGNATURE, SMS_FACT_LIMIT, filled

ALL = sorted(KINDS.values(), key=lambda kind: kind.name)
SMS_CHARACTERS = 70
# A fact of this kind is a date, a role, a word of a closed list: never a sentence.
USUAL_FACT = "某某单位某某单位"
GIVES_AWAY = ("元", "工资", "身份证", "病", "工伤", "怀孕")


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_a_kind_has_the_texts_it_needs_and_uses_all_its_facts(kind: Kind) -> None:
    used = names_in(kind.title) | names_in(kind.body)
    outside = [kind.text_for(channel) for channel in Channel]
    assert kind.title and kind.body and kind.label
    assert used | {name for text in outside for name in names_in(text)} == kind.facts
    assert kind.private <= kind.facts
    for channel in kind.channels:
        assert kind.text_for(channel), f"{channel} by default, and no text for it"
    if kind.falls_back or kind.required:
        assert kind.text_for(Channel.SMS)


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_nothing_private_leaves_the_system(kind: Kind) -> None:
    for channel in Channel:
        text = kind.text_for(channel)
        assert not names_in(text) & kind.private
        assert not [word for word in GIVES_AWAY if word in text]


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_a_short_message_is_short(kind: Kind) -> None:
    text = filled(kind.text_for(Channel.SMS), dict.fromkeys(kind.facts, USUAL_FACT))
    assert len(SIGNATURE + text) <= SMS_CHARACTERS
    assert len(USUAL_FACT) <= SMS_FACT_LIMIT


def test_what_the_law_asks_for_goes_out_by_a_channel() -> None:
    assert all(kind.channels for kind in ALL if kind.required)


@pytest.mark.parametrize("text", ["{a.b}", "{a[0]}", "{a!r}", "{a:>9}", "{}", "{0}"])
def test_a_template_holds_plain_facts_only(text: str) -> None:
    with pytest.raises(BadNotice):
        names_in(text)


def test_a_name_belongs_to_one_kind() -> None:
    known = ALL[0]
    declare(known)
    with pytest.raises(BadNotice):
        declare(Kind(name=known.name, label="别的", group=Group.WORK, title="一", body="二"))
