"""The bootstrap: stamps, plain words for old Pythons, and what it says when things fail."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from house import doing, frontend, goals
from house.say import Trouble
from house.stamps import Stamp, digest

ROOT = Path(__file__).resolve().parents[2]
OLD = ("python2.7", "python2", "python3.6", "python3.7", "python3.8", "python3.9", "python3.10")


def test_the_door_is_readable_by_old_pythons() -> None:
    source = (ROOT / "dev" / "make.py").read_text(encoding="utf-8")
    tree = ast.parse(source)
    too_new = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Match, ast.AsyncFunctionDef)
    assert not [node for node in ast.walk(tree) if isinstance(node, too_new)]
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            assert node.returns is None and not node.args.kwonlyargs
    assert "from __future__" not in source


def _old_pythons() -> list[str]:
    """Interpreters on the search path, and those of pyenv, that are too old for us."""
    beside = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    found = [*map(shutil.which, OLD), *map(str, beside.glob("*/bin/python"))]
    return [path for path in dict.fromkeys(found) if path and _is_too_old(path)]


def _is_too_old(interpreter: str) -> bool:
    probe = "import sys; sys.exit(sys.version_info >= (3, 11))"
    return subprocess.run([interpreter, "-c", probe], capture_output=True).returncode == 0


def test_an_old_python_gets_a_plain_answer() -> None:
    interpreters = _old_pythons()
    if not interpreters:
        pytest.skip("no Python older than 3.11 on this machine")
    for interpreter in interpreters:
        done = subprocess.run(
            [interpreter, str(ROOT / "dev" / "make.py"), "run"],
            env={"PATH": "", "_GONGYUE_HANDED_OVER": "1", "LC_ALL": "C", "HOME": "/nonexistent"},
            capture_output=True,
            check=False,
        )
        said = done.stderr.decode("utf-8")
        assert done.returncode == 1, interpreter
        assert "Python 3.11" in said and "make run PYTHON=" in said
        assert "Traceback" not in said


def test_a_stamp_is_true_only_for_the_inputs_it_was_written_for(tmp_path: Path) -> None:
    source, stamp = tmp_path / "a.txt", Stamp(tmp_path / "stamps" / "a")
    source.write_text("1")
    before = digest([source])
    assert not stamp.says(before)
    stamp.write(before)
    assert stamp.says(before)
    source.write_text("2")
    assert not stamp.says(digest([source]))
    stamp.forget()
    assert not stamp.says(before)


def test_a_digest_sees_every_file_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a").write_text("1")
    before = digest([tmp_path])
    (tmp_path / "deep" / "b").write_text("2")
    assert digest([tmp_path]) != before


@pytest.mark.parametrize(
    ("log", "said"),
    [
        ("ERROR: NewConnectionError: Temporary failure in name resolution", "连不上软件源"),
        ("npm error code ENOTFOUND", "连不上软件源"),
        ("OSError: [Errno 28] No space left on device", "磁盘已满"),
        ("SyntaxError: something else", "失败"),
    ],
)
def test_a_failed_step_is_explained_with_a_way_out(tmp_path: Path, log: str, said: str) -> None:
    path = tmp_path / "pip.log"
    path.write_text(log)
    trouble = doing.explain(path, "安装", "pip install")
    assert said in str(trouble)
    assert "怎么办" in str(trouble)


def test_too_little_room_is_said_before_the_work(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="Not enough disk"):
        doing.ask_for_room(tmp_path, megabytes=10**12)


def test_a_goal_answers_trouble_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    def in_trouble(rest: list[str]) -> int:
        raise Trouble("出了问题。", "Something is wrong.", "试试这个 / try this")

    monkeypatch.setitem(goals.GOALS, "run", in_trouble)
    assert goals.reach(["run"]) == 1
    assert "试试这个" in capfdbinary.readouterr().out.decode()


def test_every_make_command_has_its_goal() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    wanted = {
        line.split("$(HOUSE) ")[1].split()[0]
        for line in makefile.splitlines()
        if "@$(HOUSE)" in line
    }
    assert wanted == set(goals.GOALS)


def test_make_help_lists_the_commands_and_an_unknown_one_gets_the_list() -> None:
    told = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert all(f"make {goal}" in told.stdout for goal in goals.GOALS)
    refused = subprocess.run(
        ["make", "coffee"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert refused.returncode != 0 and "make test" in refused.stdout


def test_a_missing_python_is_named_by_make() -> None:
    done = subprocess.run(
        ["make", "run", "PYTHON=no-such-python"], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode != 0
    assert "no-such-python not found" in done.stderr.decode()


def test_the_least_node_is_what_the_front_end_asks_for() -> None:
    assert frontend.least_node() >= (18, 0)
    assert frontend._version(Path(sys.executable).with_name("no-such-node")) == (0,)
