"""法条: one page an act or article: our note, the installed text, since when, what rests on it."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gongyue.apps.knowledge.selectors.acts import act_by_id, act_of_source
from gongyue.apps.knowledge.selectors.reading import ArticleRead, article_read, contents
from gongyue.law.cited import cases_citing, rules_citing, tables_citing
from gongyue.law.notes import note_on
from gongyue.law.sources import KINDS, UnknownCitation, cite_text, resolve

CASES_SHOWN = 12


@login_not_required
@require_safe
def article(request: HttpRequest, jurisdiction: str, act: str, place: str = "") -> HttpResponse:
    """An act or article the rules know; its text where one is installed."""
    citation = f"{jurisdiction}/{act}" + (f"#{place}" if place else "")
    try:
        found = resolve(citation)
    except UnknownCitation:
        raise Http404("没有这一条") from None
    day = _day(request)
    context = _text(act_of_source(found.source.id), place, day) | {
        "text": cite_text(citation),
        "source": found.source,
        "title": found.source.title_zh,
        "kind": KINDS[found.source.kind],
        "note": note_on(citation),
        "in_force": found.source.in_force_on(day),
        "day": day,
        "address": f"/law/{found.source.id}/",
    }
    return render(request, "public/article.html", context | _resting(citation, place))


@login_not_required
@require_safe
def text(request: HttpRequest, act_id: int, place: str = "") -> HttpResponse:
    """An act the rules do not know, as installed."""
    act, day = act_by_id(act_id), _day(request)
    if act is None:
        raise Http404("没有装这部法规")
    context = _text(act, place, day)
    if place and not context["read"]:
        raise Http404("没有这一条")
    name = context["read"].name if context["read"] else ""
    context |= {"text": f"《{act.title}》{name}", "title": act.title, "kind": act.kind}
    context |= {
        "source": None,
        "note": "",
        "in_force": True,
        "day": day,
        "address": f"/law/text/{act.pk}/",
    }
    return render(request, "public/article.html", context | _resting("", ""))


def _text(act: Any, place: str, day: date) -> dict[str, Any]:
    """What is installed: the article asked for, or the contents of the act."""
    read: ArticleRead | None = article_read(act, place=place, day=day) if act and place else None
    return {"read": read, "contents": contents(act, day=day) if act and not place else None}


def _resting(citation: str, place: str) -> dict[str, Any]:
    if not place:
        return {"rules": [], "tables": (), "cases": []}
    return {
        "rules": rules_citing(citation),
        "tables": tables_citing(citation),
        "cases": cases_citing(citation)[:CASES_SHOWN],
    }


def _day(request: HttpRequest) -> date:
    """The day asked for; today when it is none."""
    try:
        return parse_date(request.GET.get("on", "")) or localdate()
    except ValueError:
        return localdate()
