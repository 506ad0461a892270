"""算一算: one calculator a rule. Nothing is stored; the address of a result holds only facts."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qsl

from django.contrib.auth.decorators import login_not_required
from django.forms.utils import ErrorDict
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, localtime, now
from django.views.decorators.http import require_safe

from gongyue.law.facts.questions import VerdictWords
from gongyue.law.registry import RULES, Rule, evaluate
from gongyue.law.rulebook import BadFacts, Outcome, Refusal
from gongyue.portals.public.calculator_forms import FactsForm
from gongyue.portals.public.examples import examples_of
from gongyue.portals.public.finding_rules import groups, matching
from gongyue.portals.public.verdicts import verdict_of
from gongyue.portals.shared.place_fields import plain_query
from gongyue.portals.shared.places import remember, usual_for


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came of a form: an outcome, an honest refusal, or neither (the form has errors)."""

    outcome: Outcome | None = None
    refusal: Refusal | None = None
    verdict: VerdictWords | None = None


@login_not_required
@require_safe
def calculators(request: HttpRequest) -> HttpResponse:
    """All of them, or those that match everyday words."""
    query = request.GET.get("q", "").strip()[:60]
    context = {"query": query, "found": matching(query) if query else [], "groups": groups()}
    return render(request, "public/calculators.html", context)


@login_not_required
@require_safe
def form(request: HttpRequest, name: str) -> HttpResponse:
    """The questions; filled in when one comes back to change something."""
    rule = _rule(name)
    filled = FactsForm(rule, place=usual_for(request))
    if request.GET:
        filled = _refilled(rule, request)
    return _form_page(request, rule, filled)


@login_not_required
@require_safe
def result(request: HttpRequest, name: str) -> HttpResponse:
    rule = _rule(name)
    filled = FactsForm(rule, request.GET)
    answer = _answer(filled)
    if answer.outcome is None and answer.refusal is None:
        return _form_page(request, rule, filled)
    remember(request, filled.cleaned_data.get("place", ""))
    template = "result.html" if answer.outcome else "refusal.html"
    return render(request, f"public/{template}", _result_context(request, rule, filled, answer))


@login_not_required
@require_safe
def paper(request: HttpRequest, name: str) -> HttpResponse:
    """The same result on A4."""
    rule = _rule(name)
    filled = FactsForm(rule, request.GET)
    answer = _answer(filled)
    if answer.outcome is None:
        return result(request, name)
    context = _result_context(request, rule, filled, answer)
    context["number"] = _number(rule, context["query"])
    return render(request, "public/result_paper.html", context)


def _number(rule: Rule, query: str) -> str:
    """Names rule, facts and day: the same calculation gets the same number."""
    asked = f"{rule.name}|{sorted(parse_qsl(query))}|{localdate()}"
    return f"JS-{localdate():%Y%m%d}-{sha256(asked.encode()).hexdigest()[:8].upper()}"


def _answer(filled: FactsForm) -> Answer:
    """Bad facts come back as errors of the form; other refusals are pages of their own."""
    if not filled.is_valid():
        return Answer()
    try:
        outcome = evaluate(filled.rule.name, filled.facts())
    except BadFacts as bad:
        filled.refuse(bad.field, bad.message_zh)
        return Answer()
    except Refusal as refusal:
        return Answer(refusal=refusal)
    return Answer(outcome=outcome, verdict=verdict_of(filled.rule.name, outcome))


def _rule(name: str) -> Rule:
    try:
        return RULES[name]
    except KeyError:
        raise Http404("没有这个计算") from None


def _refilled(rule: Rule, request: HttpRequest) -> FactsForm:
    """Typed values stay as typed, but are not judged before the form is sent."""
    filled = FactsForm(rule, request.GET)
    filled._errors = ErrorDict()
    return filled


def _form_page(request: HttpRequest, rule: Rule, filled: FactsForm) -> HttpResponse:
    context = {"rule": rule, "form": filled, "examples": examples_of(rule)}
    return render(request, "public/calculator.html", context)


def _result_context(
    request: HttpRequest, rule: Rule, filled: FactsForm, answer: Answer
) -> dict[str, Any]:
    query = plain_query(request.GET, filled).urlencode()
    return {
        "rule": rule,
        "stated": filled.stated(),
        "outcome": answer.outcome,
        "refusal": answer.refusal,
        "verdict": answer.verdict,
        "query": query,
        "share_url": request.build_absolute_uri(f"{request.path}?{query}"),
        "on": localtime(now()),
        "not_modelled": rule.questions.not_modelled,
    }
