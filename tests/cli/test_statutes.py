"""`gongyue statutes` on files, without a server."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gongyue.cli import main as cli
from gongyue.cli import statutes
from tests.apps.knowledge.texts import FIRST, NAME

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def this_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statutes, "use_settings", lambda name: None)
    monkeypatch.setattr(statutes, "bring_database_up_to_date", lambda: None)
    monkeypatch.setattr(statutes, "settings_here", lambda: "test")


def test_a_folder_comes_in_and_is_listed(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    (tmp_path / NAME).write_text(FIRST, encoding="gb18030")
    (tmp_path / "README.log").write_text("not a text of the law")
    assert cli.main(["statutes", "import", str(tmp_path), "--dry-run"]) == 0
    assert cli.main(["statutes", "import", str(tmp_path)]) == 0
    assert "新增 1 个" in capsys.readouterr().out
    assert cli.main(["statutes", "list", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["title"], row["articles"]) for row in rows] == [("晴川市茶歇条例", 5)]
    assert cli.main(["statutes", "check"]) == 0


def test_what_cannot_be_taken_gives_one(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    assert cli.main(["statutes", "import", str(tmp_path / "nowhere.md")]) == 1
    (tmp_path / "x.txt").write_text("你好")
    assert cli.main(["statutes", "import", str(tmp_path / "x.txt")]) == 1
    assert "第 1 行" in capsys.readouterr().out


def test_a_text_that_differs_from_the_table_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    (tmp_path / "l.md").write_text("# 中华人民共和国劳动法\n第一条 甲。\n", encoding="utf-8")
    assert cli.main(["statutes", "import", str(tmp_path)]) == 0
    assert cli.main(["statutes", "check"]) == 1
    assert "107" in capsys.readouterr().out
