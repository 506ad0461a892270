from importlib import import_module

from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "gongyue.apps.workspace"
    verbose_name = "办公设置"

    def ready(self) -> None:
        """Adds the event types of this app to the published list, and its part of what is held."""
        import_module("gongyue.apps.workspace.events")
        import_module("gongyue.apps.workspace.about_me")
