"""A spoilt folder is mended: what was written, added, removed or emptied."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.copies import Spoilable


def _fill(folder: Path) -> None:
    for name in ("a.txt", "deep/b.txt", "deep/er/c.txt"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    (folder / "empty").mkdir()


def _told(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text() if path.is_file() else "folder"
        for path in folder.rglob("*")
    }


def test_whatever_was_done_to_it_is_undone(tmp_path: Path) -> None:
    copy = Spoilable(tmp_path / "copy", _fill)
    was = _told(copy.folder)
    (copy.folder / "a.txt").write_text("x.txt")  # as long as before
    shutil.rmtree(copy.folder / "deep/er")
    (copy.folder / "new/er").mkdir(parents=True)
    (copy.folder / "new/er/d.txt").write_text("d")
    assert _told(copy.folder) != was
    copy.mend()
    assert _told(copy.folder) == was
    (copy.folder / "a.txt").unlink()
    (copy.folder / "empty").rmdir()
    copy.mend()
    assert _told(copy.folder) == was
