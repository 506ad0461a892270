from importlib import import_module

from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "gongyue.apps.tasks"
    verbose_name = "待办"

    def ready(self) -> None:
        """Adds the event types and kinds of this app to the published lists, and listens."""
        import_module("gongyue.apps.tasks.events")
        import_module("gongyue.apps.tasks.filings.kinds")
        import_module("gongyue.apps.tasks.law_data")
        import_module("gongyue.apps.tasks.listening")
        import_module("gongyue.apps.tasks.notices")
        import_module("gongyue.apps.tasks.telling")
        import_module("gongyue.apps.tasks.rights")
        import_module("gongyue.apps.tasks.attaching")
        import_module("gongyue.apps.tasks.about_me")
