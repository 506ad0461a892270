from importlib import import_module

from django.apps import AppConfig

from gongyue.apps.operations.checks import declare_check


class DocumentsConfig(AppConfig):
    name = "gongyue.apps.documents"
    verbose_name = "文件"

    def ready(self) -> None:
        """Adds event types to the published list and checks to the doctor's, and listens."""
        import_module("gongyue.apps.documents.events")
        import_module("gongyue.apps.documents.listening")
        declare_check(*import_module("gongyue.apps.documents.health").CHECKS)
        import_module("gongyue.apps.documents.about_me")
