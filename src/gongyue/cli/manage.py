"""`gongyue manage …`: Django's own commands on the demo, the real or the test system."""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any

from gongyue.cli.serve import use_settings

SETTINGS = ("embedded", "demo", "scaled", "test")


def add_parser(subparsers: Any) -> None:
    """Add `manage`; everything after the name goes to Django as it is."""
    parser = subparsers.add_parser("manage", help="Django 管理命令  Django's own commands")
    parser.add_argument("--settings", choices=SETTINGS, default=None)
    parser.add_argument("command", nargs=argparse.REMAINDER)
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Run one Django command; the settings already chosen by the environment stay."""
    chosen = os.environ.get("DJANGO_SETTINGS_MODULE", "gongyue.config.settings.embedded")
    use_settings(args.settings or chosen.rpartition(".")[2])
    from django.core.management import execute_from_command_line

    execute_from_command_line([f"{sys.argv[0]} manage", *args.command])
    return 0
