from django.apps import AppConfig


class WorkerConfig(AppConfig):
    name = "gongyue.portals.worker"
    label = "portals_worker"
    verbose_name = "劳动者"
