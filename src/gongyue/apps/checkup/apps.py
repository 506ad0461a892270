from django.apps import AppConfig


class CheckupConfig(AppConfig):
    name = "gongyue.apps.checkup"
    verbose_name = "用工体检"
