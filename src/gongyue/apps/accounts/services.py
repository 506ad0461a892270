"""What can be done about signing in. Nothing here tells whether a number has an account."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import authenticate, login, password_validation
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest

from gongyue.apps.accounts.delivery import deliver, require_gateway
from gongyue.apps.accounts.demo_inbox import forget_all_but_newest
from gongyue.apps.accounts.errors import NotFound, Refused, TooSoon
from gongyue.apps.accounts.events import new_device_used
from gongyue.apps.accounts.locks import lock_word
from gongyue.apps.accounts.models import SignIn, SignInCode, User
from gongyue.apps.accounts.vault import keyed_hash, same
from gongyue.kernel.ids import plain_mobile

BACKEND = "gongyue.apps.accounts.backends.PhonePassword"
WRONG_CODE = "验证码不对或已过期，请核对后再试，或重新获取。"
WRONG_PASSWORD = "手机号或密码不对。连续多次不对会暂停登录半小时。"
WEAK = {
    "password_too_short": "密码至少 10 位。",
    "password_too_common": "这个密码太常见，容易被猜到。",
    "password_entirely_numeric": "密码不能只有数字。",
}
SMALLEST_LARGE_TEXT, LARGEST_TEXT = 18, 30  # pixels; what the standard for elders asks
NOT_A_PHONE = "请输入 11 位手机号。"


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Where a request comes from: the network address and the browser's own description."""

    address: str = ""
    device: str = ""


@dataclass(frozen=True, kw_only=True)
class CodeSent:
    """Seconds until another code may be asked for, and seconds this one lives."""

    resend_after: int
    lives: int


