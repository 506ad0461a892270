"""`gongyue bench NAME [--scale 1|4|16] [--json]`: one module a measurement, never a timed test.

A module of this package has `NAME`, `HELP`, optionally `add_arguments(parser)`, and
`run(args) -> dict` whose values are JSON; `args.scale` says how many times the size to measure.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import pkgutil
import platform
from types import ModuleType
from typing import Any


def add_parser(subparsers: Any) -> None:
    """Add `bench` with one sub-command a measurement, and `list`."""
    parser = subparsers.add_parser("bench", help="性能测量,JSON 输出  measure, JSON out")
    names = parser.add_subparsers(title="测量 measurements", metavar="NAME", required=True)
    listing = names.add_parser("list", help="列出全部测量  list the measurements")
    listing.set_defaults(func=_list)
    for module in measurements().values():
        measurement = names.add_parser(module.NAME, help=module.HELP)
        measurement.add_argument("--scale", type=int, choices=(1, 4, 16), default=1)
        measurement.add_argument("--json", action="store_true", help="JSON 输出  JSON out")
        if hasattr(module, "add_arguments"):
            module.add_arguments(measurement)
        measurement.set_defaults(func=_measure, module=module)


def measurements() -> dict[str, ModuleType]:
    """Every measurement by its name; their modules keep heavy imports inside `run`."""
    found = (
        importlib.import_module(f"{__name__}.{info.name}")
        for info in pkgutil.iter_modules(__path__)
        if not info.name.startswith("_")
    )
    return {module.NAME: module for module in sorted(found, key=lambda module: module.NAME)}


def _list(args: argparse.Namespace) -> int:
    for name, module in measurements().items():
        print(f"{name:20} {module.HELP}")
    return 0


def _measure(args: argparse.Namespace) -> int:
    measured = args.module.run(args)
    if args.json:
        print(json.dumps(_report(args, measured), ensure_ascii=False, indent=2, default=str))
    else:
        for name, value in measured.items():
            print(f"{name:32} {value}")
    return 0


def _report(args: argparse.Namespace, measured: dict[str, Any]) -> dict[str, Any]:
    """The figures with what they were measured on: without it they mean nothing."""
    machine = {
        "python": platform.python_version(),
        "system": platform.system(),
        "cores": os.cpu_count(),
    }
    return {"name": args.module.NAME, "scale": args.scale, "machine": machine, **measured}
