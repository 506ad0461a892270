"""Why a file is not taken, in words for whoever handed it in."""


class NotTaken(Exception):
    """The file cannot be taken; `message_zh` says what it really is, or what to do."""

    def __init__(self, message_zh: str) -> None:
        super().__init__(message_zh)
        self.message_zh = message_zh


TAKEN = "能收的有：PDF、照片（JPEG、PNG、WebP）、Word（.docx）、Excel（.xlsx、.xls）、CSV 和文本"


def really(what: str) -> NotTaken:
    """Named one thing, and really another."""
    gap = " " if what[0].isascii() else ""
    return NotTaken(f"这个文件实际上是{gap}{what}，不能收。{TAKEN}。")
