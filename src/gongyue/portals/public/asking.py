"""算一算, one question at a time: only those still needed, each with why it is asked."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongyue.apps.registry.selectors.people import own_firms
from gongyue.law.registry import RULES, Rule
from gongyue.law.rulebook import BadFacts
from gongyue.portals.public import answers
from gongyue.portals.public.answers import Stand, kept, stand_of
from gongyue.portals.public.calculator_forms import FactsForm
from gongyue.portals.public.examples import examples_of
from gongyue.portals.shared.places import remember, usual_for


@login_not_required
@never_cache
@require_safe
def calculator(request: HttpRequest, name: str) -> HttpResponse:
    """The next question; the result when nothing more is needed."""
    rule = rule_named(name)
    if answers.moved(request, rule):
        return redirect("public:calculator_all", name)
    stand = stand_of(rule, kept(request, rule))
    if stand.done:
        return redirect("public:calculator_result", name)
    field = next_field(stand)
    if field is None:
        return redirect("public:calculator_all", name)
    return _question_page(request, rule, stand, _filled(request, rule, field))


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, name: str, field: str) -> HttpResponse:
    """One question, to answer or to answer otherwise."""
    rule = rule_named(name)
    if field not in {item.field for item in rule.questions.items}:
        raise Http404("没有这个问题")
    stand = stand_of(rule, kept(request, rule))
    if request.method != "POST":
        return _question_page(request, rule, stand, _filled(request, rule, field))
    part = _sent(request, rule, field)
    filled = FactsForm(rule, answers.as_data({field: part}), only={field})
    if not filled.is_valid():
        return _question_page(request, rule, stand, filled)
    answers.keep(request, rule, kept(request, rule) | {field: part})
    if field == "place":
        remember(request, part[field])
    return redirect("public:calculator", name)


@login_not_required
@require_POST
def clear(request: HttpRequest, name: str) -> HttpResponse:
    """From the beginning; what was answered is gone."""
    answers.forget(request, rule_named(name))
    return redirect("public:calculator", name)


def rule_named(name: str) -> Rule:
    """Raises Http404."""
    try:
        return RULES[name]
    except KeyError:
        raise Http404("没有这个计算") from None


def next_field(stand: Stand) -> str | None:
    """What is to be answered now: first what cannot stay as it is."""
    known = {item.field for item in stand.form.rule.questions.items}
    if stand.bad:
        return stand.bad[0] if stand.bad[0] in known else None
    return stand.asked.question.field if stand.asked.question else None


def _sent(request: HttpRequest, rule: Rule, field: str) -> dict[str, str]:
    """What is optional may be left open with a button of its own."""
    if "unknown" in request.POST:
        return {field: ""}
    return answers.part_of(rule, field, request.POST)


def _filled(request: HttpRequest, rule: Rule, field: str) -> FactsForm:
    """As it was answered, with what is wrong with the answer; else with what may be expected."""
    raw = kept(request, rule)
    if field not in raw:
        return FactsForm(rule, place=usual_for(request), only={field})
    form = FactsForm(rule, answers.as_data({field: raw[field]}), only={field})
    form.is_valid()
    refusal = stand_of(rule, raw).asked.refusal
    if isinstance(refusal, BadFacts) and refusal.field == field:
        form.refuse(field, refusal.message_zh)
    return form


def _question_page(request: HttpRequest, rule: Rule, stand: Stand, form: FactsForm) -> HttpResponse:
    field = next(iter(form.fields))
    rows = [row for row in stand.form.answered(set(stand.form.fields)) if row["name"] != field]
    before = [row for row in rows if row["name"] in stand.asked.needed]
    context: dict[str, Any] = {
        "rule": rule,
        "form": form,
        "row": form.rows()[0],
        "field": field,
        "required": form.fields[field].required,
        "before": before,
        "answered": rows,
        "step": len(rows if stand.bad else before) + 1,
        "own_firms": own_firms(request.user) if request.user.is_authenticated else (),
        "examples": [] if before else examples_of(rule),
    }
    return render(request, "public/question.html", context)
