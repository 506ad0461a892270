from importlib import import_module

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "gongyue.apps.registry"
    verbose_name = "登记"

    def ready(self) -> None:
        """Listens to its own imports, and declares its parts of what is held about somebody."""
        import_module("gongyue.apps.registry.listening")
        import_module("gongyue.apps.registry.about_me_parts")
