from django.apps import AppConfig


class EnterpriseConfig(AppConfig):
    name = "gongyue.portals.enterprise"
    label = "portals_enterprise"
    verbose_name = "用人单位"
