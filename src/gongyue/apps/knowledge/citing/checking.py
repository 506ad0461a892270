"""Each citation of a text, judged: whether the act, the article, the paragraph, the item exist."""

from dataclasses import dataclass
from datetime import date

from gongyue.apps.knowledge.citing.known import ActFacts, Known
from gongyue.apps.knowledge.citing.mentions import Mention, mentions_in
from gongyue.apps.knowledge.citing.states import LABELS, State
from gongyue.apps.knowledge.citing.tokens import Token

LONGEST = 200_000
DEEPEST = 2_000  # citations of one text


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A citation with its place in the text, what it was understood as, and what is to say."""

    start: int
    end: int
    words: str
    state: State
    act: str
    article: str
    remark: str
    source_id: str
    place: str

    @property
    def label(self) -> str:
        return LABELS[self.state]


def check_citations(text: str, *, on: date, within: str = "") -> list[Checked]:
    """Every citation in the first LONGEST signs, in their order.

    `within` is the title of the act the text itself belongs to: what 本法 means. Without it 本法
    is the act named last, and the remark says so.
    """
    known = Known(on=on)
    text = text[:LONGEST]
    mentions = mentions_in(text, names=known.names())[:DEEPEST]
    return [_Judge(known, text, within).judged(mention) for mention in mentions]


@dataclass(frozen=True, slots=True)
class _Judge:
    known: Known
    text: str
    within: str

    def judged(self, mention: Mention) -> Checked:
        named, said = self._name(mention)
        act = self.known.act(named) if named else None
        state, remark = self._state(mention, act) if act else _no_act(named)
        return Checked(
            start=mention.start,
            end=mention.end,
            words=self.text[mention.start : mention.end],
            state=state,
            act=act.title if act else named.strip("《》"),
            article=article_words(mention),
            remark=said + remark,
            source_id=act.source.id if act and act.source else "",
            place=_place(mention),
        )

    def _name(self, mention: Mention) -> tuple[str, str]:
        """What the act is called, and what the reader must be told about how that was found."""
        token = mention.act
        if token is None:
            return "", ""
        if token.kind == "impl":
            return self._regulation(mention.parent)
        if token.kind == "self":
            return self._itself(token)
        words = token.words
        return words, f"按前文的{words}理解。" if mention.assumed else ""

    def _regulation(self, parent: Token | None) -> tuple[str, str]:
        if parent is None:
            return "", "“实施条例”前面没有说是哪部法的。"
        title = parent.words.strip("《》") + "实施条例"
        return title, f"按《{title}》理解。"

    def _itself(self, token: Token) -> tuple[str, str]:
        if self.within:
            return self.within, ""
        before = [m for m in _named_before(self.text, self.known, token.start) if m]
        if token.words[0] == "本" and not before:
            return "", f"“{token.words}”没有说是哪部。"
        return (before[-1], f"“{token.words}”按前文的{before[-1]}理解。") if before else ("", "")

    def _state(self, mention: Mention, act: ActFacts) -> tuple[State, str]:
        if act.until and self.known.on > act.until:
            by = f"，由《{act.replaced_by}》代替" if act.replaced_by else ""
            return State.REPEALED, f"{act.until}以后不再有效{by}。"
        if act.since and self.known.on < act.since:
            return State.NOT_YET, f"{act.since}起施行。"
        if not mention.number:
            return State.EXISTS, ""
        return _article(mention, act)


def _no_act(named: str) -> tuple[State, str]:
    if not named:
        return State.UNCLEAR, "没有说是哪部法，没有猜。"
    return State.ACT_UNKNOWN, "引用表里没有，也没有装它的文本，无法核对。"


def _article(mention: Mention, act: ActFacts) -> tuple[State, str]:
    if act.articles is not None:
        shape = act.articles.get((mention.number, mention.suffix))
        if shape is None:
            return State.NO_ARTICLE, _range(act)
        return _parts(mention, len(shape), shape)
    if not act.count:
        words = "那天有效，但没有它的条数，也没有装文本，无法核对到条。"
        return State.ACT_UNKNOWN, words
    if mention.suffix or not 1 <= mention.number <= act.count:
        return State.NO_ARTICLE, _range(act)
    counted = act.paragraphs[mention.number - 1] if act.paragraphs else 0
    return _parts(mention, counted, None)


def _parts(mention: Mention, paragraphs: int, shape: list[int] | None) -> tuple[State, str]:
    """`paragraphs` 0: their number is not known; `shape` None: the items are not."""
    if mention.paragraph and not paragraphs:
        return State.EXISTS, "只核对到条，款没有核对（没有装文本）。"
    if mention.paragraph > paragraphs > 0:
        return State.NO_PARAGRAPH, f"这一条只有 {paragraphs} 款。"
    if not mention.item:
        return State.EXISTS, ""
    if shape is None:
        return State.EXISTS, "项没有核对（没有装文本）。"
    held = shape[mention.paragraph - 1] if mention.paragraph else max(shape, default=0)
    if mention.item > held:
        where = "这一款" if mention.paragraph else "这一条"
        return State.NO_ITEM, f"{where}只有 {held} 项。" if held else f"{where}没有分项。"
    return State.EXISTS, ""


def _range(act: ActFacts) -> str:
    last = max((n for n, _ in act.articles), default=0) if act.articles else act.count
    return f"一共到第{last}条。"


def _named_before(text: str, known: Known, at: int) -> list[str]:
    found = mentions_in(text[max(0, at - 2_000) : at], names=known.names())
    return [m.act.words for m in found if m.act and m.act.kind in ("title", "name", "number")]


def article_words(mention: Mention) -> str:
    """第47条第2款第3项."""
    if not mention.number:
        return ""
    told = f"第{mention.number}条" + (f"之{mention.suffix}" if mention.suffix else "")
    told += f"第{mention.paragraph}款" if mention.paragraph else ""
    return told + (f"第{mention.item}项" if mention.item else "")


def _place(mention: Mention) -> str:
    if not mention.number or mention.suffix:
        return ""
    return f"{mention.number}.{mention.paragraph}" if mention.paragraph else str(mention.number)
