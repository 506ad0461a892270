"""`gongyue admin`: the first account of an empty real system; sign-in codes from hand to hand."""

from __future__ import annotations

import argparse
import getpass
import sys
from typing import Any

from gongyue.cli.serve import (
    CannotServe,
    bring_database_up_to_date,
    require_a_system,
    settings_here,
    use_settings,
)
from gongyue.kernel.areas import area_exists


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
    create.set_defaults(func=run, act=_create)
    code = acts.add_parser(
        "code", help="没有接通短信时，给一个登录码  a sign-in code where no messages are sent"
    )
    code.add_argument("--phone", help="手机号  mobile number")
    code.set_defaults(func=run, act=_code)


def run(args: argparse.Namespace) -> int:
    """Ask for what was not given, then do it."""
    try:
        settings = settings_here()
        if args.act is _code:
            require_a_system("admin code")
        use_settings(settings)
        bring_database_up_to_date()
        return int(args.act(args))
    except CannotServe as reason:
        print(reason)
        return 1
    except EOFError:
        print("没有输入，已取消。 Nothing was entered; cancelled.")
        return 1


def _create(args: argparse.Namespace) -> int:
    """Refused once there is an administrator."""
    from django.utils import timezone

    from gongyue.apps.accounts.errors import Refused
    from gongyue.apps.registry.services.organisations import create_first_administrator

    try:
        create_first_administrator(
            phone=args.phone or input("手机号 mobile number: ").strip(),
            name=args.name or input("姓名 name: ").strip(),
            operator_name=args.operator or input("运营单位 operating body: ").strip(),
            place=_place(args),
            password=_password(args),
            at=timezone.now(),
        )
    except Refused as reason:
        print(f"未创建：{reason}")
        return 1
    print("已创建，现在可以用手机号和密码登录。 Created: sign in with phone and password.")
    return 0


def _code(args: argparse.Namespace) -> int:
    from django.utils import timezone

    from gongyue.apps.accounts.by_hand import hand_out_code
    from gongyue.apps.accounts.errors import Refused

    try:
        phone = args.phone or input("手机号 mobile number: ").strip()
        code = hand_out_code(phone=phone, at=timezone.now())
    except Refused as reason:
        print(f"没有给：{reason}")
        return 1
    print(
        f"登录码 sign-in code: {code}\n"
        "  一天内有效，只能用一次。请核对是本人，当面告诉他，请他登录后设密码。\n"
        "  Good for one sign-in within a day. See that it is the person, and tell nobody else."
    )
    return 0


def _place(args: argparse.Namespace) -> str:
    place = args.place or input("行政区划代码 code of the place (430100): ").strip()
    if not area_exists(place):
        raise CannotServe(
            f"未创建：没有行政区划代码 {place}，例如长沙市是 430100。 There is no place {place}."
        )
    return place


def _password(args: argparse.Namespace) -> str:
    if args.password_stdin:
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("密码（至少 10 位） password: ")
    if first != getpass.getpass("再输一次 again: "):
        raise CannotServe("两次密码不一样。 The two passwords differ.")
    return first
