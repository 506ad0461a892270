"""The command: the same city whatever the batch, another one for other settings; and its check."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from gongyue.cli.main import main
from gongyue.cli.simulate.checking import check
from gongyue.cli.simulate.settings import BadSettings, Settings, load, of_mapping
from gongyue.cli.simulate.tables import PANELS, TABLES, TRUTH, documentation
from gongyue.cli.simulate.world import world_of
from gongyue.cli.simulate.writing import simulate

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "simulated-city.md"


def digests(folder: Path) -> dict[str, str]:
    return {path: hashlib.sha256((folder / path).read_bytes()).hexdigest() for path in TABLES}


def small(folder: Path, **more: Any) -> Path:
    options: dict[str, Any] = {"firms": 130, "months": 9, "seed": 2, "settings": Settings()}
    simulate(folder, **(options | more))
    return folder


def test_the_city_does_not_depend_on_the_batch(tmp_path: Path) -> None:
    one, other = small(tmp_path / "a", batch=64), small(tmp_path / "b", batch=1_000)
    assert digests(one) == digests(other)
    assert (one / "city.json").read_text() == (other / "city.json").read_text()


def test_another_seed_and_other_settings_are_another_city(tmp_path: Path) -> None:
    first = digests(small(tmp_path / "a"))
    seed = digests(small(tmp_path / "b", seed=3))
    settings = of_mapping({"industries": {"construction": 1}, "collapse": {"rate": 0.2}})
    other = small(tmp_path / "c", settings=settings)
    empty = {path for path in first if path.endswith("interventions.parquet")}
    assert {path for path in first if first[path] == seed[path]} == empty
    trades = pq.read_table(other / "panels/firms.parquet")["industry"]
    assert pc.unique(trades).to_pylist() == ["construction"]
    assert check(other)["violations"] == {}


def test_the_command_writes_checks_and_replaces(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "s.yaml").write_text("reporting: {missing_months: 0.2}\n", encoding="utf-8")
    out = tmp_path / "city"
    order = ["simulate", "--firms", "70", "--months", "6", "--out", str(out)]
    assert main(order) == 0
    assert main([*order, "--settings", str(tmp_path / "s.yaml"), "--seed", "9"]) == 0
    manifest = json.loads((out / "city.json").read_text(encoding="utf-8"))
    assert manifest["seed"] == 9 and manifest["settings"]["reporting"]["missing_months"] == 0.2
    capsys.readouterr()
    assert main(["simulate", "--check", str(out)]) == 0
    assert json.loads(capsys.readouterr().out) == {"rules": 83, "violations": {}}


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("mine")
    assert main(["simulate", "--firms", "5", "--months", "2", "--out", str(tmp_path)]) == 2
    assert (tmp_path / "letters.txt").read_text() == "mine"
    assert main(["simulate"]) == 2


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ({"colapse": {}}, "colapse"),
        ({"collapse": {"rate": "often"}}, "collapse.rate"),
        ({"collapse": {"rate": -1}}, "collapse.rate"),
        ({"collapse": {"rate": float("nan")}}, "collapse.rate"),
        ({"voices": {"anonymous": 1.5}}, "voices.anonymous"),
        ({"size": {"smallest": 9, "largest": 8}}, "size"),
        ({"size": {"smallest": 2.5}}, "size.smallest"),
        ({"industries": {"catering": -1}}, "industries"),
        ({"intervention": {"assignment": "luck"}}, "intervention.assignment"),
        ({"first_month": "May"}, "first_month"),
        (["a list"], "settings"),
    ],
)
def test_settings_that_mean_nothing_are_named(told: Any, named: str) -> None:
    with pytest.raises(BadSettings, match=named.replace(".", r"\.")):
        of_mapping(told)


@pytest.mark.parametrize(
    "told", [{"industries": {"piracy": 1}}, {"places": {"777777": 1}}, {"first_month": "1950-01"}]
)
def test_trades_places_and_times_nobody_knows_are_refused(told: Any) -> None:
    with pytest.raises(BadSettings):
        world_of(of_mapping(told), months=3, seed=1)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "s.json").write_text("{", encoding="utf-8")
    with pytest.raises(BadSettings, match=r"s\.json"):
        load(tmp_path / "s.json")


def _less_paid(table: pa.Table) -> pa.Table:
    return table.set_column(
        table.schema.get_field_index("gross"), "gross", pc.add(table["gross"], 1)
    )


def _twice(table: pa.Table) -> pa.Table:
    return pa.concat_tables([table, table.slice(0, 1)])


def _without(table: pa.Table) -> pa.Table:
    return table.slice(3)


SPOILT = [
    ("panels/pay", _less_paid, "gross is base"),
    ("panels/contracts", _twice, "one row for each contract_id"),
    ("panels/firms", _without, "firm_id is in p_firms"),
    ("truth/dues", _without, "every reported row"),
    ("truth/troubles", lambda t: t.slice(0, 0), "where the truth says so"),
    ("truth/firms", lambda t: t.set_column(7, "onset", t["exit"]).slice(0, 5), "is in t_firms"),
    ("truth/states", lambda t: t.set_column(
        5, "exit_within_3", pc.invert(t["exit_within_3"])), "states say what is coming"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "spoil", "named"), SPOILT, ids=[one[2] for one in SPOILT])
def test_the_check_finds_what_is_spoilt(tmp_path: Path, path: str, spoil: Any, named: str) -> None:
    folder = small(tmp_path)
    file = folder / f"{path}.parquet"
    pq.write_table(spoil(pq.read_table(file)), file)
    assert any(named in rule for rule in check(folder)["violations"])


def test_panels_and_truth_share_no_more_than_what_both_may_know() -> None:
    """A hidden quantity under a public name would be a leak."""
    shared = {c.name for t in PANELS for c in t.columns} & {
        c.name for t in TRUTH for c in t.columns
    }
    keys = {name for table in (*PANELS, *TRUTH) for name in table.key}
    assert shared <= keys | {"left_on", "people", "topic", "industry", "kind"}


def test_every_table_and_column_is_on_the_page() -> None:
    assert documentation().strip() in PAGE.read_text(encoding="utf-8")


def test_help_that_goes_where_complaints_are_is_confounded(tmp_path: Path) -> None:
    """The helped fare worse than the others though help helps: what naive comparisons get wrong."""
    settings = of_mapping({
        "collapse": {"rate": 0.1}, "size": {"median": 5, "largest": 20},
        "intervention": {"share": 0.25, "assignment": "by_signal", "month": 8},
    })  # fmt: skip
    folder = small(tmp_path, firms=640, months=16, settings=settings)
    helped = pq.read_table(folder / "panels/interventions.parquet")["firm_id"]
    firms = pq.read_table(folder / "truth/firms.parquet")
    ends = pc.is_valid(firms["exit"])
    is_helped = pc.is_in(firms["firm_id"], value_set=helped.combine_chunks())
    rate = {
        flag: pc.mean(ends.filter(pc.equal(is_helped, flag)).cast("int32")).as_py()
        for flag in (True, False)
    }
    assert rate[True] > rate[False]
    outcomes = pq.read_table(folder / "truth/potential_outcomes.parquet")
    by_dose = {
        dose: pc.mean(
            outcomes["collapses"].filter(pc.equal(outcomes["dose"], dose)).cast("int32")
        ).as_py()
        for dose in (0.0, 1.0)
    }
    assert by_dose[1.0] < by_dose[0.0]


@pytest.mark.parametrize(
    "option",
    ["--seed=-1", "--seed=x", "--seed=1" + "0" * 30, "--months=0", "--months=9999999",
     "--firms=0", "--firms=1.5", "--batch=0"],
)  # fmt: skip
def test_a_number_that_cannot_be_is_refused_before_anything_is_written(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["simulate", option, "--out", str(tmp_path / "city")])
    assert stopped.value.code == 2
    assert "的整数" in capsys.readouterr().err
    assert not (tmp_path / "city").exists()


def test_a_folder_that_cannot_be_written_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    assert main(["simulate", "--firms", "3", "--out", str(tmp_path / "file" / "city")]) == 2
    assert "没有写成" in capsys.readouterr().err


def test_a_full_disk_leaves_a_city_that_the_check_calls_unfinished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(self: object, part: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("gongyue.cli.simulate.writing._Sink.take", full)
    assert main(["simulate", "--firms", "3", "--months", "2", "--out", str(tmp_path)]) == 2
    assert "城市不完整" in capsys.readouterr().err
    assert main(["simulate", "--check", str(tmp_path)]) == 2
    assert "city.json" in capsys.readouterr().err
    monkeypatch.undo()
    assert main(["simulate", "--firms", "3", "--months", "2", "--out", str(tmp_path)]) == 0


@pytest.mark.parametrize("spoilt", ["city.json", "panels/pay.parquet", "truth/firms.parquet"])
def test_a_spoilt_city_is_said_to_be_unreadable(
    spoilt: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    city = small(tmp_path / "it's a city", firms=3, months=2)
    assert main(["simulate", "--check", str(city)]) == 0
    (city / spoilt).write_bytes(b"{}")
    assert main(["simulate", "--check", str(city)]) == 2
    assert "读不了" in capsys.readouterr().err
    assert main(["simulate", "--check", str(tmp_path / "nowhere")]) == 2


@pytest.mark.parametrize("months", [1, 2, 3])
def test_a_short_window_is_a_city_too(months: int, tmp_path: Path) -> None:
    city = small(tmp_path, firms=40, months=months)
    assert not check(city)["violations"]
