"""Texts come in whole or not at all, once, and are never changed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.knowledge.models import Act, Article, Version
from gongyue.apps.knowledge.selectors.acts import (
    act_of_source,
    article_in,
    changes,
    repealed_by,
    shape_problems,
    version_on,
    versions_of,
    what_changed,
)
from gongyue.apps.knowledge.services.importing import NEW, REFUSED, SAME, statutes_import
from gongyue.apps.registry.models import Event
from gongyue.law.sources import all_sources
from tests.apps.knowledge.texts import AMENDED, FIRST, NAME
from tests.apps.people import People
from tests.cast import AT

pytestmark = pytest.mark.django_db


def _bring(*texts: str, **more: Any) -> list[str]:
    files = [(NAME if n == 0 else f"{n}.txt", text.encode()) for n, text in enumerate(texts)]
    done = statutes_import(files=files, at=AT, by=more.pop("by", None), **more)
    return [read.outcome for read in done]


def test_the_same_text_twice_changes_nothing() -> None:
    assert _bring(FIRST) == [NEW]
    before = Version.objects.count()
    assert _bring(FIRST) == [SAME]
    assert Version.objects.count() == before
    assert Act.objects.count() == 1


def test_a_dry_run_keeps_nothing() -> None:
    assert _bring(FIRST, dry_run=True) == [NEW]
    assert not Act.objects.exists() and not Event.objects.filter(type="statutes.imported").exists()


def test_a_bad_file_takes_no_good_one_with_it(people: People) -> None:
    assert _bring("# 你好\n世界", FIRST) == [REFUSED, NEW]
    assert Article.objects.count() == 5
    event = Event.objects.get(type="statutes.imported")
    assert event.organisation_id == people.operator.memberships.get().organisation_id


def test_versions_by_day_and_what_changed() -> None:
    _bring(FIRST)
    statutes_import(files=[("b.md", AMENDED.encode())], at=AT, by=None)
    act = Act.objects.get()
    newer, older = versions_of(act)
    assert version_on(act, day=date(2020, 1, 1)) == older
    assert version_on(act, day=date(2022, 1, 1)) == newer
    assert what_changed(newer, older).changed == ("第3条",)
    before, after = article_in(older, number=3), article_in(newer, number=3)
    assert before and after
    assert [(c.kind, c.text) for c in changes(before, after) if c.kind != "same"] == [
        ("gone", "一"),
        ("new", "两"),
    ]


def test_a_repealed_act_says_by_what() -> None:
    _bring(FIRST, "# 晴川市茶水办法\n第一条 喝水。\n")
    act = Act.objects.get(title="晴川市茶水办法")
    by = repealed_by(act)
    assert by and by.act.title == "晴川市茶歇条例"


def test_an_act_of_the_rules_is_recognised_and_compared() -> None:
    _bring("# 中华人民共和国劳动合同法\n第一条 只有一条。\n")
    act = act_of_source("cn/labour-contract-law")
    assert act
    problems = shape_problems(versions_of(act)[0], all_sources().by_id["cn/labour-contract-law"])
    assert "98" in problems[0]


def test_texts_are_never_changed() -> None:
    _bring(FIRST)
    for row in (Version.objects.first(), Article.objects.first()):
        assert row
        with pytest.raises(Refused):
            row.save()
        with pytest.raises(Refused):
            row.delete()


def test_only_the_operator_may(people: People) -> None:
    assert _bring(FIRST, by=people.operator) == [NEW]
    for user in (people.sun, people.li):
        with pytest.raises(NotFound):
            _bring(AMENDED, by=user)
    assert Version.objects.count() == 1


def test_too_many_files_are_refused() -> None:
    files = [("a.md", b"x")] * 501
    with pytest.raises(Refused):
        statutes_import(files=files, at=AT, by=None)
