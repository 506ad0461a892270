"""The page as an app: its manifest, its service worker, and the page for when there is no line."""

import json

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from gongyue.apps.accounts.sending import was_done
from gongyue.portals.shared.assets import SHELL, asset, version, worker_source

SHORTCUTS = (
    ("我的记录", "worker:records"),
    ("待办", "worker:home"),
    ("算一算", "public:calculators"),
)
ICONS = (
    ("build/icon-192.png", "192x192", "any"),
    ("build/icon-512.png", "512x512", "any"),
    ("build/icon-maskable.png", "512x512", "maskable"),
)


@login_not_required
@require_safe
@cache_control(max_age=86_400)
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to put us beside its apps."""
    icons = [
        {"src": static(path), "sizes": sizes, "type": "image/png", "purpose": purpose}
        for path, sizes, purpose in ICONS
    ]
    shortcuts = [
        {"name": name, "url": reverse(route), "icons": icons[:1]} for name, route in SHORTCUTS
    ]
    described = {
        "id": "/",
        "name": "工约 劳资服务平台",
        "short_name": "工约",
        "description": "工钱、工时、合同，先算清楚，再说清楚",
        "lang": "zh-CN",
        "start_url": reverse("public:start"),
        "scope": "/",
        "display": "standalone",
        "theme_color": "#fbfaf7",
        "background_color": "#fbfaf7",
        "icons": icons,
        "shortcuts": shortcuts,
    }
    return HttpResponse(
        json.dumps(described, ensure_ascii=False), content_type="application/manifest+json"
    )


@login_not_required
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """At the root, so that it may look after every page; asked for anew each time."""
    offline = reverse("public:offline")
    shell = [offline, *map(asset, SHELL)]
    known = {"VERSION": version(), "OFFLINE": offline, "SHELL": shell, "STATIC": static("")}
    head = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in known.items())
    response = HttpResponse(head + worker_source(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@login_not_required
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Shown by the service worker when the server cannot be reached: nobody's name is on it."""
    return render(request, "public/offline.html", {"nobody": True})


@login_not_required
@require_safe
@never_cache
def line(request: HttpRequest) -> HttpResponse:
    """Whether there is a line; with ?once= whether a form sent earlier has been done."""
    key = request.GET.get("once", "")
    done = bool(key) and request.user.is_authenticated and was_done(by=request.user, key=key)
    return JsonResponse({"at": now().isoformat(), "done": done})
