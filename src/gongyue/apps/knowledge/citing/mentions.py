"""Citations put together from their pieces: which act, which article, paragraph, item."""

import re
from dataclasses import dataclass, replace

from gongyue.apps.knowledge.citing.tokens import RANGE, Token, filled, tokens_of

_LINK = re.compile(r"[\s的之中、，,和及与或者以至到—\-~～同款项]{0,6}")
_NEAR = re.compile(r"[\s的之中]{0,3}")
_OPENS = re.compile(r"\s*[（(]?\s*")
_ASIDE = re.compile(r"[（(](?![一二三四五六七八九十\d]+[)）])[^（()）\n]{0,60}[)）]")
_NOT_LAW = re.compile(
    r"(?:合同|协议|章程|手册|制度|附件|约定|条款|守则|通知书|判决书|裁决书)[》”\"]?\s*的?$"
)
_LAWLIKE = re.compile(
    r"(?:法|法典|总则|通则|条例|规定|办法|解释|细则|决定|意见|规则|通知|批复|规程|标准|规范|纪要|解答)"
    r"(?:[（(].{1,12}[)）])?$"
)
_ACTS = ("title", "number", "self", "impl", "name", "unknown")


@dataclass(frozen=True, slots=True)
class Mention:
    """A citation as it stands in the text; `act` is the token that names the act, if any does.

    `assumed`: the act stands further up, so the reader is told which one was taken.
    """

    start: int
    end: int
    act: Token | None
    parent: Token | None
    number: int = 0
    suffix: int = 0
    paragraph: int = 0
    item: int = 0
    assumed: bool = False


def mentions_in(text: str, *, names: tuple[str, ...]) -> list[Mention]:
    """Every citation of an act or article, in the order of the text."""
    return _Reader(text, tokens_of(text, names=names)).read()


class _Reader:
    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text, self.tokens = text, tokens
        self.found: list[Mention] = []
        self.act: Token | None = None
        self.named: Token | None = None  # the last act with a name of its own
        self.parent: Token | None = None
        self.last: Token | None = None

    def read(self) -> list[Mention]:
        for token in self.tokens:
            if token.kind in _ACTS:
                if self._act(token):
                    continue  # the same act named once more; its first name stays
            elif token.kind == "articles":
                self._articles(token)
            elif token.kind == "same":
                self._same(token)
            else:
                self._part(token)
            self.last = token
        return self.found

    def _gap(self, token: Token) -> str:
        if self.last is None:
            return "\n"
        return _ASIDE.sub("", self.text[self.last.end : token.start])

    def _act(self, token: Token) -> bool:
        near = self.last is not None and bool(_OPENS.fullmatch(self._gap(token)))
        if token.kind in ("title", "number") and near and self._one_act(token):
            return True
        if token.kind in ("title", "unknown") and not _LAWLIKE.search(token.words.strip("《》")):
            self.act = token if token.kind == "title" else self.act
            return False
        if token.kind == "impl":
            self.parent = self.named
        elif token.kind != "self":
            self.named = token
        self.act = token
        if token.kind == "title":
            self.found.append(Mention(token.start, token.end, token, None))
        return False

    def _one_act(self, token: Token) -> bool:
        """《…》（法释〔2020〕26号） is one act, named twice."""
        last = self.last
        if last is None or {last.kind, token.kind} != {"title", "number"} or self.act is not last:
            return False
        if last.kind != "title" or not self._gap(token).strip():
            return False
        last.end = token.end + (self.text[token.end : token.end + 1] in ("）", ")"))
        return True

    def _articles(self, token: Token) -> None:
        gap = self._gap(token)
        before = self.text[max(0, token.start - 8) : token.start]
        if _NOT_LAW.search(before) or (self.act and not _is_law(self.act)):
            self.act = None if self.act and not _is_law(self.act) else self.act
            if _NOT_LAW.search(before) or self.last is not None:
                return
        near = self.last is not None and self.last.kind in _ACTS and bool(_NEAR.fullmatch(gap))
        listed = self._listed(gap)
        if not (near or listed or token.words.startswith("第")):
            return  # 三条 is also how many
        act, assumed = self._which(token, near=near or listed)
        numbers = token.numbers
        if listed and RANGE.search(gap) and self.found and self.found[-1].number:
            numbers = filled(self.found[-1].number, numbers[0][0]) + numbers
        if near and self.found and self.found[-1].act is self.last and not self.found[-1].number:
            self.found.pop()
        start = self.last.start if near and self.last else token.start
        for number, suffix in numbers:
            parent = self.parent if act and act.kind == "impl" else None
            mention = Mention(start, token.end, act, parent, number, suffix, assumed=assumed)
            self.found.append(mention)

    def _listed(self, gap: str) -> bool:
        """第三十八条、第四十六条: another article of the same list."""
        last = self.last
        goes_on = last is not None and last.kind in ("articles", "paragraph", "item")
        return goes_on and bool(self.found) and bool(_LINK.fullmatch(gap))

    def _which(self, token: Token, *, near: bool) -> tuple[Token | None, bool]:
        if near or self.act is None:
            return self.act, bool(self.found) and near and self.found[-1].assumed and not (
                self.last is not None and self.last.kind in _ACTS
            )
        if "\n" in self.text[self.act.end : token.start]:
            return None, False
        return self.act, True

    def _same(self, token: Token) -> None:
        if self.found and self.found[-1].number:
            last = self.found[-1]
            number = last.number - 1 if token.words.startswith("前") else last.number
            again = replace(last, start=token.start, end=token.end, number=number)
            self.found.append(replace(again, paragraph=0, item=0, assumed=True))

    def _part(self, token: Token) -> None:
        """A paragraph or item belongs to the citation before it, or is one more of it."""
        gap = self._gap(token)
        if not self.found or not self.found[-1].number or not _LINK.fullmatch(gap):
            return
        if self.last is not None and self.last.kind in _ACTS:
            return
        last, value = self.found[-1], token.numbers[0][0] if token.numbers else 0
        level = "paragraph" if token.kind == "paragraph" else "item"
        held = last.item or (level == "paragraph" and last.paragraph)
        if not held and _NEAR.fullmatch(gap):
            self.found[-1] = _with(last, level, value, end=token.end)
            return
        again = replace(last, start=token.start, end=token.end, item=0)
        self.found.append(_with(again, level, value, end=token.end))


def _with(mention: Mention, level: str, value: int, *, end: int) -> Mention:
    if level == "paragraph":
        return replace(mention, paragraph=value, end=end)
    return replace(mention, item=value, end=end)


def _is_law(token: Token) -> bool:
    return token.kind != "title" or bool(_LAWLIKE.search(token.words.strip("《》")))
