"""电子邮件, by SMTP. The Message-ID is made of the message's number, so mailboxes see a repeat."""

import smtplib
import ssl

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from gongyue.apps.notifications.channels.parcel import NotDelivered, Parcel, long_text

PERMANENT = 500


def deliver(parcel: Parcel) -> bool:
    """Hands it to the mail server; whether it reached the mailbox is not known (False)."""
    mail = EmailMessage(
        subject=f"{parcel.title} · 工约",
        body=long_text(parcel),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[parcel.to],
        headers={
            "Message-ID": f"<{parcel.number}@{_domain()}>",
            "Auto-Submitted": "auto-generated",
        },
        connection=get_connection(fail_silently=False),
    )
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as problem:
        code = next(iter(problem.recipients.values()))[0]
        raise NotDelivered(f"邮箱不存在或拒收（{code}）", retry=code < PERMANENT) from None
    except smtplib.SMTPAuthenticationError:
        raise NotDelivered("邮件服务器不认本系统的账号", retry=True, wait=1_800) from None
    except smtplib.SMTPResponseException as problem:
        raise NotDelivered(
            f"邮件服务器不接受（{problem.smtp_code}）", retry=problem.smtp_code < PERMANENT
        ) from None
    except (smtplib.SMTPException, ssl.SSLError, OSError):
        raise NotDelivered("连不上邮件服务器", retry=True) from None
    return False


def _domain() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"
