"""What deploy/ promises: commands that exist, files that exist, settings that are read."""

from __future__ import annotations

import re
from pathlib import Path

from gongyue.cli.main import COMMANDS
from tests.consistency.hygiene import SETTING

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = sorted(path for path in (ROOT / "deploy").iterdir() if path.is_file())


def test_every_command_named_exists() -> None:
    named = {
        word
        for path in DEPLOY
        for word in re.findall(r"bin/gongyue (\w+)|\"gongyue\", \"(\w+)\"", path.read_text())
        for word in word
        if word
    }
    assert {"up", "backup"} <= named <= COMMANDS.keys()


def test_every_file_copied_exists() -> None:
    containerfile = (ROOT / "deploy" / "Containerfile").read_text()
    copied = [
        name
        for line in re.findall(r"^COPY (?!--)(.*)$", containerfile, re.MULTILINE)
        for name in line.split()[:-1]
    ]
    assert copied and all((ROOT / name).exists() for name in copied)


def test_every_setting_is_explained() -> None:
    page = (ROOT / "docs" / "reference" / "settings.md").read_text()
    named = {name for path in DEPLOY for name in SETTING.findall(path.read_text())}
    assert named and all(f"`{name}`" in page for name in named)


def test_the_service_is_confined() -> None:
    unit = (ROOT / "deploy" / "gongyue.service").read_text()
    for word in ("NoNewPrivileges=yes", "ProtectSystem=strict", "UMask=0077", "User=gongyue"):
        assert word in unit
