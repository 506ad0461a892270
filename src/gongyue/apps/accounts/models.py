"""Users and how they sign in. Nothing here says what a user may do: roles are the registry's."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import Q

from gongyue.apps.accounts.vault import system_seal, system_unseal


class User(AbstractBaseUser):
    """Whoever signs in. The phone number is the login; it rests as a keyed hash and sealed."""

    phone_hash = models.CharField("手机号（检索值）", max_length=32, unique=True)
    phone_sealed = models.BinaryField("手机号（密文）")
    name_sealed = models.BinaryField("称呼（密文）", default=bytes)
    is_active = models.BooleanField("可登录", default=True)
    is_demo = models.BooleanField("演示账号", default=False)
    demo_label = models.CharField("演示身份", max_length=40, blank=True)
    demo_order = models.PositiveSmallIntegerField("演示顺序", default=0)
    large_text = models.BooleanField("长辈版", default=False)
    text_size = models.PositiveSmallIntegerField("长辈版字号（像素）", default=20)
    joined_at = models.DateTimeField("注册时间")

    USERNAME_FIELD = "phone_hash"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "用户"
        verbose_name_plural = "用户"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="accounts_user_phone_hash_present", condition=~Q(phone_hash="")
            ),
        ]

    def __str__(self) -> str:
        return f"用户 {self.pk}"

    @property
    def phone(self) -> str:
        """The number itself; mask it on screens that do not need it."""
        return system_unseal(self.phone_sealed, "accounts.user.phone").decode()

    @property
    def display_name(self) -> str:
        """What the user wishes to be called; empty until they say."""
        sealed = bytes(self.name_sealed)
        return system_unseal(sealed, "accounts.user.name").decode() if sealed else ""

    def set_phone_sealed(self, phone: str) -> None:
        """Seals the number; the caller sets the hash beside it."""
        self.phone_sealed = system_seal(phone.encode(), "accounts.user.phone")

    def set_display_name(self, name: str) -> None:
        """Seals the name."""
        self.name_sealed = system_seal(name.encode(), "accounts.user.name")


class SignInCode(models.Model):
    """One code sent to one phone. Only its hash is kept."""

    phone_hash = models.CharField(max_length=32, db_index=True)
    code_hash = models.CharField(max_length=32)
    address_hash = models.CharField(max_length=32, blank=True)
    sent_at = models.DateTimeField(db_index=True)
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "登录验证码"
        verbose_name_plural = "登录验证码"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="accounts_code_expires_after_sent",
                condition=Q(expires_at__gt=models.F("sent_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"验证码 {self.pk}"


class SentForm(models.Model):
    """One form that was sent, by the key it carried: sent again it is not done again."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sent_forms")
    key = models.CharField(max_length=40)
    location = models.CharField("办完后去的页面", max_length=300, blank=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "已送出的表单"
        verbose_name_plural = "已送出的表单"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="accounts_sent_form_once", fields=["user", "key"]),
            models.CheckConstraint(name="accounts_sent_form_keyed", condition=~Q(key="")),
        ]

    def __str__(self) -> str:
        return f"表单 {self.pk}"


class WrittenDraft(models.Model):
    """A form that was begun and not sent: only its writer reads it, and not for long."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="drafts")
    key = models.CharField("哪张表单", max_length=80)
    sealed = models.BinaryField("写的内容（密文）")
    at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "没写完的表单"
        verbose_name_plural = "没写完的表单"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="accounts_draft_once", fields=["user", "key"]),
            models.CheckConstraint(name="accounts_draft_keyed", condition=~Q(key="")),
        ]

    def __str__(self) -> str:
        return f"草稿 {self.pk}"


class DemoMessage(models.Model):
    """The visible inbox of the demo city: what would have been sent by SMS or another channel."""

    channel = models.CharField(max_length=10, default="sms")
    # Of the phone, or whatever else the message went to.
    phone_hash = models.CharField(max_length=32, db_index=True)
    to_sealed = models.BinaryField()
    text_sealed = models.BinaryField()
    sent_at = models.DateTimeField()

    class Meta:
        verbose_name = "演示消息"
        verbose_name_plural = "演示消息"

    def __str__(self) -> str:
        return f"演示消息 {self.pk}"


class SignIn(models.Model):
    """登录日志: every sign-in and every refusal, kept without number and address in clear."""

    class How(models.TextChoices):
        CODE = "code", "验证码"
        PASSWORD = "password", "密码"
        DEMO = "demo", "演示"

    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="sign_ins")
    phone_hash = models.CharField(max_length=32, db_index=True)
    how = models.CharField(max_length=10, choices=How)
    succeeded = models.BooleanField()
    address_hash = models.CharField(max_length=32, blank=True)
    device = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "登录记录"
        verbose_name_plural = "登录记录"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="accounts_signin_success_names_user",
                condition=Q(succeeded=False) | Q(user__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"登录记录 {self.pk}"
