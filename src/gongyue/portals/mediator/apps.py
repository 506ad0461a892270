from django.apps import AppConfig


class MediatorConfig(AppConfig):
    name = "gongyue.portals.mediator"
    label = "portals_mediator"
    verbose_name = "调解"
