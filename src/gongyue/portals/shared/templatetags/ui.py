"""The tags and filters of every screen. docs/how-to/add-a-screen.md shows each in use."""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django import template
from django.forms import Form
from django.http import HttpRequest, QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from gongyue.apps.notifications.boards.selectors import news_for, views_of
from gongyue.apps.notifications.selectors import unread_count
from gongyue.engines.workbook.fields import FIELDS
from gongyue.kernel.ids import mask_identity, mask_mobile, mask_name
from gongyue.kernel.money import yuan_text
from gongyue.law.notes import note_on
from gongyue.law.rulebook.outcome import Outcome
from gongyue.law.sources import UnknownCitation, cite_text, resolve
from gongyue.portals.shared import (
    assets,
    begun,
    clocks,
    drafts,
    figures,
    findings,
    navigation,
    sides,
    viewer,
    words,
)
from gongyue.portals.shared import device as devices
from gongyue.portals.shared import help as help_pages
from gongyue.portals.shared.acting import acting_of
from gongyue.portals.shared.browsers import is_in_wechat
from gongyue.portals.shared.form_map import form_map
from gongyue.portals.shared.workspace import saving

register = template.Library()

SEVERITIES = {"high": "高", "medium": "中", "low": "低", "info": "提示"}
STATUSES = {"breach": "违法", "to_check": "待核实"}


# The layout -------------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def menu_of_portal(context: Mapping[str, Any], portal: str = "") -> navigation.Menu:
    """The menu declared in the portal's navigation.py, with the present page marked.

    A view that passes its own `menu` (the gallery does) keeps it.
    """
    if isinstance(given := context.get("menu"), navigation.Menu):
        return given
    request: HttpRequest | None = context.get("request")
    if request is None:
        return navigation.Menu("", ())
    desk = context.get("desk")
    may, off = getattr(desk, "may", None), getattr(desk, "off", frozenset())
    return navigation.menu_of(portal or navigation.portal_of(request), request.path, may, off)


@register.simple_tag(takes_context=True)
def signed_in(context: Mapping[str, Any]) -> viewer.Viewer | None:
    """Who is signed in, for the head of the page."""
    request: HttpRequest | None = context.get("request")
    return viewer.viewer_of(request) if request is not None else None


@register.simple_tag(takes_context=True)
def large_text(context: Mapping[str, Any]) -> int:
    """The pixels of the main text in 长辈版, 0 in the standard edition."""
    return viewer.text_size(context.get("request"))


@register.inclusion_tag("layout/_text_sizes.html", takes_context=True)
def text_sizes(context: Mapping[str, Any]) -> dict[str, Any]:
    """长辈版 and its sizes as one form, for the settings of whoever looks."""
    request: HttpRequest | None = context.get("request")
    now = viewer.text_size(request)
    return {"sizes": viewer.SIZES, "now": now, "request": request, **_token(context)}


def _token(context: Mapping[str, Any]) -> dict[str, Any]:
    return {"csrf_token": context.get("csrf_token")}


@register.inclusion_tag("layout/_bell.html", takes_context=True)
def bell(context: Mapping[str, Any]) -> dict[str, Any]:
    """消息, with how many are unread; nothing for visitors and for whoever acts for another."""
    request: HttpRequest | None = context.get("request")
    user = getattr(request, "user", None)
    if request is None or user is None or not user.is_authenticated or acting_of(request):
        return {"bell": None}
    return {"bell": unread_count(user), "portal": navigation.portal_of(request)}


@register.inclusion_tag("components/board.html", takes_context=True)
def board(context: Mapping[str, Any]) -> dict[str, Any]:
    """通知公告 on a home page: what is urgent, pinned or not read yet; nothing without any."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return {"rows": []}
    return {"rows": views_of(news_for(request.user, on=localdate()))}


@register.simple_tag
def desk_url(desk: Any, name: str, *args: Any) -> str:
    """The address of one of the present desk's screens: {% desk_url desk "station" %}."""
    return str(desk.address(name, *args))


