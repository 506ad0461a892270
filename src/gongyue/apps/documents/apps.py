from importlib import import_module

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "gongyue.apps.documents"
    verbose_name = "文件"

    def ready(self) -> None:
        """Adds the event types of this app to the published list, and listens to the registry."""
        import_module("gongyue.apps.documents.events")
        import_module("gongyue.apps.documents.listening")
