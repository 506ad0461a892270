"""An OLE compound file: the one stream of it that holds the workbook of before 2007."""

from __future__ import annotations

import struct

from gongyue.engines.workbook.refusals import refuse

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128
_IN_HEADER = 109
_STREAM = 2
_ROOT = 5
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_END = 0xFFFFFFFA  # this and everything above it is no sector


class _Compound:
    """Sectors and their chains. A chain longer than the file has sectors goes in a circle."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.size = 1 << _number(content, 30, "<H")
        self.mini = 1 << _number(content, 32, "<H")
        if self.size not in (512, 4096) or self.mini != 64:
            raise refuse("file.corrupt")
        self.sectors = len(content) // self.size
        self.fat = self._table(self._fat_sectors())
        self.mini_fat = self._table(self.chain(_number(content, 60)))

    def _fat_sectors(self) -> list[int]:
        found = list(struct.unpack_from(f"<{_IN_HEADER}I", self.content, 76))
        at, per = _number(self.content, 68), self.size // 4
        for _ in range(self.sectors):
            if at >= _END:
                break
            *more, at = struct.unpack(f"<{per}I", self.sector(at))
            found += more
        return [number for number in found if number < _END]

    def _table(self, numbers: list[int]) -> list[int]:
        whole = b"".join(map(self.sector, numbers))
        return list(struct.unpack(f"<{len(whole) // 4}I", whole))

    def sector(self, number: int) -> bytes:
        start = (number + 1) * self.size
        found = self.content[start : start + self.size]
        if not found:
            raise refuse("file.corrupt")
        return found.ljust(self.size, b"\0")

    def chain(self, first: int) -> list[int]:
        return _followed(first, self.fat if hasattr(self, "fat") else [], self.sectors)

    def stream(self, first: int, size: int, root: int) -> bytes:
        if size >= _number(self.content, 56):
            return b"".join(map(self.sector, self.chain(first)))[:size]
        small = b"".join(map(self.sector, self.chain(root)))
        pieces = _followed(first, self.mini_fat, len(small) // self.mini)
        return b"".join(small[n * self.mini : (n + 1) * self.mini] for n in pieces)[:size]


def _number(content: bytes, at: int, kind: str = "<I") -> int:
    return int(struct.unpack_from(kind, content, at)[0])


def _followed(first: int, table: list[int], most: int) -> list[int]:
    found: list[int] = []
    while first < _END:
        if first >= len(table) or len(found) > most:
            raise refuse("file.corrupt")
        found.append(first)
        first = table[first]
    return found


def workbook_stream(content: bytes) -> bytes:
    """The bytes of the stream Workbook (1997 on), else of Book. Raises UnreadableWorkbook."""
    if _LOCKED in content:
        raise refuse("file.password")
    try:
        compound = _Compound(content)
        directory = b"".join(map(compound.sector, compound.chain(_number(content, 48))))
        entries = _entries(directory)
    except struct.error as error:
        raise refuse("file.corrupt") from error
    _require_workbook(set(entries))
    _, root, _ = entries.get("root entry", (_ROOT, _END, 0))
    _, first, size = entries.get("workbook") or entries["book"]
    return compound.stream(first, size, root)


def _entries(directory: bytes) -> dict[str, tuple[int, int, int]]:
    """Name in lower case → (kind, first sector, size)."""
    found = {}
    for at in range(0, len(directory), _ENTRY):
        length = min(_number(directory, at + 64, "<H"), 64)
        name = directory[at : at + max(length - 2, 0)].decode("utf-16-le", "replace").lower()
        kind = directory[at + 66]
        if kind == _ROOT:
            name = "root entry"
        if kind in (_STREAM, _ROOT):
            found[name] = (kind, _number(directory, at + 116), _number(directory, at + 120))
    return found


def _require_workbook(names: set[str]) -> None:
    if "workbook" in names or "book" in names:
        return
    if "worddocument" in names:
        raise refuse("file.not_workbook", found="这是 Word 文档")
    if "powerpoint document" in names:
        raise refuse("file.not_workbook", found="这是演示文稿")
    raise refuse("file.not_workbook", found="是 Office 文件，但里面没有表格")