@register.simple_tag
def address(name: str) -> str:
    """Like {% url %}, but empty where the screen does not exist: no dead links."""
    return viewer.address_or_nothing(name)


@register.inclusion_tag("layout/_help.html", takes_context=True)
def help_panel(context: Mapping[str, Any], portal: str = "") -> dict[str, Any]:
    """这一页怎么用: help for the page's route, else for the menu line it belongs to."""
    request: HttpRequest | None = context.get("request")
    match = getattr(request, "resolver_match", None)
    if request is None or match is None:
        return {}
    portal = portal or navigation.portal_of(request)
    menu = navigation.menu_of(portal, request.path)
    line = next((link.route for link in menu.links if link.current), "")
    return {"section": help_pages.section_for(portal, match.view_name, line), "portal": portal}


@register.simple_tag
def asset(name: str) -> str:
    """Like {% static %}, with the digest of the content: it may be kept by the phone."""
    return assets.asset(name)


@register.simple_tag(takes_context=True)
def device(context: Mapping[str, Any]) -> devices.Device:
    """What the scripts must know of whoever looks; nothing on the page that everybody keeps."""
    return devices.device_of(None if context.get("nobody") else context.get("request"))


@register.simple_tag
def icon(name: str) -> SafeString:
    """A sign from shared/icons.svg. It only accompanies words, so readers skip it."""
    if not name:
        return SafeString("")
    return format_html(
        '<svg class="icon" width="20" height="20" aria-hidden="true">'
        '<use href="{}#{}"></use></svg>',
        assets.asset("shared/icons.svg"),
        name,
    )


# The five components ----------------------------------------------------------------------------


@register.inclusion_tag("components/figure.html")
def figure(
    what: figures.Figure | Outcome | Decimal | str | None, label: str = "", **look: Any
) -> dict[str, Any]:
    """Figure 数. `what`: a Figure, an Outcome, or an amount in yuan (then give `label`).

    Looks: size="large|inline", unlawful=True, open=True, print_url="…", right=True.
    """
    return {"figure": _figure(what, label, look), **look}


def _figure(what: Any, label: str, look: Mapping[str, Any]) -> figures.Figure:
    if isinstance(what, figures.Figure):
        return what
    unlawful = bool(look.get("unlawful"))
    if isinstance(what, Outcome):
        return figures.figure_of_outcome(
            what, print_url=look.get("print_url", ""), unlawful=unlawful
        )
    return figures.figure_of_amount(label, what, unlawful=unlawful)


@register.inclusion_tag("components/article.html")
def article(citation: str, plain: bool = False) -> dict[str, Any]:
    """Article 条, a chip. `plain=True` is a link, for use inside a paragraph."""
    try:
        found = resolve(citation)
    except UnknownCitation:
        return {"unknown": citation}
    return {
        "citation": citation,
        "text": cite_text(citation),
        "source": found.source,
        "note": note_on(citation),
        "gone": not found.source.in_force_on(localdate()),
        "plain": plain,
        "url": article_url(citation),
    }


@register.filter
def article_url(citation: str) -> str:
    """The page of an article: cn/labour-contract-law#47.2 → /law/cn/labour-contract-law/47.2/."""
    return f"/law/{citation.replace('#', '/')}/"


