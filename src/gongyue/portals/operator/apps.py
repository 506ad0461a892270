from django.apps import AppConfig


class OperatorConfig(AppConfig):
    name = "gongyue.portals.operator"
    label = "portals_operator"
    verbose_name = "系统运营"
