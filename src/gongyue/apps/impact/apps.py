from importlib import import_module

from django.apps import AppConfig


class ImpactConfig(AppConfig):
    name = "gongyue.apps.impact"
    verbose_name = "政策影响测算"

    def ready(self) -> None:
        """Adds the event types of this app to the published list."""
        import_module("gongyue.apps.impact.events")
        import_module("gongyue.apps.impact.about_me")
