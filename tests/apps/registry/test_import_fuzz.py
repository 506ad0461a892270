"""Rosters as bad as they come: no import fails or merges in silence, and each can be undone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongyue.apps.registry.identity import normal_id
from gongyue.apps.registry.keys import keys_of
from gongyue.apps.registry.models import Employment, Event, ImportBatch
from gongyue.apps.registry.rows import values_of
from gongyue.apps.registry.selectors.batches import batch_page
from gongyue.apps.registry.services.undo import import_undo, state_checksum
from gongyue.apps.registry.stream import payload_with
from gongyue.kernel.ids import InvalidIdentity
from tests.apps.people import People, imported
from tests.cast import AT, identity_number
from tests.depth import examples

pytestmark = pytest.mark.django_db
HEADER = ("姓名", "身份证号", "部门", "入职日期", "离职日期", "工号")
BODIES = ("19800101", "19900202", "19850303")
VALID = tuple(identity_number(born=born, sequence=n) for n, born in enumerate(BODIES, start=31))
OLD = VALID[0][:6] + VALID[0][8:17]
WRONG = VALID[1][:-1] + ("0" if VALID[1][-1] != "0" else "1")
ROW = st.tuples(
    st.sampled_from(("张三", "李四", "王五", "张 三")),
    st.sampled_from((*VALID, *VALID, OLD, WRONG, "", VALID[2].lower())),
    st.sampled_from(("", "一车间", "二车间")),
    st.sampled_from(("2019-01-07", "2023-06-01", "")),
    st.sampled_from(("", "", "", "2022-12-31", "2018-01-01")),
    st.sampled_from(("", "", "007")),
)
ROSTER = st.lists(ROW, min_size=1, max_size=7)
SAID = {"person.renamed"}


@settings(
    max_examples=examples(25),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(elsewhere=st.lists(ROW, max_size=3), rosters=st.lists(ROSTER, min_size=1, max_size=3))
def test_any_roster(people: People, elsewhere: list[Any], rosters: list[list[Any]]) -> None:
    with transaction.atomic():
        if elsewhere:
            imported(people.wang, people.platform, elsewhere, header=HEADER, name="别家.csv")
        other = _checksum(people, people.platform)
        _any_rosters(people, rosters)
        assert _checksum(people, people.platform) == other
        transaction.set_rollback(True)


def _any_rosters(people: People, rosters: Sequence[Sequence[Any]]) -> None:
    """Each in turn, twice; then everything undone, the last first."""
    before: list[tuple[ImportBatch, str]] = []
    for number, rows in enumerate(rosters):
        for again in range(2):
            checksum = _checksum(people, people.factory)
            at = AT + timedelta(hours=2 * number + again)
            batch = imported(people.chen, people.factory, rows, header=HEADER, at=at)
            assert (batch.state, batch.failure) == ("done", "")
            before.append((batch, checksum))
            _every_row_is_somewhere(people, batch, len(rows))
        assert batch.counts.get("people_new", 0) == 0, "the same roster again"
    _nobody_was_merged(people, [batch for batch, _ in before])
    for batch, checksum in reversed(before):
        import_undo(by=people.chen, batch_id=batch.pk, at=AT + timedelta(days=1))
        assert _checksum(people, people.factory) == checksum


def _every_row_is_somewhere(people: People, batch: ImportBatch, rows: int) -> None:
    """Kept, or named as left out."""
    counts = batch.counts
    left_out = _problems(people, batch, {"join.ambiguous", "person.unclear"})
    taken = counts.get("rows_new", 0) + counts.get("rows_same", 0)
    assert taken + len(left_out) == rows


def _nobody_was_merged(people: People, batches: list[ImportBatch]) -> None:
    """One person, one valid number; another name only where that was said."""
    said = [p["message"] for batch in batches for p in _problems(people, batch, SAID)]
    for told in _said_of_each_person(people).values():
        numbers = {number for _, number, _ in told} - {None}
        assert len(numbers) <= 1, told
        names = {name for name, _, _ in told}
        assert len(names) == 1 or any(_names_all(names, text) for text in said), told
        if numbers and any(number is None for _, number, _ in told):
            assert all(why for _, number, why in told if number is None), told


def _names_all(names: set[str], text: str) -> bool:
    return all(f"「{name}」" in text.replace("张 三", "张三") for name in names)


def _said_of_each_person(people: People) -> dict[Any, list[tuple[str, str | None, Any]]]:
    """Every row ever kept, by person: (name, number, why it is theirs without a number)."""
    held = Employment.objects.filter(organisation=people.factory)
    keys = keys_of(held.values_list("person", flat=True))
    told: dict[Any, list[tuple[str, str | None, Any]]] = defaultdict(list)
    for event in Event.objects.filter(organisation=people.factory, type="employment.recorded"):
        payload = payload_with(event, keys)
        values = values_of(payload)
        name = "".join(str(values["name"]).split())
        sure = payload.get("doubts") or values.get("employee_no")
        told[event.person_id].append((name, _number(values), sure))
    return told


def _number(values: Any) -> str | None:
    try:
        return normal_id(str(values["id_number"])) if "id_number" in values else None
    except InvalidIdentity:
        return str(values["id_number"]).upper()


def _problems(people: People, batch: ImportBatch, codes: set[str]) -> list[Any]:
    page = batch_page(people.chen, batch.pk, at=AT)
    return [problem for problem in page.problems if problem["code"] in codes]


def _checksum(people: People, firm: Any) -> str:
    return state_checksum(organisation_id=firm.pk)
