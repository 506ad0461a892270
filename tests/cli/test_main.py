"""The dispatcher: every command has its module, and only the one asked for is imported."""

from __future__ import annotations

import importlib
import subprocess
import sys

import pytest

from gongyue.cli import main as dispatcher


@pytest.mark.parametrize("command", dispatcher.COMMANDS)
def test_every_command_has_a_module_that_answers_help(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        dispatcher.main([command, "--help"])
    assert stopped.value.code == 0
    assert f"gongyue {command}" in capsys.readouterr().out


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        dispatcher.main(["--help"])
    shown = capsys.readouterr().out
    assert all(name in shown for name in dispatcher.COMMANDS)


def test_an_unknown_command_is_refused_with_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        dispatcher.main(["coffee"])
    assert stopped.value.code == 2
    assert "checkup" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["checkup", "law"])
def test_the_commands_without_a_server_load_no_django(command: str) -> None:
    program = (
        "import sys; from gongyue.cli.main import main\n"
        f"try: main(['{command}', '--help'])\n"
        "except SystemExit: pass\n"
        "sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_the_module_of_each_command_is_in_this_package() -> None:
    for module, help_text in dispatcher.COMMANDS.values():
        assert help_text
        assert hasattr(importlib.import_module(f"gongyue.cli.{module}"), "add_parser")


def test_chinese_reaches_a_pipe_under_a_c_locale() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "gongyue.cli", "--help"],
        env={"LC_ALL": "C", "PYTHONUTF8": "0", "PATH": "", "PYTHONCOERCECLOCALE": "0"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert "用工体检" in done.stdout.decode("utf-8")
