"""Records become questions; the registry's sums equal recomputing everybody; scopes hold."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.impact import services
from gongyue.apps.impact.models import ImpactRun
from gongyue.apps.impact.population import questions_of_firms
from gongyue.apps.impact.services import (
    ALIVE,
    impact_order,
    impact_restart,
    impact_run,
    is_stopped,
    look_at,
    reckon,
)
from gongyue.apps.registry.models import Event, Membership
from gongyue.apps.registry.reach import every_firm
from gongyue.cli import law_impact
from gongyue.cli.main import main
from tests.cast import AT, Cast, bring_to_life
from tests.portals.regulator.impacts import office_of, rise, run_of

ON = date(2026, 10, 1)


@pytest.fixture
def cast(db: None) -> Cast:
    return bring_to_life()


def _order(cast: Cast, **changed: Any) -> ImpactRun:
    facts = {"by": cast.regulator, "office_id": office_of(cast.regulator), "title": "x", "on": ON,
             "patch_text": rise(), "at": AT}  # fmt: skip
    return impact_order(**{**facts, **changed})


def test_everybody_recomputed_says_the_same(cast: Cast) -> None:
    patch = look_at(rise("9000")).patch

    def told(*, everyone: bool) -> dict[str, Any]:
        return reckon(questions_of_firms(every_firm(), on=ON), patch, everyone=everyone)

    assert told(everyone=False) == told(everyone=True)
    assert told(everyone=False)["moved"] > 0


def test_questions_bear_no_name(cast: Cast) -> None:
    asked = list(questions_of_firms(every_firm(), on=ON))
    assert asked
    assert "李师傅" not in repr(asked) and "1390" not in repr(asked)


def test_the_run_leaves_a_trace_of_the_office_and_none_of_anybody(cast: Cast) -> None:
    run_of(cast)
    event = Event.objects.get(type="impact.computed")
    assert event.person_id is None and event.organisation_id == office_of(cast.regulator)


def test_a_scope_of_places_keeps_the_others_out(cast: Cast) -> None:
    assert _order(cast).firms == 1
    Membership.objects.filter(user=cast.regulator).update(scope="places", scope_places=["430103"])
    run = _order(cast)
    assert (run.firms, run.report["asked"]) == (0, 0)


def test_who_is_no_official_orders_nothing(cast: Cast) -> None:
    for user in (cast.enterprise, cast.stranger, cast.mediator):
        with pytest.raises(NotFound):
            impact_order(by=user, office_id=office_of(cast.regulator), title="", on=ON,
                         patch_text=rise(), at=AT)  # fmt: skip


def test_a_wrong_patch_or_day_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused):
        _order(cast, patch_text="place: nowhere")
    with pytest.raises(Refused):
        _order(cast, on=date(1990, 1, 1))


def test_rights_lost_while_waiting_end_the_run_and_it_runs_once(cast: Cast) -> None:
    run = _order(cast)
    assert impact_run(run_id=run.pk, at=AT).state == "done"
    ImpactRun.objects.filter(pk=run.pk).update(state="queued", report={})
    Membership.objects.filter(user=cast.regulator).update(ended_at=AT)
    ended = impact_run(run_id=run.pk, at=AT)
    assert ended.state == "failed" and "已不在" in ended.failure


def test_the_command_adds_up_the_registry(
    cast: Cast, tmp_path: Any, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(law_impact, "settings_here", lambda: "test")
    monkeypatch.setattr(law_impact, "require_a_system", lambda command: None)
    monkeypatch.setattr(law_impact, "use_settings", lambda name: tmp_path)
    file = tmp_path / "rise.yaml"
    file.write_text(rise("9000"), encoding="utf-8")
    arguments = ["law", "impact", "--patch", str(file), "--on", "2026-10-01", "--json"]
    assert main(arguments) == 0
    short = capsys.readouterr().out
    assert main([*arguments, "--recompute-everyone"]) == 0
    assert capsys.readouterr().out == short
    assert json.loads(short)["rules"]["minimum_wage"]["up"] > 0
    assert main([*arguments, "--moves", "x"]) == 2
    assert main([*arguments[:4], "--on", "soon"]) == 2


def test_a_killed_run_says_so_and_is_taken_up_from_the_beginning(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = _order(cast)
    run = ImpactRun.objects.get(pk=whole.pk)
    ImpactRun.objects.filter(pk=run.pk).update(state="queued", report={}, finished_at=None)

    def killed(*_: Any, **__: Any) -> Any:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(services, "reckon", killed)
        with pytest.raises(SystemExit):
            impact_run(run_id=run.pk, at=AT)
    run.refresh_from_db()
    assert run.state == "running" and run.seen_alive_at is not None
    call = {"by": cast.regulator, "office_id": run.office_id, "run_id": run.pk}
    with pytest.raises(Refused):
        impact_restart(**call, at=run.seen_alive_at + ALIVE / 2)
    with pytest.raises(NotFound):
        impact_restart(**{**call, "by": cast.stranger}, at=run.seen_alive_at + ALIVE)
    assert is_stopped(run, run.seen_alive_at + ALIVE)
    impact_restart(**call, at=run.seen_alive_at + ALIVE)
    impact_run(run_id=run.pk, at=AT)
    run.refresh_from_db()
    assert (run.state, run.report) == ("done", whole.report)