def caller_of(request: HttpRequest) -> Caller:
    """The caller of a request; the proxy's header counts only where the operator named it."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.PROXY_HEADER:
        address = request.headers.get(settings.PROXY_HEADER, address).split(",")[0].strip()
    return Caller(address=address, device=request.headers.get("User-Agent", "")[:60])


def address_of(request: HttpRequest) -> str:
    """For axes: the same address our own throttles use."""
    return caller_of(request).address


def send_code(*, phone: str, caller: Caller, at: datetime) -> CodeSent:
    """Send a six-digit code; the answer is the same for known and unknown numbers.

    Raises TooSoon (60 s a phone, daily and hourly limits), Refused (not a number, no gateway).
    """
    phone = mobile_number(phone)
    require_gateway()
    code = f"{secrets.randbelow(1_000_000):06d}"
    with transaction.atomic():
        lock_word("phone", phone)
        _require_not_too_soon(phone, caller, at)
        SignInCode.objects.create(
            phone_hash=keyed_hash("phone", phone),
            code_hash=code_hash(phone, code),
            address_hash=_address_hash(caller),
            sent_at=at,
            expires_at=at + timedelta(seconds=settings.CODE_LIFE),
        )
    minutes = settings.CODE_LIFE // 60
    deliver(phone=phone, text=f"【工约】验证码 {code}，{minutes} 分钟内有效。请勿告诉他人。", at=at)
    return CodeSent(resend_after=settings.CODE_RESEND, lives=settings.CODE_LIFE)


def forget_old_codes(*, at: datetime) -> int:
    """Delete codes that no longer count for any limit, and old demo messages; how many codes."""
    yesterday = at - timedelta(days=1)
    forget_all_but_newest()
    return SignInCode.objects.filter(sent_at__lt=yesterday).delete()[0]


def sign_in_with_code(*, phone: str, code: str, caller: Caller, at: datetime) -> User:
    """The user of this phone, made on the first sign-in. Raises Refused, the same words always."""
    phone = mobile_number(phone)
    if not code_fits(phone, code, at):
        _log(phone=phone, user=None, how=SignIn.How.CODE, caller=caller, at=at)
        raise Refused(WRONG_CODE, "code")
    user = _user_of_phone(phone, at)
    _log(phone=phone, user=user, how=SignIn.How.CODE, caller=caller, at=at)
    if not user.is_active:
        raise Refused(WRONG_CODE, "code")
    return user


def sign_in_with_password(
    *, request: HttpRequest, phone: str, password: str, caller: Caller, at: datetime
) -> User:
    """The user, or Refused in the same words for every cause; axes locks after five failures."""
    phone = mobile_number(phone)
    credentials = {"phone_hash": keyed_hash("phone", phone), "password": password}
    user = authenticate(request, **credentials)
    _log(phone=phone, user=user, how=SignIn.How.PASSWORD, caller=caller, at=at)
    if user is None:
        raise Refused(WRONG_PASSWORD, "password")
    return user


def demo_sign_in(*, user_id: int, caller: Caller, at: datetime) -> User:
    """One click, in the demo city only, and only for users its story made for that."""
    _require_demo()
    user = User.objects.filter(pk=user_id, is_demo=True, is_active=True).first()
    if user is None:
        raise NotFound("没有这个演示身份")
    _log(phone=user.phone, user=user, how=SignIn.How.DEMO, caller=caller, at=at)
    return user


def open_session(request: HttpRequest, user: User) -> None:
    """Sign the browser in; the session gets a new key."""
    login(request, user, backend=BACKEND)


def register_user(*, phone: str, name: str, at: datetime, password: str | None = None) -> User:
    """An account made by a service (first administrator, counter, demo), not by its owner."""
    phone = mobile_number(phone)
    user = User(phone_hash=keyed_hash("phone", phone), joined_at=at)
    user.set_phone_sealed(phone)
    user.set_display_name(name.strip())
    _set_password(user, password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        raise Refused("这个手机号已有账号。", "phone") from None
    return user


def offer_demo_login(*, user: User, label: str, order: int) -> User:
    """List a user on the demo sign-in page; refused outside the demo city."""
    _require_demo()
    user.is_demo, user.demo_label, user.demo_order = True, label, order
    user.save(update_fields=["is_demo", "demo_label", "demo_order"])
    return user


def change_name(*, by: User, name: str) -> User:
    """What the user wishes to be called."""
    by.set_display_name(name.strip()[:40])
    by.save(update_fields=["name_sealed"])
    return by


def choose_text_size(*, by: User, pixels: int | None) -> User:
    """长辈版 with its main text at 18 to 30 pixels, or None for the standard edition."""
    by.large_text = pixels is not None
    if pixels is not None:
        by.text_size = max(SMALLEST_LARGE_TEXT, min(LARGEST_TEXT, pixels))
    by.save(update_fields=["large_text", "text_size"])
    return by


def change_password(*, by: User, password: str) -> User:
    """Set or replace the own password; raises Refused with what is wrong with it."""
    _set_password(by, password)
    by.save(update_fields=["password"])
    return by


def _set_password(user: User, password: str | None) -> None:
    if password is None:
        user.set_unusable_password()
        return
    try:
        password_validation.validate_password(password, user)
    except ValidationError as error:
        words = (WEAK.get(found.code or "", "换一个密码。") for found in error.error_list)
        raise Refused("".join(words), "password") from None
    user.set_password(password)


def _require_demo() -> None:
    if not settings.DEMO:
        raise Refused("只有演示系统可以这样登录。")


def mobile_number(phone: str) -> str:
    """The eleven digits; raises Refused."""
    if not (plain := plain_mobile(phone)):
        raise Refused(NOT_A_PHONE, "phone")
    return plain


def _require_not_too_soon(phone: str, caller: Caller, at: datetime) -> None:
    sent = SignInCode.objects.filter(phone_hash=keyed_hash("phone", phone))
    last = sent.order_by("-sent_at").values_list("sent_at", flat=True).first()
    if last and (waited := (at - last).total_seconds()) < settings.CODE_RESEND:
        wait = int(settings.CODE_RESEND - max(waited, 0))
        raise TooSoon(f"验证码已发出，请 {wait} 秒后再试。", wait)
    if sent.filter(sent_at__gt=at - timedelta(days=1)).count() >= settings.CODES_PER_PHONE_A_DAY:
        raise TooSoon("今天获取验证码的次数已用完，请明天再试，或用密码登录。", 86_400)
    near = SignInCode.objects.filter(
        address_hash=_address_hash(caller), sent_at__gt=at - timedelta(hours=1)
    )
    if caller.address and near.count() >= settings.CODES_PER_ADDRESS_AN_HOUR:
        raise TooSoon("这个网络获取验证码过于频繁，请一小时后再试。", 3_600)


def code_fits(phone: str, code: str, at: datetime) -> bool:
    """Counts the try before it compares, so that parallel guesses are counted each."""
    last = SignInCode.objects.filter(phone_hash=keyed_hash("phone", phone)).order_by("-sent_at")
    row = last.first()
    if row is None or row.used_at or row.expires_at <= at:
        return False
    open_rows = SignInCode.objects.filter(pk=row.pk, used_at=None)
    if not open_rows.filter(tries__lt=settings.CODE_TRIES).update(tries=F("tries") + 1):
        return False
    if not same(row.code_hash, code_hash(phone, code.strip())):
        return False
    return bool(open_rows.update(used_at=at))  # of two equal answers only one opens the door


def _user_of_phone(phone: str, at: datetime) -> User:
    user = User.objects.filter(phone_hash=keyed_hash("phone", phone)).first()
    if user is not None:
        return user
    try:
        return register_user(phone=phone, name="", at=at)
    except Refused:  # the same person signed in twice at once
        return User.objects.get(phone_hash=keyed_hash("phone", phone))


def _log(*, phone: str, user: User | None, how: str, caller: Caller, at: datetime) -> None:
    succeeded = user is not None and user.is_active
    is_new = user is not None and succeeded and _is_new_device(user, how, caller)
    SignIn.objects.create(
        user=user,
        phone_hash=keyed_hash("phone", phone),
        how=how,
        succeeded=succeeded,
        address_hash=_address_hash(caller),
        device=caller.device,
        at=at,
    )
    if is_new:
        new_device_used.send(User, user=user, device=caller.device, at=at)


def _is_new_device(user: User, how: str, caller: Caller) -> bool:
    """Seen with others of this user before, and never with this one; one click is no device."""
    before = SignIn.objects.filter(user=user, succeeded=True).exclude(how=SignIn.How.DEMO)
    devices = set(before.values_list("device", flat=True).distinct()[:50])
    return how != SignIn.How.DEMO and bool(devices) and caller.device not in devices


def code_hash(phone: str, code: str) -> str:
    """What is kept of a code."""
    return keyed_hash("sign-in code", f"{phone}\0{code}")


def _address_hash(caller: Caller) -> str:
    return keyed_hash("address", caller.address) if caller.address else ""
