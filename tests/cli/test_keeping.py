"""A copy of a system, and the way back: the same state, or nothing at all."""

from __future__ import annotations

import gzip
import io
import json
import sqlite3
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from gongyue.cli.keeping import copying, databases, restoring, state
from gongyue.cli.keeping.words import CannotKeep
from gongyue.cli.main import main
from gongyue.config.keys import new_key_text


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GONGYUE_KEY", "GONGYUE_HOME", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A small system: tables, a file, a key, and things that are no part of its state."""
    home = tmp_path / "home"
    (home / "uploads" / "imports").mkdir(parents=True)
    (home / "uploads" / "imports" / "one.sealed").write_bytes(b"\x00\x01sealed")
    (home / "uploads" / "imports" / "two.part").write_bytes(b"half")
    (home / "static").mkdir()
    (home / "static" / "app.css").write_text("body {}")
    (home / "city.told").touch()
    (home / "system.key").write_text(new_key_text() + "\n")
    (home / "system.key").chmod(0o600)
    with sqlite3.connect(home / databases.FILE) as connection:
        connection.executescript(
            "PRAGMA journal_mode=WAL;"
            "CREATE TABLE django_migrations (id INTEGER PRIMARY KEY, app TEXT, name TEXT);"
            "INSERT INTO django_migrations (app, name) VALUES ('registry', '0001_initial');"
            "CREATE TABLE person (id INTEGER PRIMARY KEY, sealed BLOB, note TEXT);"
            "CREATE TABLE pair (a INTEGER, b TEXT, PRIMARY KEY (b, a)) WITHOUT ROWID;"
            "CREATE TRIGGER hold BEFORE DELETE ON person BEGIN SELECT RAISE(ABORT, 'no'); END;"
        )
        rows = [(number, bytes([number % 256]), f"第 {number} 行") for number in range(500)]
        connection.executemany("INSERT INTO person VALUES (?, ?, ?)", rows)
        connection.executemany("INSERT INTO pair VALUES (?, ?)", [(2, "b"), (1, "a")])
    connection.close()
    return home


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".sqlite3" not in path.name
    }


def test_a_restored_system_is_in_the_same_state(home: Path, tmp_path: Path) -> None:
    made = copying.make_copy(home, tmp_path / "copies")
    again = tmp_path / "again"
    manifest = restoring.bring_back(made.archive, again)
    before, after = (state.of_sqlite(folder / databases.FILE) for folder in (home, again))
    assert before == after == manifest["tables"]
    assert after["person"]["rows"] == 500
    gone = {"static/app.css", "uploads/imports/two.part", "last-backup"}
    kept = {name: content for name, content in _files(home).items() if name not in gone}
    assert _files(again) == kept
    connection = sqlite3.connect(again / databases.FILE)
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute("DELETE FROM person")
    connection.close()


def test_key_and_archive_are_two_files_that_only_the_owner_reads(
    home: Path, tmp_path: Path
) -> None:
    made = copying.make_copy(home, tmp_path / "copies")
    assert made.key is not None
    assert {made.key.stat().st_mode & 0o777, made.archive.stat().st_mode & 0o777} == {0o600}
    inside = gzip.decompress(made.archive.read_bytes())
    assert made.key.read_bytes().strip() not in inside
    assert sorted(path.name for path in made.archive.parent.iterdir()) == sorted(
        [made.archive.name, made.key.name]
    )


def test_a_copy_is_of_one_instant_while_others_write(home: Path, tmp_path: Path) -> None:
    writer = sqlite3.connect(home / databases.FILE)
    writer.execute("INSERT INTO person VALUES (900, x'00', '已提交')")
    writer.commit()
    writer.execute("INSERT INTO person VALUES (901, x'00', '未提交')")
    made = copying.make_copy(home, tmp_path / "copy.tar.gz")
    writer.rollback()
    writer.close()
    manifest = restoring.bring_back(made.archive, tmp_path / "again")
    assert manifest["tables"]["person"]["rows"] == 501


def test_the_wrong_key_restores_nothing(home: Path, tmp_path: Path) -> None:
    made = copying.make_copy(home, tmp_path / "copy.tar.gz")
    other = tmp_path / "other.key"
    other.write_text(new_key_text())
    with pytest.raises(CannotKeep, match="密钥不对"):
        restoring.bring_back(made.archive, tmp_path / "again", other)
    assert list((tmp_path / "again").iterdir()) == []


def test_without_a_key_nothing_is_restored(home: Path, tmp_path: Path) -> None:
    made = copying.make_copy(home, tmp_path / "copy.tar.gz")
    assert made.key is not None
    made.key.unlink()
    with pytest.raises(CannotKeep, match="找不到系统密钥"):
        restoring.bring_back(made.archive, tmp_path / "again")


def test_a_key_already_in_the_folder_serves(home: Path, tmp_path: Path) -> None:
    made = copying.make_copy(home, tmp_path / "copy.tar.gz")
    again = tmp_path / "again"
    again.mkdir()
    assert made.key is not None
    made.key.rename(again / "system.key")
    assert restoring.bring_back(made.archive, again)["files"] == 2


def test_a_folder_that_is_not_empty_is_left_alone(home: Path, tmp_path: Path) -> None:
    made = copying.make_copy(home, tmp_path / "copy.tar.gz")
    before = _files(home)
    with pytest.raises(CannotKeep, match="不是空的"):
        restoring.bring_back(made.archive, home)
    assert _files(home) == before


