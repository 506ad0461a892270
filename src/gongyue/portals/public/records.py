"""算一算: answers taken from records, one's own or those of a person of one's firm."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gongyue.apps.accounts.errors import Refused
from gongyue.apps.checkup.known_answers import answers_about, answers_about_me
from gongyue.apps.registry.services.access import open_person
from gongyue.law.guide import Known, read_answer
from gongyue.law.registry import Rule
from gongyue.law.rulebook import BadFacts
from gongyue.portals.public import answers
from gongyue.portals.public.asking import rule_named
from gongyue.portals.public.examples import wire_of

NOTHING_USABLE = "记录里没有这个计算用得上的内容，请自己填。"


@require_POST
@never_cache
def fill(request: HttpRequest, name: str) -> HttpResponse:
    """What is on record takes the place of what was answered; the rest is asked as before."""
    rule = rule_named(name)
    try:
        known = _known(request, rule)
    except Refused as refusal:
        messages.error(request, refusal.message_zh)
        return redirect("public:calculator", name)
    raw = _raw(rule, known)
    if set(raw) <= {"place"}:
        messages.info(request, NOTHING_USABLE)
    else:
        messages.success(request, _said(rule, known, raw))
    kept = answers.kept(request, rule) if "organisation" in request.POST else {}
    answers.keep(request, rule, kept | raw)
    return redirect("public:calculator", name)


def _known(request: HttpRequest, rule: Rule) -> dict[str, Known]:
    """Raises Refused (NotFound among them). A firm's reading is written under 谁看过我."""
    if organisation := request.POST.get("organisation"):
        return answers_about_me(request.user, _uuid(organisation), rule, on=localdate())
    person_id = _uuid(request.POST.get("person", ""))
    purpose = request.POST.get("purpose", "")[:40]
    firm = open_person(by=request.user, person_id=person_id, purpose=purpose, at=now())
    return answers_about(request.user, firm, person_id, rule, on=localdate())


def _uuid(text: str) -> UUID:
    try:
        return UUID(text[:40])
    except ValueError:
        raise Refused("没有说用谁的记录填。") from None


def _raw(rule: Rule, known: dict[str, Known]) -> answers.Raw:
    """As the form would have sent them; what a rule does not take is left to be asked."""
    raw: answers.Raw = {}
    for field, answer in known.items():
        try:
            value = read_answer(rule, field, answer.value)
        except BadFacts:
            continue
        raw[field] = wire_of({field: value})
    return raw


def _said(rule: Rule, known: dict[str, Known], raw: answers.Raw) -> str:
    """用工之日（花名册）、最后一天（花名册）: so that each can be checked where it came from."""
    labels = {item.field: item.label for item in rule.questions.items}
    words = "、".join(f"{labels[field]}（{known[field].source}）" for field in raw)
    return f"已按登记填了 {len(raw)} 项：{words}。请逐项核对，登记不一定对。"
