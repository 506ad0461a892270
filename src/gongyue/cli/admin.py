"""`gongyue admin create`: the first account of an empty real system."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from typing import Any

from gongyue.cli.serve import CannotServe, bring_database_up_to_date, use_settings


def add_parser(subparsers: Any) -> None:
    """Add `admin create`."""
    parser = subparsers.add_parser("admin", help="管理员  administrators")
    acts = parser.add_subparsers(title="操作 acts", metavar="ACT", required=True)
    create = acts.add_parser("create", help="创建第一位管理员  create the first administrator")
    create.add_argument("--phone", help="手机号  mobile number")
    create.add_argument("--name", help="姓名  name")
    create.add_argument("--operator", help="运营单位名称  name of the operating body")
    create.add_argument("--place", help="所在地的六位行政区划代码  six-digit code of the place")
    create.add_argument(
        "--password-stdin", action="store_true", help="从标准输入读取密码  read it from stdin"
    )
    create.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Ask for what was not given, then create; refused once there is an administrator."""
    try:
        use_settings("scaled" if os.environ.get("DATABASE_URL") else "embedded")
        bring_database_up_to_date()
        return _create(args)
    except CannotServe as reason:
        print(reason)
        return 1
    except EOFError:
        print("没有输入，已取消。 Nothing was entered; cancelled.")
        return 1


def _create(args: argparse.Namespace) -> int:
    from django.utils import timezone

    from gongyue.apps.accounts.errors import Refused
    from gongyue.apps.registry.services.organisations import create_first_administrator

    try:
        create_first_administrator(
            phone=args.phone or input("手机号 mobile number: ").strip(),
            name=args.name or input("姓名 name: ").strip(),
            operator_name=args.operator or input("运营单位 operating body: ").strip(),
            place=args.place or input("行政区划代码 code of the place (430100): ").strip(),
            password=_password(args),
            at=timezone.now(),
        )
    except Refused as reason:
        print(f"未创建:{reason}")
        return 1
    print("已创建，现在可以用手机号和密码登录。 Created: sign in with phone and password.")
    return 0


def _password(args: argparse.Namespace) -> str:
    if args.password_stdin:
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("密码(至少 10 位)password: ")
    if first != getpass.getpass("再输一次 again: "):
        raise CannotServe("两次密码不一样。 The two passwords differ.")
    return first
