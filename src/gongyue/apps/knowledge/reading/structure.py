"""编、章、节、条、款、项 out of lines."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from gongyue.apps.knowledge.reading.documents import ArticleText, Paragraph, Problem, Statute
from gongyue.apps.knowledge.reading.head import ISSUERS, kind_of, read_head
from gongyue.kernel.numerals import chinese_number

_CN = "一二三四五六七八九十百千零〇两"
_ARTICLE = re.compile(
    rf"第([{_CN}\d]{{1,9}})条(?:之([{_CN}\d]{{1,3}}))?(?!第)([\s:：、]*)(.*)", re.S
)
_GOES_ON = re.compile(r"^(?:第|、|，|和|至|的|规定|所|到|或|及|中)")
_ITEM = re.compile(rf"[（(]\s*([{_CN}]{{1,4}}|\d{{1,2}})\s*[)）]\s*(.*)", re.S)
_LEVELS = ("编", "分编", "章", "节")
_HEADING = re.compile(rf"第[{_CN}\d]{{1,5}}(编|分编|章|节)(?:\s+|(?=[\u4e00-\u9fff]))(.{{0,50}})")
_ANNEX = re.compile(rf"附件(?:[{_CN}\d]{{1,2}})?(?:\s*[:：].*)?|附\s*[:：表录].{{0,60}}")
_END_OF_HEAD = "INFO END"
_CLOSING = re.compile(r"[。；：:]$")
_UNENDED = re.compile(r"[\u4e00-\u9fff，、0-9０-９]$")
_COUNTED = re.compile(r"\d{1,3}[.．、]|[一二三四五六七八九十]{1,3}、")
LONGEST_TITLE = 120
CASE = ("基本案情", "裁判结果", "处理结果", "案例分析")


def read_statute(lines: Iterable[str], *, name: str = "") -> Statute:
    """Read a text; a date in the file's name is believed where the head is silent or older.

    What was not understood is in `problems`; nothing is guessed silently.
    """
    reader = _Reader()
    for number, line in enumerate(lines, 1):
        reader.take(number, line)
    return reader.finished(_day_in(name))


def _day_in(name: str) -> date | None:
    found = re.search(r"(\d{4})-(\d{2})-(\d{2})", name)
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None


@dataclass(slots=True)
class _Reader:
    statute: Statute = field(default_factory=Statute)
    path: dict[int, str] = field(default_factory=dict)
    in_head: bool = True
    last: tuple[int, int] = (0, 0)
    annex: bool = False
    parts: list[ArticleText] = field(default_factory=list)

    def take(self, number: int, raw: str) -> None:
        line = raw.replace("\u3000", " ").replace("\xa0", " ").strip().lstrip("\ufeff")
        if _END_OF_HEAD in line:
            self.in_head = False
        if not line or line.startswith("<!--"):
            return
        marked = len(line) - len(line.lstrip("#"))
        text = line.lstrip("#").strip().strip("*").strip() if marked else _plain(line)
        if not self.statute.title or self.statute.title in ISSUERS:
            self.statute.title = (self.statute.title + text)[:LONGEST_TITLE]
            return
        if self.in_head and re.fullmatch(r"目\s*[录次]", text):
            return
        if not self._heading(text, marked) and not self._article(number, text):
            self._words(number, text)

    def _heading(self, text: str, marked: int) -> bool:
        found = _HEADING.fullmatch(text)
        if found and not _CLOSING.search(text) and (marked or len(text) <= 40):
            self._enter(_LEVELS.index(found[1]), re.sub(r"\s+", " ", text).strip())
        elif marked:
            self._enter(min(marked, 4), text)
        else:
            return False
        self.in_head = False
        return True

    def _enter(self, level: int, text: str) -> None:
        self.path = {at: name for at, name in self.path.items() if at < level}
        self.path[level] = text
        self.parts.append(ArticleText(0, 0, tuple(self.path.values()), 0))

    def _article(self, number: int, text: str) -> bool:
        found = None if self.annex else _ARTICLE.match(text)
        at = (_value(found[1]), _value(found[2])) if found else (0, 0)
        if not found or not at[0] or not self._begins(found, at):
            return False
        if at <= self.last:
            words = f"“{_name(at)}”出现在“{_name(self.last)}”之后，当作正文，没有当作一条。"
            self.statute.problems.append(Problem(number, words))
            return False
        self.in_head, self.last = False, at
        article = ArticleText(at[0], at[1], tuple(self.path.values()), number)
        if found[4].strip():
            article.paragraphs.append(Paragraph(found[4].strip()))
        self.statute.articles.append(article)
        return True

    def _begins(self, found: re.Match[str], at: tuple[int, int]) -> bool:
        """第三条 opens an article; 第三条规定的… in a sentence does not."""
        if found[3]:
            return True
        following = at[0] == self.last[0] + 1 or (at[0] == self.last[0] and at[1] > 0)
        return following and not _GOES_ON.match(found[4])

    def _words(self, number: int, text: str) -> None:
        if self.statute.articles and _ANNEX.fullmatch(text):
            self.annex = True
            self.parts = [ArticleText(0, 0, (text[:60],), number)]
        if self.in_head and not self.statute.articles:
            self.statute.head.append(text)
        elif self.annex or not self.statute.articles:
            self._beside(number, text)
        else:
            _add(self.statute.articles[-1], text)

    def _beside(self, number: int, text: str) -> None:
        """Words outside articles: before the first, in an annex, or in a text without any."""
        if not self.parts:
            self.parts.append(ArticleText(0, 0, (), number))
        part = self.parts[-1]
        part.line = part.line or number
        _add(part, text)

    def finished(self, named: date | None) -> Statute:
        statute = self.statute
        parts = [part for part in self.parts if part.paragraphs]
        if not statute.has_articles:
            _split_head(statute, parts)
            statute.articles = parts
        elif self.annex:
            statute.articles += parts
        read_head(statute, named=named)
        _judge(statute)
        return statute


def _split_head(statute: Statute, parts: list[ArticleText]) -> None:
    """Without marks nothing says where the head ends: a long sentence is body."""
    at = next((n for n, line in enumerate(statute.head) if len(line) > 60), None)
    if at is None or parts:
        return
    body = ArticleText(0, 0, (), 0)
    for line in statute.head[at:]:
        _add(body, line)
    parts.append(body)
    statute.head = statute.head[:at]


def _add(article: ArticleText, text: str) -> None:
    item = _ITEM.fullmatch(text)
    if (
        not item
        and article.number
        and article.paragraphs
        and _goes_on(article.paragraphs[-1], text)
    ):
        return
    if not item or not article.paragraphs:
        if item and article.number:
            article.paragraphs.append(Paragraph(""))
        else:
            article.paragraphs.append(Paragraph(text))
            return
    last = article.paragraphs[-1]
    number = _value(item[1])
    if item[1].isdigit() and last.items:  # 目 under an item
        before, words = last.items[-1]
        last.items[-1] = (before, f"{words}\n{text}")
        return
    last.items.append((number, item[2].strip()))


def _goes_on(last: Paragraph, text: str) -> bool:
    """A sentence broken over two lines is put together again."""
    before = last.items[-1][1] if last.items else last.text
    if not _UNENDED.search(before) or _COUNTED.match(text):
        return False
    if last.items:
        last.items[-1] = (last.items[-1][0], before + text)
    else:
        last.text = before + text
    return True


def _judge(statute: Statute) -> None:
    is_case = any(name in CASE for part in statute.articles for name in part.path)
    if is_case and not statute.has_articles:
        statute.kind = "典型案例"
    problems = statute.problems
    if not statute.title or not statute.articles:
        problems.append(Problem(1, "没有找到标题或者正文。", fatal=True))
    elif not statute.has_articles and not (statute.kind or kind_of(statute.title)):
        problems.append(Problem(1, "看不出这是法规：标题不像，也没有“第一条”。", fatal=True))
    elif gaps := statute.gaps():
        listed = "、".join(f"第{n}条" for n in gaps[:10])
        problems.append(Problem(1, f"中间缺 {len(gaps)} 条：{listed}。"))
    for article in statute.articles:
        if not article.paragraphs:
            words = f"“{_name((article.number, article.suffix))}”没有内容。"
            problems.append(Problem(article.line, words))


def _plain(line: str) -> str:
    """Markdown bold and list marks off; the words stay."""
    return line.replace("**", "").strip()


def _value(text: str | None) -> int:
    if not text:
        return 0
    return int(text) if text.isdecimal() else chinese_number(text) or 0


def _name(at: tuple[int, int]) -> str:
    return f"第{at[0]}条" + (f"之{at[1]}" if at[1] else "")
