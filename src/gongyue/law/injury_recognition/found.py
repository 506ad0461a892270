"""What was found for an event: the verdict, the reason in words, the articles."""

from typing import NamedTuple

REGULATION = "cn/injury-insurance-regulation"
OPINIONS = "cn/injury-opinions-3"


class Found(NamedTuple):
    verdict: str  # recognised deemed not_recognised to_be_settled
    reason: str
    articles: tuple[str, ...]


def recognised(reason: str, *articles: str) -> Found:
    return Found("recognised", reason, articles)


def deemed(reason: str, *articles: str) -> Found:
    return Found("deemed", reason, articles)


def refused(reason: str, *articles: str) -> Found:
    return Found("not_recognised", reason, articles)


def open_question(reason: str) -> Found:
    return Found("to_be_settled", reason, ())
