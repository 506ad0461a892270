from django.apps import AppConfig


class RegulatorConfig(AppConfig):
    name = "gongyue.portals.regulator"
    label = "portals_regulator"
    verbose_name = "监管部门"
