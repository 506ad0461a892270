from importlib import import_module

from django.apps import AppConfig


class CheckupConfig(AppConfig):
    name = "gongyue.apps.checkup"
    verbose_name = "用工体检"

    def ready(self) -> None:
        """Adds the event types of this app to the published list, and listens to the registry."""
        import_module("gongyue.apps.checkup.events")
        import_module("gongyue.apps.checkup.notices")
        import_module("gongyue.apps.checkup.listening")
        import_module("gongyue.apps.checkup.about_me")
