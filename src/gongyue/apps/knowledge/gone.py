"""Acts that are no longer in force: by sources.yaml, by our list of repealed acts, or because an
installed text of another act says that it repeals them."""

from dataclasses import dataclass
from datetime import date

from gongyue.apps.knowledge.citing.known import table
from gongyue.apps.knowledge.models import Act, Version
from gongyue.apps.knowledge.titles import title_key
from gongyue.law.sources import Source, all_sources

WORD = "（已失效）"


@dataclass(frozen=True, slots=True)
class Gone:
    """What is gone on a day. `repealed`: the key of a title and the act whose text repeals it."""

    on: date
    listed: frozenset[str]
    repealed: frozenset[tuple[str, int]]

    @classmethod
    def on_day(cls, day: date) -> "Gone":
        """One question to the database, however many acts there are."""
        rows = table()["repealed"].items()
        listed = {title_key(title) for title, row in rows if row["until"] < day}
        texts = Version.objects.exclude(repeals=[])
        made = texts.values_list("repeals", "act_id", "in_force_from", "promulgated")
        repealed = {
            (title_key(title), act_id)
            for repeals, act_id, since, promulgated in made
            if (since or promulgated or date.max) <= day
            for title in repeals
        }
        return cls(day, frozenset(listed), frozenset(repealed))

    def has(self, *, source: Source | None, act: Act | None) -> bool:
        """Whether an act is gone; what the rules cite is judged by sources.yaml alone."""
        if source is not None:
            return source.in_force_until is not None and source.in_force_until < self.on
        if act is None:
            return False
        key = title_key(act.title)
        return key in self.listed or any(k == key and by != act.pk for k, by in self.repealed)

    def named(self, name: str, *, source_id: str, act: Act | None) -> str:
        """The name as a list shows it."""
        source = all_sources().by_id.get(source_id)
        return name + (WORD if self.has(source=source, act=act) else "")
