from django.apps import AppConfig


class SharedConfig(AppConfig):
    name = "gongyue.portals.shared"
    label = "portals_shared"
    verbose_name = "公共界面"
