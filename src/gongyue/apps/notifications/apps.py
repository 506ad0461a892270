from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "gongyue.apps.notifications"
    verbose_name = "通知"
