"""The measurements: each is listed, says what it measures, and answers in JSON."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest

from gongyue.cli import bench
from gongyue.cli.main import main


def test_every_measurement_has_its_parts() -> None:
    for name, module in bench.measurements().items():
        assert name == module.NAME and module.HELP
        assert callable(module.run)


def test_the_list_names_every_measurement(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "list"]) == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in bench.measurements())


def test_a_measurement_prints_json_with_scale_and_machine(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fake = SimpleNamespace(NAME="fake", HELP="假的", run=lambda args: {"rows": 10 * args.scale})
    monkeypatch.setattr(bench, "measurements", lambda: {"fake": fake})
    assert main(["bench", "fake", "--scale", "4", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["name"], report["scale"], report["rows"]) == ("fake", 4, 40)
    assert report["machine"]["cores"] >= 1