@register.inclusion_tag("components/two_sides.html", takes_context=True)
def two_sides(context: Mapping[str, Any], record: sides.TwoSides) -> dict[str, Any]:
    """Two sides 双: who said what, whether they agree, and the act that is due."""
    return {"record": record, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("components/clock.html")
def clock(due_on: date, what: str = "", **more: Any) -> dict[str, Any]:
    """Clock 时. `then`: what happens at zero; `citation`: the rule; `today`, `done_on`, `line`."""
    line = more.pop("line", False)
    more.setdefault("today", localdate())
    return {"clock": clocks.Clock(what=what, due_on=due_on, **more), "line": line}


@register.inclusion_tag("components/doubt.html")
def doubt(
    what: Outcome | figures.Figure | Iterable[str] | None = None, **more: Any
) -> dict[str, Any]:
    """Doubt 疑: nothing when there is none. `title`, `ask`, open=True, missing=[…]."""
    if isinstance(what, Outcome):
        what = figures.figure_of_outcome(what)
    if isinstance(what, figures.Figure):
        return {"doubts": what.doubts, **more}
    return {"doubts": tuple(what or ()), **more}


@register.inclusion_tag("components/finding.html")
def finding(
    what: findings.FindingCard | Mapping[str, Any], titled: bool = True, **look: Any
) -> dict[str, Any]:
    """A finding of the check-up, from its JSON or a card. `titled=False` under its own heading;
    `calm=True` where the page has said once that all of them are to check; `today`."""
    card = what if isinstance(what, findings.FindingCard) else findings.card_of(what)
    return {"card": card, "titled": titled, "today": localdate(), **look}


# Small pieces -----------------------------------------------------------------------------------


@register.inclusion_tag("components/mark.html")
def severity(level: str, status: str = "") -> dict[str, Any]:
    """How serious a finding is: a word and a shape; red only for what is unlawful."""
    return {
        "kind": level,
        "text": SEVERITIES.get(level, level),
        "status": STATUSES.get(status, ""),
        "tone": status.replace("_", "-"),
    }


@register.inclusion_tag("components/mark.html")
def mark(text: str, kind: str = "") -> dict[str, Any]:
    """A word in a frame. Kinds: doubt, agreed, late, or none."""
    return {"kind": kind, "text": text}


@register.inclusion_tag("components/field.html")
def field(bound: Any, **more: Any) -> dict[str, Any]:
    """A form field with label, help and error. `unit`, `why`, `optional`: a word at the label."""
    return {"field": bound, "widget_kind": _widget_kind(bound), **more}


def _widget_kind(bound: Any) -> str:
    kind = getattr(bound.field.widget, "input_type", "")
    return "choices" if kind in ("radio", "checkbox") and bound.use_fieldset else kind


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: Any) -> dict[str, Any]:
    """All errors of a form at its top, each a link to its field; over a long form its map."""
    return {"form": form, "map": form_map(form)}


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context: Mapping[str, Any], page: Any, noun: str = "条") -> dict[str, Any]:
    """The foot of a long list (a django Page); keeps the other parameters of the address."""
    request: HttpRequest | None = context.get("request")
    query = request.GET.copy() if request is not None else QueryDict(mutable=True)
    query.pop("page", None)
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "numbers": list(numbers), "rest": query.urlencode(), "noun": noun}


@register.inclusion_tag("components/wechat.html", takes_context=True)
def in_wechat(context: Mapping[str, Any]) -> dict[str, Any]:
    """Inside WeChat, how to print or keep a file; nothing in any other browser."""
    return {"wechat": is_in_wechat(context.get("request"))}


@register.inclusion_tag("components/export_links.html", takes_context=True)
def export_links(context: Mapping[str, Any]) -> dict[str, Any]:
    """Beside the pager of a list: the list as a file, under the filters of the address; and the
    way to keep those filters under a name."""
    request: HttpRequest | None = context.get("request")
    query = request.GET.copy() if request is not None else QueryDict(mutable=True)
    for name in ("page", "export"):
        query.pop(name, None)
    rest = {"rest": f"{query.urlencode()}&" if query else ""}
    return {**rest, **saving.to_save(request, context.get("csrf_token", ""))}


