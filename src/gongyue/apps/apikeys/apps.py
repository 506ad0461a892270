from importlib import import_module

from django.apps import AppConfig


class ApiKeysConfig(AppConfig):
    name = "gongyue.apps.apikeys"
    verbose_name = "接口密钥"

    def ready(self) -> None:
        """Adds the event types of this app, and what it holds about somebody, to the lists."""
        import_module("gongyue.apps.apikeys.events")
        import_module("gongyue.apps.apikeys.about_me")
