"""算一算: one calculator a rule, its result and the result on paper. No address holds a fact."""

from hashlib import sha256
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate, localtime, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongyue.apps.documents.paper.letter import print_letter
from gongyue.kernel.jsonform import dumps_canonical
from gongyue.law.answer import as_bytes, told
from gongyue.law.guide import Change, changes_of
from gongyue.law.registry import Rule
from gongyue.portals.public import answers
from gongyue.portals.public.answers import Stand, kept, stand_of
from gongyue.portals.public.asking import rule_named
from gongyue.portals.public.calculator_forms import FactsForm
from gongyue.portals.public.composed import view_of
from gongyue.portals.public.examples import examples_of
from gongyue.portals.public.finding_rules import groups, matching, offered, related_to
from gongyue.portals.public.result_papers import Calculated, letter_of
from gongyue.portals.public.verdicts import verdict_of
from gongyue.portals.shared.places import remember, usual_for


@login_not_required
@require_safe
def calculators(request: HttpRequest) -> HttpResponse:
    """All of them, or those that match everyday words."""
    query = request.GET.get("q", "").strip()[:60]
    context = {
        "query": query,
        "found": matching(query) if query else [],
        "offered": offered(),
        "groups": groups(),
    }
    return render(request, "public/calculators.html", context)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def all_at_once(request: HttpRequest, name: str) -> HttpResponse:
    """All questions on one page, filled with what was answered; not judged before it is sent."""
    rule = rule_named(name)
    if request.method == "POST":
        answers.keep(request, rule, answers.all_of(rule, request.POST))
        return redirect("public:calculator_result", name)
    raw = kept(request, rule)
    filled = FactsForm(rule, answers.as_data(raw) if raw else None, place=usual_for(request))
    if raw:
        filled._errors = ErrorDict()
    return _all_page(request, rule, filled)


@login_not_required
@never_cache
@require_safe
def result(request: HttpRequest, name: str) -> HttpResponse:
    """Facts in the address, as former links have them, are moved away from there at once."""
    rule = rule_named(name)
    if answers.moved(request, rule):
        return redirect("public:calculator_result", name)
    stand = stand_of(rule, kept(request, rule))
    if not stand.done:
        return _unfinished(request, stand)
    remember(request, stand.form.cleaned_data.get("place", ""))
    template = "result.html" if stand.asked.outcome else "refusal.html"
    return render(request, f"public/{template}", result_context(stand))


@login_not_required
@never_cache
@require_safe
def paper(request: HttpRequest, name: str) -> HttpResponse:
    """The same result on A4."""
    rule = rule_named(name)
    if answers.moved(request, rule):
        return redirect("public:calculator_paper", name)
    stand = stand_of(rule, kept(request, rule))
    if stand.bad or stand.asked.outcome is None:
        return redirect("public:calculator_result", name)
    context = result_context(stand) | {"number": number_of(stand)}
    return render(request, "public/result_paper.html", context)


@login_not_required
@never_cache
@require_safe
def pdf(request: HttpRequest, name: str) -> HttpResponse:
    """The paper as a PDF: the same calculation on the same day gives the same bytes."""
    stand = stand_of(rule_named(name), kept(request, rule_named(name)))
    if stand.bad or stand.asked.outcome is None:
        return redirect("public:calculator_result", name)
    return download(stand)


def download(stand: Stand, *, link: str = "") -> HttpResponse:
    """The PDF of a result; with a code that leads to `link`, where there is one."""
    assert stand.asked.outcome is not None
    letter = letter_of(
        Calculated(
            rule=stand.form.rule,
            outcome=stand.asked.outcome,
            stated=stand.form.answered(stand.asked.needed),
            changes=_changes(stand),
            number=number_of(stand),
            on=localdate(),
            link=link,
        )
    )
    response = HttpResponse(print_letter(letter).pdf, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{letter.title}.pdf"
    )
    return response


@login_not_required
@never_cache
@require_safe
def as_json(request: HttpRequest, name: str) -> HttpResponse:
    """The answer for programs, byte for byte what `gongyue law eval --json` prints."""
    stand = stand_of(rule_named(name), kept(request, rule_named(name)))
    if stand.bad or stand.asked.outcome is None:
        return redirect("public:calculator_result", name)
    given = as_bytes(told(name, stand.asked.outcome))
    response = HttpResponse(given, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{stand.form.rule.title}.json"
    )
    return response


def number_of(stand: Stand) -> str:
    """Names rule, facts and day: the same calculation gets the same number."""
    asked = f"{stand.form.rule.name}|{dumps_canonical(stand.answers)}|{localdate()}"
    return f"JS-{localdate():%Y%m%d}-{sha256(asked.encode()).hexdigest()[:8].upper()}"


def _changes(stand: Stand) -> tuple[Change, ...]:
    return changes_of(stand.form.rule, stand.answers, today=localdate())


def _unfinished(request: HttpRequest, stand: Stand) -> HttpResponse:
    """Whoever filled all at once sees all that is wrong at once."""
    if stand.whole and stand.form.errors:
        return _all_page(request, stand.form.rule, stand.form)
    return redirect("public:calculator", stand.form.rule.name)


def _all_page(request: HttpRequest, rule: Rule, filled: FactsForm) -> HttpResponse:
    context = {"rule": rule, "form": filled, "examples": examples_of(rule)}
    return render(request, "public/calculator.html", context)


def result_context(stand: Stand) -> dict[str, Any]:
    """What the page, the paper and the page of a link show of a result."""
    rule, asked = stand.form.rule, stand.asked
    return {
        "rule": rule,
        "stated": stand.form.answered(asked.needed),
        "outcome": asked.outcome,
        "view": view_of(rule, asked.outcome),
        "refusal": asked.refusal,
        "verdict": verdict_of(rule.name, asked.outcome) if asked.outcome else None,
        "changes": _changes(stand),
        "related": related_to(rule),
        "on": localtime(now()),
        "not_modelled": rule.questions.not_modelled,
    }
