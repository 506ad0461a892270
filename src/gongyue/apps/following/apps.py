from importlib import import_module

from django.apps import AppConfig


class FollowingConfig(AppConfig):
    name = "gongyue.apps.following"
    verbose_name = "法规变化和关注"

    def ready(self) -> None:
        """Adds the event types and kinds of message of this app to the published lists."""
        import_module("gongyue.apps.following.events")
        import_module("gongyue.apps.following.notices")
        import_module("gongyue.apps.following.about_me")
