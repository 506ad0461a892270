"""The story of the demo city, told through the same services the screens use.

Days are counted back from today, so that the city is alive whenever it is told. First comes the
story of the cast, after which pages are served; then the crowd moves in behind it.
"""

from gongyue.apps.registry.services.quality import look_over
from gongyue.cli.demo import crowd
from gongyue.cli.demo.chapters import (
    agency,
    answers,
    channels,
    desks,
    doors,
    filings,
    firms,
    impact,
    inspectors,
    law_changes,
    messages,
    offices,
    papers,
    rights,
    settings,
    tables,
    twice,
    wrong_file,
)
from gongyue.cli.demo.city import City

# In the order of telling; a new part of the product adds a chapter of its own before the doors.
CHAPTERS = (
    offices, firms, channels, agency, wrong_file, answers, inspectors, papers, desks, filings,
    twice, tables, rights, settings, messages, impact, law_changes, doors,
)  # fmt: skip


def tell() -> None:
    """Fill an empty demo database. Takes some seconds; every record has passed a service."""
    city = City()
    for chapter in CHAPTERS:
        chapter.tell(city)


def tell_the_rest() -> None:
    """The other firms of the city. Cut off, it carries on where it stopped."""
    city = City()
    crowd.tell(city)
    look_over(organisation_id=None, at=city.at(0, 5))