@register.inclusion_tag("components/saved_filters.html", takes_context=True)
def saved_filters(context: Mapping[str, Any]) -> dict[str, Any]:
    """Above a list: the filters saved for it. Nothing where none are, or on no list."""
    request: HttpRequest | None = context.get("request")
    desk = context.get("desk")
    found = saving.saved_here(request, getattr(desk, "pk", None))
    return {**found, "csrf_token": context.get("csrf_token", "")}


@register.inclusion_tag("components/steps.html")
def steps(now: int, *names: str) -> dict[str, Any]:
    """Where we are in a flow: {% steps 2 "选文件" "核对列名" "看结果" %}."""
    return {
        "steps": [
            {"name": name, "done": number < now, "now": number == now}
            for number, name in enumerate(names, 1)
        ]
    }


@register.inclusion_tag("components/file_drop.html")
def file_drop(bound: Any, hint: str = "") -> dict[str, Any]:
    """A file field that also takes a dropped file."""
    return {"field": bound, "hint": hint}


@register.simple_tag(takes_context=True)
def form_draft(
    context: Any, form: Form, name: str, number: object = "", *, title: str, page: str = ""
) -> drafts.Draft:
    """The draft of a form that only adds something; fills the form with what was begun.
    `number` of the record it is about, `page` where it stands, if not here."""
    key = f"{name}-{number}" if number else name
    return begun.form_draft(context["request"], form, key=key, title=title, page=page)


@register.inclusion_tag("components/keep_draft.html")
def keep_draft(what: drafts.Draft) -> dict[str, Any]:
    """The button that keeps it for later, where the account keeps drafts."""
    return {"draft": what}


@register.inclusion_tag("components/draft.html")
def draft(what: drafts.Draft) -> dict[str, Any]:
    """The hidden values of a form with a draft; the form says data-draft="{{ draft.key }}"."""
    return {"draft": what}


# Filters ----------------------------------------------------------------------------------------


@register.filter
def yuan(amount: Decimal | str | None) -> str:
    """1234.5 → 1,234.50 元; None → —."""
    number = _decimal(amount)
    return "—" if number is None else f"{yuan_text(number)} 元"


@register.filter
def money(amount: Decimal | str | None) -> str:
    """1234.5 → 1,234.50, for columns whose head says 元; None → —."""
    number = _decimal(amount)
    return "—" if number is None else yuan_text(number)


@register.filter
def fen_yuan(amount_in_fen: int | None) -> str:
    """123450 → 1,234.50 元, for columns of the database."""
    return "—" if amount_in_fen is None else yuan(Decimal(amount_in_fen).scaleb(-2))


@register.filter
def zh_date(day: date | datetime | str | None) -> str:
    """2025年9月1日. Takes ISO text too, as the check-up's JSON has it."""
    if isinstance(day, str):
        try:
            day = date.fromisoformat(day[:10])
        except ValueError:
            return day
    return words.date_text(day)


@register.filter
def zh_moment(moment: datetime | None) -> str:
    """2025年9月1日 14:05."""
    return words.moment_text(moment)


@register.filter
def zh_month(day: date | None) -> str:
    """2025年9月."""
    return words.month_text(day)


@register.filter
def field_label(name: str) -> str:
    """What a column of a table is called: gross → 应发工资."""
    return FIELDS[name].label if name in FIELDS else ""


@register.filter
def base64(content: bytes) -> str:
    """A small picture for a data: address."""
    return b64encode(content).decode()


register.filter("zh_dates", words.with_dates)
register.filter("whole", words.whole)
register.filter("masked_id", mask_identity)
register.filter("masked_mobile", mask_mobile)
register.filter("masked_name", mask_name)


@register.filter
def cited(citation: str) -> str:
    """《劳动合同法》第47条第2款, as text."""
    try:
        return cite_text(citation)
    except UnknownCitation:
        return citation


def _decimal(amount: Decimal | str | int | None) -> Decimal | None:
    if amount is None or amount == "":
        return None
    try:
        return Decimal(amount)
    except InvalidOperation:
        return None
