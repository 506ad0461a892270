"""What every desk finds: its own tasks, its own pages, rules and articles."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.timezone import localdate

from gongyue.apps.registry.roles import Can
from gongyue.apps.tasks.selectors.inbox import InboxQuery, inbox_list
from gongyue.law.notes import all_notes
from gongyue.law.registry import RULES
from gongyue.law.sources import cite_text
from gongyue.portals.shared.navigation import menu_of
from gongyue.portals.shared.searching import Asked, Hit, Source, declare_search, fits

LOOKED_AT = 60


def tasks(asked: Asked) -> Iterator[Hit]:
    """Open tasks whose title has the words."""
    longest, here = max(asked.words.split(), key=len), asked.desk.pk
    query = InboxQuery(text=longest)
    rows = inbox_list(asked.user, query, on=localdate(), organisation_id=here)[:LOOKED_AT]
    for row in (row for row in rows if fits(asked.words, row.title)):
        url = reverse(f"{asked.desk.portal}:task", args=[row.task_id])
        yield Hit(title=row.title, url=url, detail=row.concerns)


def pages(asked: Asked) -> Iterator[Hit]:
    """Lines of the desk's own menu."""
    for link in menu_of(asked.desk.portal, "", asked.desk.may).links:
        if fits(asked.words, link.label):
            yield Hit(title=link.label, url=link.url, detail=link.group)


def rules(asked: Asked) -> Iterator[Hit]:
    """Calculators, by their titles."""
    for name, rule in RULES.items():
        if fits(asked.words, rule.title):
            yield Hit(title=rule.title, url=reverse("public:calculator", args=[name]))


def articles(asked: Asked) -> Iterator[Hit]:
    """Articles, by their names and by our own notes on them."""
    for citation, note in all_notes().items():
        name = cite_text(citation)
        if fits(asked.words, name, note):
            yield Hit(title=name, url=f"/law/{citation.replace('#', '/')}/", detail=note)


declare_search(
    Source(name="tasks", label="待办", find=tasks, needs=Can.DO_TASKS, order=30),
    Source(name="pages", label="页面", find=pages, order=10),
    Source(name="rules", label="计算器", find=rules, order=80),
    Source(name="articles", label="法条", find=articles, order=90),
)
