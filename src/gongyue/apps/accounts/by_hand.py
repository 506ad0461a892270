"""A sign-in code from hand to hand, for a system that sends no short messages.

Whoever has the machine has everything on it, so only a command on the machine makes such a code; no
screen does: an employer or an office must not be able to sign in as somebody else.
"""

import secrets
from datetime import datetime, timedelta

from gongyue.apps.accounts.delivery import codes_are_sent
from gongyue.apps.accounts.errors import Refused
from gongyue.apps.accounts.models import SignInCode
from gongyue.apps.accounts.services import code_hash, mobile_number
from gongyue.apps.accounts.vault import keyed_hash

LIFE = timedelta(days=1)


def hand_out_code(*, phone: str, at: datetime) -> str:
    """Six digits that let this phone sign in once, within a day; five tries. Raises Refused."""
    phone = mobile_number(phone)
    if codes_are_sent():
        raise Refused("本系统能发短信，请本人在登录页获取验证码。")
    code = f"{secrets.randbelow(1_000_000):06d}"
    SignInCode.objects.create(
        phone_hash=keyed_hash("phone", phone),
        code_hash=code_hash(phone, code),
        sent_at=at,
        expires_at=at + LIFE,
    )
    return code