def test_a_restore_that_was_cut_off_is_begun_again(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = copying.make_copy(home, tmp_path / "copy.tar.gz")
    again = tmp_path / "again"
    (again / restoring.STAGING).mkdir(parents=True)
    (again / "uploads").mkdir()
    (again / "uploads" / "half").touch()
    restoring.bring_back(made.archive, again)
    assert not (again / "uploads" / "half").exists()


def _repacked(archive: Path, change: Callable[[str, bytes], bytes | None]) -> None:
    """The archive written again with each member as `change` hands it back; None leaves it out."""
    with tarfile.open(archive) as tar:
        members = [(entry, tar.extractfile(entry).read()) for entry in tar]  # type: ignore[union-attr]
    with tarfile.open(archive, "w:gz") as tar:
        for entry, content in members:
            if (changed := change(entry.name, content)) is not None:
                entry.size = len(changed)
                tar.addfile(entry, io.BytesIO(changed))


def _flip(name: str, content: bytes) -> bytes:
    return content[:-1] + b"?" if name.startswith("files/uploads") else content


def _drop(name: str, content: bytes) -> bytes | None:
    return None if name.startswith("files/uploads") else content


def _other_row(name: str, content: bytes) -> bytes:
    """One figure of the manifest changed, as if a table had been."""
    if name != "manifest.json":
        return content
    manifest = json.loads(content)
    manifest["tables"]["person"]["rows"] += 1
    return json.dumps(manifest).encode()


def _newer(name: str, content: bytes) -> bytes:
    if name != "manifest.json":
        return content
    manifest = json.loads(content)
    manifest["migrations"].append("registry.9999_of_tomorrow")
    return json.dumps(manifest).encode()


@pytest.mark.parametrize(
    ("change", "words"),
    [(_flip, "被改动过"), (_drop, "多了或少了"), (_other_row, "不一致"), (_newer, "更新的版本")],
)
def test_a_changed_archive_restores_nothing(
    home: Path, tmp_path: Path, change: Callable[[str, bytes], bytes | None], words: str
) -> None:
    made = copying.make_copy(home, tmp_path / "copy.tar.gz")
    _repacked(made.archive, change)
    with pytest.raises(CannotKeep, match=words):
        restoring.bring_back(made.archive, tmp_path / "again")
    left = {path.name for path in (tmp_path / "again").iterdir()}
    assert left <= {"system.key"}


def test_an_archive_that_reaches_out_of_its_folder_is_refused(tmp_path: Path) -> None:
    archive = tmp_path / "evil.tar.gz"
    with tarfile.open(archive, "w:gz") as tar:
        entry = tarfile.TarInfo("../outside")
        entry.size = 1
        tar.addfile(entry, io.BytesIO(b"x"))
    with pytest.raises(CannotKeep, match="读不出来"):
        restoring.bring_back(archive, tmp_path / "again")
    assert not (tmp_path / "outside").exists()


@pytest.mark.parametrize(
    "content",
    [b"", b"no archive", gzip.compress(b"no tar", mtime=0)],
    ids=["empty", "text", "gzip"],
)
def test_what_is_no_archive_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    archive = tmp_path / "x.tar.gz"
    archive.write_bytes(content)
    with pytest.raises(CannotKeep):
        restoring.bring_back(archive, tmp_path / "again")


def test_the_two_commands(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = tmp_path / "copy.tar.gz"
    assert main(["backup", str(archive), "--home", str(home)]) == 0
    assert main(["restore", str(archive), "--home", str(tmp_path / "again")]) == 0
    assert "逐表一致" in capsys.readouterr().out
    assert main(["restore", str(archive), "--home", str(tmp_path / "again")]) == 1
    assert main(["backup", "--home", str(tmp_path / "nowhere")]) == 1
    said = capsys.readouterr()
    assert "没有恢复" in said.out and "没有备份成" in said.out and "Traceback" not in said.err


def test_before_an_upgrade_the_newest_three_copies_are_kept(home: Path) -> None:
    made = [copying.keep_before_upgrade(home) for _ in range(5)]
    assert sorted((home / "backups").iterdir()) == made[-3:]


def test_an_empty_folder_needs_no_copy_before_an_upgrade(tmp_path: Path) -> None:
    assert copying.keep_before_upgrade(tmp_path) is None


def test_restoring_needs_nothing_newer_than_the_oldest_python_we_promise(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """tarfile.extract knows `filter` from 3.11.4 on only; Debian 12 has 3.11.2."""

    def old(*args: object, **more: object) -> None:
        raise TypeError("got an unexpected keyword argument 'filter'")

    monkeypatch.setattr(tarfile.TarFile, "extract", old)
    made = copying.make_copy(home, tmp_path / "copies")
    assert restoring.bring_back(made.archive, tmp_path / "again")["files"] == 2
    modes = {p.stat().st_mode & 0o077 for p in (tmp_path / "again").rglob("*") if p.is_file()}
    assert modes == {0}


def test_only_the_newest_copies_are_kept_and_only_those_with_our_names(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    for day in range(1, 5):
        (copies / f"gongyue-2026010{day}-023000.tar.gz").touch()
        (copies / f"gongyue-2026010{day}-023000.key").touch()
    others = ("gongyue-before-the-move.tar.gz", "gongyue-20260101-023000.txt", "other.tar.gz")
    for name in others:
        (copies / name).touch()
    assert main(["backup", str(copies), "--home", str(home), "--keep", "2"]) == 0
    assert "3 份" in capsys.readouterr().out
    left = sorted(path.name for path in copies.iterdir() if path.name not in others)
    assert left[:2] == ["gongyue-20260104-023000.key", "gongyue-20260104-023000.tar.gz"]
    assert len(left) == 4
    assert all((copies / name).exists() for name in others)
    with pytest.raises(SystemExit):
        main(["backup", str(copies), "--home", str(home), "--keep", "0"])
    assert len(list(copies.iterdir())) == 7
