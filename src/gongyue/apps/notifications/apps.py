from importlib import import_module

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "gongyue.apps.notifications"
    verbose_name = "通知"

    def ready(self) -> None:
        """Declares the kinds about what the apps below do, and listens to them."""
        import_module("gongyue.apps.notifications.events")
        import_module("gongyue.apps.notifications.notices")
        import_module("gongyue.apps.notifications.listening")
        import_module("gongyue.apps.notifications.listening_to_imports")
        import_module("gongyue.apps.notifications.about_me")
