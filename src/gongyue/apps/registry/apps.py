from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "gongyue.apps.registry"
    verbose_name = "登记"
