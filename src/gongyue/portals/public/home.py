"""首页."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from gongyue.law.registry import RULES, evaluate
from gongyue.portals.shared.viewer import start_page

WHOLE = "一次算清"
MOST_ASKED = (
    "double_wage",
    "severance",
    "overtime_pay",
    "minimum_wage",
    "probation",
    "annual_leave",
)
EXAMPLE = (
    "severance",
    {
        "place": "430100",
        "started_on": "2021-03-01",
        "ended_on": "2024-06-30",
        "average_wage": "9000",
        "ground": "mutual_employer",
    },
)


@login_not_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Where the installed page opens: one's own desk, or the front page."""
    return redirect(start_page(request.user) if request.user.is_authenticated else "public:home")


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    asked = [RULES[name] for name in MOST_ASKED if name in RULES]
    context = {
        "whole": [rule for rule in RULES.values() if rule.questions.group == WHOLE],
        "asked": asked,
        "count": len(RULES),
        "outcome": evaluate(*EXAMPLE),
    }
    return render(request, "public/home.html", context)
