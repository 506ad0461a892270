"""What others can reach: only over HTTPS, under known names, and with a way to send a code."""

from datetime import datetime

from django.conf import settings

from gongyue.apps.operations.checks import Check, Health, bad, ok, warn

LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}


def speaks_https(at: datetime) -> Health:
    """Whoever is reached from elsewhere must be reached over HTTPS."""
    others = sorted(set(settings.ALLOWED_HOSTS) - LOOPBACK)
    if settings.DEBUG:
        return bad("调试模式开着，错误页会显示源码。", "去掉 GONGYUE_DEBUG。")
    if not others:
        return ok("只在本机使用")
    if not settings.HTTPS:
        return bad(
            f"对外服务（{'、'.join(others[:3])}）却没有 HTTPS。",
            "在前面加带证书的网页服务器，设 GONGYUE_HTTPS=1（docs/start/real-system.md）。",
        )
    return ok(f"HTTPS，{len(others)} 个域名")


def can_send_codes(at: datetime) -> Health:
    """A phone number alone is enough to sign in."""
    if settings.DEMO:
        return ok("演示城市，验证码显示在页面上")
    if not settings.SMS_URL:
        return warn(
            "没有接通短信，只能用密码登录；第一次登录要由管理员给登录码。",
            "设 GONGYUE_SMS_URL 接通短信网关；在此之前，用 gongyue admin code 给登录码。",
        )
    return ok("已配置短信网关")


CHECKS = (
    Check(name="https", label="对外访问", look=speaks_https),
    Check(name="codes", label="登录验证码", look=can_send_codes),
)
