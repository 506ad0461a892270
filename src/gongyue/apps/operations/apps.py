from importlib import import_module

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "gongyue.apps.operations"
    verbose_name = "运行"

    def ready(self) -> None:
        """Our own checks come first in the report."""
        checks = import_module("gongyue.apps.operations.checks")
        for name in ("database", "storage", "work", "knowledge", "outside", "parts"):
            checks.declare_check(*import_module(f"gongyue.apps.operations.{name}").CHECKS)
