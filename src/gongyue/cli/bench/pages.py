"""What each page of the demo city costs a phone that opens it for the first time."""

from __future__ import annotations

import argparse
from typing import Any

from gongyue.cli.bench import accessibility

NAME = "pages"
HELP = "每页的流量与速度 bytes, requests, nodes and time of every page on its first visit"
WORKER_LIMIT = 300 * 1024
TIMES = """() => { const at = performance.getEntriesByType('navigation')[0];
  return {interactive: Math.round(at.domInteractive), loaded: Math.round(at.loadEventEnd),
    nodes: document.querySelectorAll('*').length}; }"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which pages, and where the city is."""
    accessibility.add_arguments(parser)


def run(args: argparse.Namespace) -> dict[str, Any]:
    """{"pages": […], "heaviest": …, "over_limit": […worker and public pages above 300 KB…]}."""
    pages: list[dict[str, Any]] = []

    def look(page: Any, role: str, name: str) -> None:
        if args.only in name:
            pages.append({"role": role, "route": name, **_first_visit(page)})
            if not args.json:
                print(
                    "{route:34} {role:14} {bytes:>8} B {requests:>3} {nodes:>5}".format(**pages[-1])
                )

    failed = accessibility.walk_of(args, look)
    heavy = [p for p in pages if _is_for_phones(p["route"]) and p["bytes"] > WORKER_LIMIT]
    return {
        "pages": pages if args.json else len(pages),
        "errors": failed,
        "heaviest": max((p["bytes"] for p in pages), default=0),
        "over_limit": [f"{p['route']} {p['bytes']}" for p in heavy],
    }


def _is_for_phones(route: str) -> bool:
    return route.split(":")[0] in {"public", "worker"}


def _first_visit(page: Any) -> dict[str, Any]:
    """Load the open page again with nothing kept, and count what came over the line."""
    line = page.context.new_cdp_session(page)
    got = {"bytes": 0, "requests": 0}

    def arrived(event: dict[str, Any]) -> None:
        got["bytes"] += int(event["encodedDataLength"])
        got["requests"] += 1

    line.send("Network.enable")
    line.send("Network.setCacheDisabled", {"cacheDisabled": True})
    line.on("Network.loadingFinished", arrived)
    page.reload(wait_until="load")
    measured = {**page.evaluate(TIMES), **got}
    line.detach()
    return measured
