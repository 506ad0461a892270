from importlib import import_module

from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "gongyue.apps.workspace"
    verbose_name = "办公设置"

    def ready(self) -> None:
        """Adds the event types of this app to the published list."""
        import_module("gongyue.apps.workspace.events")
