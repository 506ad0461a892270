from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SharedConfig(AppConfig):
    name = "gongyue.portals.shared"
    label = "portals_shared"
    verbose_name = "公共界面"

    def ready(self) -> None:
        """Each portal says in its `searches.py` what can be found there."""
        autodiscover_modules("searches")
