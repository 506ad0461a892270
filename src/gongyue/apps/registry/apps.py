from importlib import import_module

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "gongyue.apps.registry"
    verbose_name = "登记"

    def ready(self) -> None:
        """Listens to its own imports."""
        import_module("gongyue.apps.registry.listening")
