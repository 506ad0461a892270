"""Searching texts and notes by words, article numbers and names of acts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from gongyue.apps.knowledge.citing.known import Known
from gongyue.apps.knowledge.citing.mentions import mentions_in
from gongyue.apps.knowledge.gone import WORD, Gone
from gongyue.apps.knowledge.models import Act, Article, Version
from gongyue.apps.knowledge.selectors.acts import acts_installed, article_name, plain, version_on
from gongyue.apps.knowledge.titles import title_key
from gongyue.engines.ranking import Index
from gongyue.law.notes import all_notes
from gongyue.law.sources import all_sources, cite_text

MOST = 50  # hits, whatever is asked for
NOTE_AGAIN = 2  # our note says in everyday words what the text says in its own
SHOWN = 160


@dataclass(frozen=True, slots=True)
class Found:
    """`citation` where the rules know the act, else `act_id`; place is the article."""

    title: str
    text: str
    citation: str
    act_id: int | None
    place: str


Chosen = tuple[Version, str]
Key = tuple[tuple[int, str, str], ...]


@dataclass(frozen=True, slots=True)
class _Held:
    rows: list[Found]
    index: Index
    key: Key


_held: dict[tuple[int | None, date], _Held] = {}


def statutes_search(query: str, *, on: date, limit: int = 20) -> list[Found]:
    """An article named by its number first, then what shares most words."""
    query, limit = query.strip()[:200], min(limit, MOST)
    held = _index(on)
    named = _named(query, held.rows, on)
    ranked = [held.rows[number] for number, _ in held.index.best(query, limit=limit)]
    return list(dict.fromkeys([*named, *ranked]))[:limit]


def _named(query: str, rows: list[Found], on: date) -> list[Found]:
    """劳动合同法47条: the article itself, if there is one."""
    known = Known(on=on)
    asked = [m for m in mentions_in(query, names=known.names()) if m.number and m.act]
    found = []
    for mention in asked[:5]:
        act = known.act(mention.act.words) if mention.act else None
        place = str(mention.number) + (f"-{mention.suffix}" if mention.suffix else "")
        title = title_key(act.title) if act else ""
        found += [
            row
            for row in rows
            if act
            and row.place == place
            and title_key(row.title.split("》")[0].replace(WORD, "")) == title
        ]
    return found


def _index(on: date) -> _Held:
    """Built when a text came in, or when another version or mark counts on the day asked about:
    most mornings the index of yesterday is still right."""
    newest = Version.objects.aggregate(newest=Max("pk"))["newest"]
    if (newest, on) not in _held:
        chosen = tuple(_chosen(on))
        key = _key(chosen)
        held = next((held for held in _held.values() if held.key == key), None)
        _held.clear()
        _held[(newest, on)] = held or _built(chosen)
    return _held[(newest, on)]


def _chosen(on: date) -> Iterator[Chosen]:
    """What each act is called on the day, and the version that counts."""
    gone = Gone.on_day(on)
    for act in acts_installed():
        version = version_on(act, day=on)
        known = all_sources().by_id.get(act.source_id)
        name = known.short_zh if known else act.title
        if version is not None:
            yield version, gone.named(name, source_id=act.source_id, act=act)


def _built(chosen: tuple[Chosen, ...]) -> _Held:
    rows, texts = _rows(chosen)
    return _Held(rows, Index(texts), _key(chosen))


def _key(chosen: tuple[Chosen, ...]) -> Key:
    return tuple((version.pk, version.digest, name) for version, name in chosen)


def _rows(chosen: tuple[Chosen, ...]) -> tuple[list[Found], list[str]]:
    notes = dict(all_notes())
    rows, texts = [], []
    for version, name in chosen:
        for article in version.articles.order_by("position"):
            row, text = _row(article, name=name, act=version.act)
            note = notes.pop(row.citation, "")
            rows.append(row)
            texts.append(f"{version.act.title} {text} " + f"{note} " * NOTE_AGAIN)
    for citation, note in notes.items():
        act_id, _, place = citation.partition("#")
        rows.append(Found(cite_text(citation), note, citation, None, place))
        texts.append(f"{all_sources().by_id[act_id].title_zh} {note}")
    return rows, texts


def _row(article: Article, *, name: str, act: Act) -> tuple[Found, str]:
    text = plain(article)
    source_id, is_known = act.source_id, act.source_id in all_sources().by_id
    number = article_name(article.number, article.suffix) if article.number else ""
    place = str(article.number) + (f"-{article.suffix}" if article.suffix else "")
    citation = f"{source_id}#{place}" if is_known and article.number and not article.suffix else ""
    title = f"《{name}》{number or ' '.join(article.path)}"
    return Found(title, text[:SHOWN], citation, act.pk, place if article.number else ""), text
