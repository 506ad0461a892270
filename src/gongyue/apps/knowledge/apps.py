from importlib import import_module

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "gongyue.apps.knowledge"
    verbose_name = "法规库"

    def ready(self) -> None:
        """Adds the event types of this app to the published list, and says what is no record."""
        import_module("gongyue.apps.knowledge.events")
        import_module("gongyue.apps.knowledge.about_me")
