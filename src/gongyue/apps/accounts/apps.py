from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "gongyue.apps.accounts"
    verbose_name = "账号"
