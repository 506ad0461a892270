from django.apps import AppConfig


class ProviderConfig(AppConfig):
    name = "gongyue.portals.provider"
    label = "portals_provider"
    verbose_name = "服务机构"
